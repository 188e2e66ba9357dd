"""`--complete-for`: a table that says it lists all there is, and what the ledger makes of what it lacks."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Run
from tests.api.small import write_tables

DAY = "2026-06-30"
COMPLETE = ("--complete-for", "青山州", "--as-of", DAY)
SOE = "force,helper,recipient,since\nsoe,第一能源公司,青溪县,2023-01-05\nsoe,第二建设公司,青溪县,2024\n"
"""Beside p-2; p-3 (to 2025-12-31) is no longer in force on the day."""


@pytest.fixture
def tables(bangfu: Run, tmp_path: Path) -> Path:
    """A ledger with four pairings in 青山州, and one more of each kind of trouble."""
    assert bangfu("load", write_tables(tmp_path / "tables")).code == 0
    more = tmp_path / "more.csv"
    more.write_text(
        "id,force,helper,recipient,since,through\n"
        "m-1,soe,soe-2,511002,2025-01-01,\n"
        f"m-2,soe,soe-1,511002,{DAY},\n"
        "m-3,soe,soe-2,511001100,2026-12-01,\n"
        "m-4,soe,soe-2,dist-1,2020,\n",
        encoding="utf-8",
    )
    assert bangfu("load", more).code == 0
    return tmp_path


def told(bangfu: Run, folder: Path, *args: str, table: str = SOE) -> dict[str, Any]:
    (folder / "soe.csv").write_text(table, encoding="utf-8")
    made: dict[str, Any] = json.loads(bangfu("load", folder / "soe.csv", *args, "--format", "json").out)
    return made


def throughs(bangfu: Run) -> dict[str, str | None]:
    rows = json.loads(bangfu("pairings", "--all-time", "--format", "json").out)["rows"]
    return {row["id"]: row["through"] for row in rows if row["force"] == "soe"}


def test_silence_means_uncovered_from_then_on_for_the_forces_of_the_table(bangfu: Run, tables: Path) -> None:
    def state(rule: str) -> str:
        rows = json.loads(bangfu("unit", "白石县", "--as-of", DAY, "--format", "json").out)["rows"]
        return next(str(each["state"]) for each in rows[0]["states"] if each["rule"] == rule)

    before = state("county-local-soe"), state("county-east-west")
    receipt = told(bangfu, tables, *COMPLETE, table=SOE.replace("soe,", "intra_province,"))

    assert before == ("covered", "uncovered")  # the small office has returned its counties itself
    assert receipt["complete"]["recorded"]
    returns = json.loads(bangfu("changes", "--since", "2", "--format", "json").out)["rows"]
    assert [row["after"] for row in returns if row["what"] == "return"] == [
        {
            "id": receipt["complete"]["returns"][0],
            "table": "pairings",
            "within": "511",
            "kind": None,
            "force": "intra_province",
            "as_of": DAY,
            "as_of_precision": "day",
            "basis": None,
        }
    ]


def test_what_the_ledger_has_and_the_table_lacks_is_listed_and_nothing_ends(bangfu: Run, tables: Path) -> None:
    before = throughs(bangfu)

    missing = told(bangfu, tables, *COMPLETE)["complete"]["missing"]

    assert [(link["id"], link["ended"]) for link in missing] == [("m-1", False), ("m-2", False)]
    assert {link: day for link, day in throughs(bangfu).items() if link in before} == before


def test_the_missing_end_the_day_before_and_later_starts_stay(bangfu: Run, tables: Path) -> None:
    before = throughs(bangfu)

    missing = told(bangfu, tables, *COMPLETE, "--end-missing")["complete"]["missing"]

    assert [(link["id"], link["ended"]) for link in missing] == [("m-1", True), ("m-2", False)]
    after = {link: day for link, day in throughs(bangfu).items() if link in before}
    assert after == before | {"m-1": "2026-06-29"}


def test_another_start_of_the_same_pair_is_not_missing(bangfu: Run, tables: Path) -> None:
    table = SOE + "soe,soe-2,511002,2025-03\nsoe,soe-1,511002,2020\n"

    receipt = told(bangfu, tables, *COMPLETE, "--end-missing", table=table)

    assert receipt["complete"]["missing"] == []
    assert throughs(bangfu)["m-1"] is None


def test_the_same_return_again_changes_nothing(bangfu: Run, tables: Path) -> None:
    told(bangfu, tables, *COMPLETE, "--end-missing")

    again = told(bangfu, tables, *COMPLETE, "--end-missing")

    assert (again["changes"], [link["id"] for link in again["complete"]["missing"]]) == ({}, ["m-2"])


def test_a_table_with_a_rejected_row_is_not_known_to_be_complete(bangfu: Run, tables: Path) -> None:
    receipt = told(bangfu, tables, *COMPLETE, "--end-missing", table=SOE + "soe,第二建设公司,白百县,2025\n")

    assert (receipt["complete"]["recorded"], receipt["complete"]["returns"]) == (False, [])
    assert throughs(bangfu)["m-1"] is None
    assert receipt["changes"] == {"pairing.added": 1}


def test_a_dry_run_lists_what_would_end_and_ends_nothing(bangfu: Run, tables: Path) -> None:
    receipt = told(bangfu, tables, *COMPLETE, "--end-missing", "--dry-run")

    assert [(row["change"], row["id"]) for row in receipt["difference"]["rows"] if row["change"] == "ended"] == [
        ("ended", "m-1")
    ]
    assert "结束 1 对" in receipt["difference"]["sentence"]
    assert throughs(bangfu)["m-1"] is None


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(("--complete-for", "青山州"), "--as-of", id="no day"),
        pytest.param(("--as-of", DAY), "--complete-for", id="no unit"),
        pytest.param(("--end-missing",), "--complete-for", id="neither"),
        pytest.param(("--complete-for", "青山洲", "--as-of", DAY), "青山州 (511", id="a misspelt unit"),
        pytest.param(("--complete-for", "青山州", "--as-of", "someday"), "someday", id="no date"),
    ],
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(
    bangfu: Run, tables: Path, args: tuple[str, ...], said: str
) -> None:
    (tables / "soe.csv").write_text(SOE, encoding="utf-8")

    refused = bangfu("load", tables / "soe.csv", *args)

    assert (refused.code, said in refused.err, "Traceback" in refused.err) == (2, True, False)
    assert len(json.loads(bangfu("imports", "--format", "json").out)["rows"]) == 3


def test_units_alone_cannot_be_declared_complete(bangfu: Run, tables: Path) -> None:
    (tables / "u.csv").write_text("id,kind,name\n9,county,新县\n", encoding="utf-8")

    refused = bangfu("load", tables / "u.csv", *COMPLETE)

    assert refused.code == 2
    assert "结对表或选派表" in refused.err
