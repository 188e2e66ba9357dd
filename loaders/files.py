"""From what somebody names on the command line to the tables and rule packs in it.

A file is known by its content, a table by its headers. What is named and cannot be loaded is refused;
what merely lies in the same folder is passed over, and said.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph_model.errors import TableError
from loaders.receipts.receipt import Passed
from loaders.rules.packs import PackError, PackFile, read_pack
from loaders.sheets.csv_sheets import empty, read_csv, unreadable
from loaders.sheets.headers import NoTableError
from loaders.sheets.recognition import AS_IT_COMES, Manner
from loaders.sheets.sheet import Sheet, name_of_file
from loaders.sheets.workbook.xls_trial import SIGNATURE
from loaders.sheets.xlsx_sheets import ZIP, place_of, read_workbook

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})
_TABLES = _WORKBOOKS | {".xls", ".csv", ".tsv", ".txt", ".toml"}
_SHOWN = 3


@dataclass(slots=True)
class Found:
    """What can be loaded, what cannot and why. `pack_errors` say every fault of the packs refused."""

    sheets: list[Sheet] = field(default_factory=list)
    packs: list[PackFile] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    pack_errors: list[PackError] = field(default_factory=list)


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files given, and those in the folders given and below, by name; raises for a missing path.

    In folders, hidden files, a spreadsheet's lock files and our own rejects are passed over.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _files_in(path) if _is_folder(path) else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _is_folder(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise TableError(
            f"没有 {path}，请检查文件名和所在的文件夹 · there is no {path}; check its name and its folder."
        ) from error
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    return path.is_dir()


def _files_in(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise unreadable(folder, error) from error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not _is_hidden(name) and not name.endswith(".snapshot"))
        yield from (Path(place, name) for name in sorted(names) if not _is_ours_or_hidden(name))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))


def _is_ours_or_hidden(name: str) -> bool:
    return _is_hidden(name) or ".rejected." in name or name.endswith((".db", ".db-wal", ".db-shm"))


def read_files(paths: Sequence[Path], manner: Manner = AS_IT_COMES) -> Found:
    """Everything in the paths that can be loaded; raises TableError when that is nothing."""
    found = Found()
    files = find_files(paths)
    named = {path.resolve() for path in paths}
    for file in files:
        _take(file, found, file.resolve() in named, manner)
    if not found.sheets and not found.packs:
        raise _nothing(paths, found)
    found.passed = [_without_name(passed) for passed in found.passed]
    return found


def _without_name(passed: Passed) -> Passed:
    """A receipt says the file and the sheet beside the reason."""
    where = place_of(passed.file, passed.sheet)
    reason = passed.reason.replace(f"{where}: ", "").replace(f"{where} ", "")
    return replace(passed, file=name_of_file(Path(passed.file)), reason=reason.encode("utf-8", "replace").decode())


def _take(file: Path, found: Found, named: bool, manner: Manner) -> None:
    if not named and file.suffix.lower() not in _TABLES:
        reason = f"{file.name} 不是表格文件 · {file.name} is not a file of tables."
        found.passed.append(Passed(file.name, None, reason))
        return
    try:
        _read(file, found, named, manner)
    except NoTableError as error:
        found.passed.append(Passed(file.name, None, str(error), refused=named))
    except TableError as error:
        found.passed.append(Passed(file.name, None, str(error), refused=True))
        if isinstance(error, PackError):
            found.pack_errors.append(error)


def _read(file: Path, found: Found, named: bool, manner: Manner) -> None:
    start = _start(file)
    suffix = file.suffix.lower()
    if start.startswith((ZIP, SIGNATURE)):
        sheets, passed = read_workbook(file, manner)
        refused = named and not sheets
        found.sheets.extend(sheets)
        found.passed.extend(replace(sheet, refused=sheet.refused or refused) for sheet in passed)
    elif suffix == ".toml":
        found.packs.append(read_pack(file))
    elif suffix in _WORKBOOKS:
        raise TableError(
            f"{file.name} 不是完整的电子表格文件，请重新保存或导出 · "
            f"{file.name} is not a whole spreadsheet file; save or export it again."
        )
    else:
        found.sheets.append(read_csv(file, manner))


def _start(file: Path) -> bytes:
    """The first bytes of a file. A pipe is none: tables are read more than once."""
    if not file.is_file():
        raise TableError(f"{file.name} 不是普通文件，请先存成文件 · {file.name} is no regular file; save it first.")
    try:
        with file.open("rb") as content:
            start = content.read(8)
    except OSError as error:
        raise unreadable(file, error) from error
    if not start:
        raise empty(file)
    return start


def _nothing(paths: Sequence[Path], found: Found) -> TableError:
    """One file: its own sentence. Several: the first few, by name."""
    worst = sorted(found.passed, key=lambda passed: not passed.refused)
    if len(worst) == 1:
        return found.pack_errors[0] if found.pack_errors else TableError(worst[0].reason)
    if not worst:
        where = "、".join(map(str, paths))
        return TableError(
            f"{where} 里没有表格文件，请放入 CSV、XLSX 或 TOML · "
            f"{where} holds no files of tables; put CSV, XLSX or TOML there."
        )
    reasons = [passed.reason.partition(" · ") for passed in worst[:_SHOWN]]
    zh, en = "；".join(zh for zh, _, _ in reasons), "; ".join(en.rstrip(".") for _, _, en in reasons)
    return TableError(
        f"给出的 {len(worst)} 个文件或工作表都不能导入：{zh} · "
        f"none of the {len(worst)} files and sheets given can be loaded: {en}."
    )
