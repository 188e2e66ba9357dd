from datetime import date
from pathlib import Path

import pytest

from api.notebook import open_store
from graph_model.errors import NameNotFoundError, StoreError, UsageError
from queries import QUESTIONS
from tests.api.small import DAY


def test_three_lines_give_a_table_of_any_question(store: Path) -> None:
    with open_store(str(store)) as bangfu:
        for name, question in QUESTIONS.items():
            ask = getattr(bangfu, name.replace("-", "_"))
            frame = ask(**{"unit": "青溪县"} if name == "unit" else {}, as_of=DAY)
            assert list(frame.columns) == [column.name.rstrip("_") for column in question.columns]
            assert len(frame) > 0


@pytest.mark.usefixtures("store")
def test_options_as_python_has_them() -> None:
    with open_store() as bangfu:
        gaps = bangfu.gaps(as_of=date(2026, 6, 30), within="白石县", state="lapsed", known_at=1)
        months = bangfu.timeline(from_="2026-05", to="2026-06", as_of=DAY)
        county = bangfu.unit("青溪县", as_of=DAY)

    assert set(gaps["unit"]) == {"511002"}
    assert set(months["month"]) == {"2026-05", "2026-06"}
    assert county["unit"][0]["name"] == "青溪县"


@pytest.mark.usefixtures("store")
def test_an_empty_answer_keeps_its_columns() -> None:
    with open_store() as bangfu:
        empty = bangfu.pairings(as_of="1999-12-31")

    assert len(empty) == 0
    assert "helper_name" in empty.columns


@pytest.mark.usefixtures("store")
def test_what_is_wrong_is_a_sentence() -> None:
    with open_store() as bangfu:
        with pytest.raises(UsageError, match="it takes: rule, group, force, kind, state, within, unknown, as_of"):
            bangfu.gaps(witin="青溪县")
        with pytest.raises(UsageError, match="options go by name"):
            bangfu.gaps("青溪县")
        with pytest.raises(NameNotFoundError):
            bangfu.gaps(within="无此县")
        with pytest.raises(AttributeError, match="coverage, gaps"):
            bangfu.gap()


def test_a_store_that_is_not_there() -> None:
    with pytest.raises(StoreError):
        open_store("no-such.db")
