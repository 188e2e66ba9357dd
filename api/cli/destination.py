"""Where an answer goes and how it is written: the terminal, a pipe, or a file that appears whole."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph_model.errors import UsageError
from visuals.shown import Shown

FORMATS = ("table", "json", "ndjson", "csv", "xlsx")
_BY_SUFFIX = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".xlsx": "xlsx", ".txt": "table"}


@dataclass(frozen=True, slots=True)
class Destination:
    """`path` is None for stdout."""

    format: str
    path: Path | None

    @property
    def for_people(self) -> bool:
        """Whether it says of fictional data that it is."""
        return self.format in ("table", "xlsx")


def destination(format: str | None, output: str | None) -> Destination:
    """Table on a terminal, CSV in a pipe, a file's format by its suffix; `--format` wins over all."""
    if format is not None and format not in FORMATS:
        raise UsageError(f"--format {format!r} 应为其中之一 · must be one of: {', '.join(FORMATS)}.")
    path = Path(output).expanduser() if output is not None else None
    if path is not None:
        check_folder(path, "--output ")
        return Destination(format or _format_of(path), path)
    terminal = sys.stdout.isatty()
    if format == "xlsx" and terminal:
        raise UsageError("XLSX 要写到文件，请加 --output 文件.xlsx · XLSX goes into a file: add --output FILE.xlsx.")
    return Destination(format or ("table" if terminal else "csv"), None)


def _format_of(path: Path) -> str:
    if (format := _BY_SUFFIX.get(path.suffix.lower())) is None:
        raise UsageError(
            f"--output {path} 看不出格式，请加 --format 或用这些后缀 · "
            f"does not say its format: add --format, or end it in {', '.join(_BY_SUFFIX)}."
        )
    return format


def check_folder(path: Path, said: str = "") -> None:
    """Whether a file can lie there; `said` stands before its path in the sentence. Raises UsageError."""
    if path.is_dir():
        raise UsageError(f"{said}{path} 是文件夹，请写文件名 · is a folder: give a file.")
    if not path.parent.is_dir():
        raise UsageError(f"{said}{path} 的文件夹不存在，请先建好 · is in a folder that does not exist: make it first.")


def deliver(shown: Shown, where: Destination) -> None:
    """Write the answer. A file's path is said on stderr, as a CSV's name gets the two clocks."""
    if where.path is None:
        write_stdout(shown, where.format)
        return
    path = with_clocks(where.path, shown) if where.format == "csv" else where.path
    with appearing(path) as out:
        _write(shown, where.format, out, for_people=True)
    print(path, file=sys.stderr)


def write_stdout(shown: Shown, format: str) -> None:
    if format == "table":
        from visuals.terminal import write_table

        write_table(shown, sys.stdout)
    else:
        _write(shown, format, sys.stdout.buffer, for_people=False)


def _write(shown: Shown, format: str, out: IO[bytes], *, for_people: bool) -> None:
    """The writers are imported where they are used: openpyxl alone takes longer than most answers."""
    if format == "xlsx":
        from visuals.workbook import write_workbook

        write_workbook(shown, out)
    elif format == "csv":
        from visuals.delimited import write_csv

        write_csv(shown, out, for_people=for_people)
    elif format == "table":
        from visuals.terminal import write_table

        text = io.TextIOWrapper(out, "utf-8", newline="\n")
        write_table(shown, text)
        text.detach()
    else:
        from visuals.json_text import write_json, write_ndjson

        (write_json if format == "json" else write_ndjson)(shown, out)


def with_clocks(path: Path, shown: Shown) -> Path:
    """gaps.csv is gaps.2026-11-23.k3.csv: a CSV has no other place that says what it is."""
    clocks = [*([shown.as_of] if shown.as_of else []), f"k{shown.known_at}"]
    return path.with_name(".".join([path.stem, *clocks]) + path.suffix)


@contextmanager
def appearing(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole or not at all, also when the program is ended in between."""
    if path.exists() and not path.is_file():  # a pipe or a device is written to, not replaced
        with path.open("wb") as out:
            yield out
        return
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("xb") as out:
            yield out
        unfinished.replace(path)
    except PermissionError as error:
        raise UsageError(
            f"{path} 不能写入，请换个文件夹或检查权限 · cannot be written: choose another folder."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
