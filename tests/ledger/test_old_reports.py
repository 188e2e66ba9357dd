"""An old report prints again byte for byte, whatever was corrected since and whatever became of the cache."""

import shutil
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from api.cli.main import main
from api.desk import Desk
from queries import QUESTIONS
from tests.api.small import write_tables

OPTIONS = {
    "gaps": ["--unknown"],
    "coverage": ["--by", "county"],
    "pairings": ["--all-time"],
    "dispatches": ["--all-time"],
    "overlaps": ["--at-least", "1"],
    "unit": ["511001"],
}
UNITS = "id,kind,name,short_name,parent,stands_for,scope\n"
LINKS = "id,force,helper,recipient,since,through\n"
PACK = '[pack]\nid = "own"\n[[rule]]\nid = "r"\nrecipient = ["township"]\nlink = "dispatch"\nmin = 2\n'
CORRECTIONS = (
    ("units.csv", UNITS + "511001,county,新青溪市,新青,,,\n"),
    ("units.csv", UNITS + "511001100,township,石桥街道,石桥,511002,,sichuan39\nschool-1,hospital,东江医院,,,,\n"),
    ("units.csv", UNITS + "soe-1,party_organization,能源党委,,,soe-2,\n511,prefecture,青山市,青山,,,sichuan39\n"),
    (
        "pairings.csv",
        LINKS + "p-1,soe,soe-1,511002,2020,2021\np-3,soe,school-1,511001,2023,\np-5,soe,soe-2,511001,2022,\n",
    ),
    ("dispatches.csv", "id,force,sender,host,post,headcount,since\nd-1,designated,soe-2,511002,specialist,5,2024\n"),
    ("returns.csv", "table,within,as_of,basis\n结对,511,2024,补报\n选派,511001,2024,补报\n"),
    ("rules.toml", PACK),
    ("rules.toml", PACK.replace("min = 2", "each = 'force'")),
)


def printed(store: Path, question: str, *more: str) -> bytes:
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    asked = ["--as-of", "2025-06-30", "--format", "json", "--store", str(store), *more]
    with redirect_stdout(out):
        assert main([question, *OPTIONS.get(question, []), *asked]) == 0
    out.seek(0)
    return out.buffer.read()


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, bytes]]]:
    """A store after many corrections, and what every question said at each import while it was the newest."""
    folder = tmp_path_factory.mktemp("old")
    store, said = folder / "old.db", []
    with Desk.open(store, create=True) as desk:
        desk.load([write_tables(folder / "tables")])
        for name, text in (*CORRECTIONS, ("again.csv", CORRECTIONS[0][1])):
            said.append({question: printed(store, question) for question in QUESTIONS})
            (folder / name).write_text(text, encoding="utf-8")
            assert desk.load([folder / name]).exit_code == 0
    return store, said


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("cache", ["kept", "removed", "damaged"])
def test_every_question_prints_as_it_did(
    corrected: tuple[Path, list[dict[str, bytes]]], question: str, cache: str
) -> None:
    store, said = corrected
    kept = store.with_name(f"{store.name}.snapshot")
    if cache == "removed":
        shutil.rmtree(kept, ignore_errors=True)
    if cache == "damaged":
        for file in kept.glob("*/links.*"):
            file.write_bytes(file.read_bytes()[:-3])

    for number, then in list(enumerate(said, 1))[:: 1 if cache == "kept" else 3]:
        assert printed(store, question, "--known-at", str(number)) == then[question]


def test_the_corrections_did_change_what_is_said(corrected: tuple[Path, list[dict[str, bytes]]]) -> None:
    _, said = corrected

    for question in set(QUESTIONS) - {"changes"}:
        rows = [then[question].partition(b'"rows"')[2] for then in said]
        assert len(set(rows)) > 1, question


def test_known_at_a_time_is_the_newest_import_by_then(corrected: tuple[Path, list[dict[str, bytes]]]) -> None:
    store, said = corrected
    with Desk.open(store) as desk:
        times = [each.time for each in desk.imports()]
        for time in set(times):
            newest = max(number for number, each in enumerate(times) if each == time)
            assert desk.ask("coverage", {"known_at": time})["known_at"] == newest
        assert desk.ask("coverage", {"known_at": "2999-12-31"})["known_at"] == len(said) + 1
