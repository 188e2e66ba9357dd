import json

import pytest

from tests.api.conftest import Run

pytestmark = pytest.mark.usefixtures("store")


def test_the_imports_with_what_they_changed(bangfu: Run) -> None:
    rows = json.loads(bangfu("imports", "--format", "json").out)["rows"]

    assert [row["seq"] for row in rows] == [0, 1]
    assert rows[1]["counts"]["pairing.added"] == 4
    assert bangfu("imports").text.startswith("seq,time,who,action,program,counts,files,undone,basis\n")
    assert bangfu("imports", "--format", "table", "--lang", "en").text.startswith("Imports · ")


def test_the_rules_one_for_each_force(bangfu: Run) -> None:
    rows = {row["id"]: row for row in json.loads(bangfu("rules", "--format", "json").out)["rows"]}

    assert "county-task-force:soe" in rows
    assert rows["county-central-soe"]["recipient"] == ["county"]
    assert "县级工作专班" not in bangfu("rules", "--format", "table", "--lang", "en").text


def test_the_status_in_numbers(bangfu: Run) -> None:
    told = bangfu("status")
    status = json.loads(bangfu("status", "--format", "json").out)

    assert (told.code, told.err) == (0, "")
    assert "单位：9" in told.text
    assert (status["units"], status["pairings"], status["dispatches"], status["returns"]) == (9, 4, 2, 1)
    assert status["credits"] == []
