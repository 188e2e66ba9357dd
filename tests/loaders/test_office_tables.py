"""Tables as offices send them: every count, every fault and every link of `tests/data/tables`, one trap or two each."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import main
from tests.loaders.office import Office, Told
from tests.loaders.office_tables import (
    BASE,
    FOLDER,
    LINKS,
    Case,
    Row,
    base_units,
    cases,
    differences,
    fault_shown,
)

CASES = cases()
COUNTS = ("read", "accepted", "unchanged", "rejected", "ignored")
each_case = pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
each_that_is_read = pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name) for case in CASES if case.is_read]
)


@pytest.fixture(scope="module")
def base_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("base") / "bangfu.db"
    assert main(["load", str(BASE), "--store", str(store)]) == 0
    return store


@pytest.fixture
def office(
    base_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Office:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BANGFU_STORE", str(shutil.copy(base_store, tmp_path)))
    for name in ("BANGFU_DEBUG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Office(tmp_path, capfdbinary)


@each_case
def test_what_comes_out(office: Office, case: Case) -> None:
    office.begin(case)
    told = office.load(case)

    wrong = [line for check in CHECKS for line in check(office, case, told)]
    if wrong:
        pytest.fail(_report(case, told, wrong), pytrace=False)


@each_that_is_read
def test_the_same_table_again_changes_nothing(office: Office, case: Case) -> None:
    office.begin(case)
    first = office.load(case)
    before = office.links(case)

    again = office.load(case)

    assert (first.code, again.code) == (case.told["exit"], case.told["exit"]), first.err
    assert [(sheet["sheet"], sheet["accepted"]) for sheet in _sheets(again) if sheet["accepted"]] == [], again.out
    assert office.links(case) == before


@each_case
def test_what_is_expected_adds_up(case: Case) -> None:
    """No table tested here: a slip in an expectation would send people after a fault that is none."""
    counts = [{key: int(row[key]) for key in COUNTS} for row in case.rows("counts") if "*" not in row.values()]
    errors = {(row.get("sheet"), row["row"]) for row in case.rows("errors")}

    assert all(row["read"] == sum(row[key] for key in COUNTS[1:]) for row in counts)
    assert sum(row["rejected"] for row in counts) == len(errors)
    assert int(case.told["exit"]) == (1 if errors else 0 if case.is_read else 2)
    assert case.is_read == bool(case.rows("counts"))
    for question, columns in LINKS.items():
        for link in case.links(question)[1]:
            ends = [link[column] for column in columns[1:3]]
            assert all(end.startswith("* ") or base_units()[end.split()[0]] == end.split()[1] for end in ends), link


def test_every_table_has_its_expectation() -> None:
    assert {case.path for case in CASES} == {
        path for path in FOLDER.iterdir() if path.suffix not in ("", ".toml", ".md")
    }


def _links(office: Office, case: Case, _: Told) -> Iterator[str]:
    for question, found in office.links(case).items():
        missing, left = differences(case.links(question)[1], found)
        yield from (f"错的结对或选派 WRONG {question}: {_line(row)}" for row in left)
        yield from (f"缺 missing {question}: {_line(row)}" for row in missing)


def _receipt(_: Office, case: Case, told: Told) -> Iterator[str]:
    if told.code != case.told["exit"]:
        yield f"退出码 exit {told.code}，应为 {case.told['exit']}"
    sheets = _sheets(told) if case.is_read else []
    found = [{"sheet": str(sheet["sheet"] or "")} | {key: str(sheet[key]) for key in COUNTS} for sheet in sheets]
    missing, left = differences(case.rows("counts"), found)
    yield from (f"计数应有 counts: {_line(row)}" for row in missing)
    yield from (f"计数实为 counts: {_line(row)}" for row in left)
    faults = [fault_shown(sheet["sheet"], fault) for sheet in sheets for fault in sheet["errors"]]
    missing, left = differences(case.rows("errors"), faults)
    yield from (f"没报的错 not rejected: {_line(row)}" for row in missing)
    yield from (f"多报的错 rejected: {_line(row)}" for row in left)
    warnings = [fault_shown(sheet["sheet"], fault) for sheet in sheets for fault in sheet["warnings"]]
    yield from (f"没给的提醒 no warning: {_line(row)}" for row in differences(case.rows("warnings"), warnings)[0])


def _sheets(told: Told) -> list[dict[str, Any]]:
    """The sheets of the receipt in which something was read."""
    try:
        return [sheet for sheet in json.loads(told.out)["files"] if sheet["read"]]
    except json.JSONDecodeError:
        return []


def _said(_: Office, case: Case, told: Told) -> Iterator[str]:
    everything = told.out + told.err
    if "Traceback" in everything:
        yield "有 Traceback"
    for word in case.words("says"):
        if not any(choice in everything for choice in word.split("/")):
            yield f"没说 not said: {word}"
    yield from (f"不该说 said: {word}" for word in case.words("never") if word in everything)
    if not case.is_read and not told.err.strip():
        yield "没有一句话说为什么 no sentence on stderr"


def _kept(office: Office, case: Case, _: Told) -> Iterator[str]:
    """What must not lie in the store, its side files or the rows to correct."""
    kept = dict(_contents(office.folder))
    for word in (*case.words("never"), *case.words("not_stored")):
        forms = (
            word.encode(),
            word.encode("utf-16-le"),
            word.encode("utf-32-le"),
            json.dumps(word).strip('"').encode(),
        )
        yield from (
            f"留下了 kept: {word}，在 {name}" for name, data in kept.items() if any(form in data for form in forms)
        )


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in (path for path in folder.rglob("*") if path.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                yield from ((f"{path.name}/{part}", book.read(part)) for part in book.namelist())
        yield path.name, path.read_bytes()


def _returns(office: Office, case: Case, _: Told) -> Iterator[str]:
    changes = office.ask("changes", "--since", "0")
    found = [
        {column: str(row["after"][column] or "") for column in ("table", "within", "force", "as_of")}
        for row in changes
        if row["what"] == "return" and row["after"]
    ]
    missing, left = differences(case.rows("returns"), found)
    yield from (f"没记的填报 no return: {_line(row)}" for row in missing)
    yield from (f"多记的填报 return: {_line(row)}" for row in left)


CHECKS = (_links, _receipt, _said, _kept, _returns)


def _line(row: Row) -> str:
    return " | ".join(f"{column}={cell}" for column, cell in row.items() if cell)


def _report(case: Case, told: Told, wrong: list[str]) -> str:
    silent = [f"  TABLES.md 没说 silent: {case.told['silent']}"] if "silent" in case.told else []
    sentences = [
        f"  {sheet['sheet'] or ''} 第 {fault['row']} 行 · {fault['column']} · {fault['message'][:200]}"
        for sheet in _sheets(told)
        for fault in sheet["errors"]
    ]
    head = [f"{case.path.name}: {case.told['trap']}", *silent, *(f"- {line}" for line in wrong)]
    return "\n".join([*head, "回执 receipt:", *sentences, told.err[:1500]])
