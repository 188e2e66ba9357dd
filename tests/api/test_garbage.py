"""The search for garbage is off during a load, and on again even when the load fails."""

import gc
from pathlib import Path
from typing import Any

import pytest

from api.desk import Desk
from graph_model.errors import UsageError


def test_a_load_that_is_refused_leaves_the_search_on(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text("id,kind,name\n990000,province,云上省\n", encoding="utf-8")
    seen = []

    def refuse(*_: Any) -> None:
        seen.append(gc.isenabled())
        raise UsageError("no")

    with Desk.open(":memory:") as desk, pytest.raises(UsageError):
        desk.load([table], check=refuse)

    assert seen == [False]
    assert gc.isenabled()
