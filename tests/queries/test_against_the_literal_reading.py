"""Every row of every question is what a literal, day-by-day reading of INTERFACES gives, on random worlds.

`BANGFU_EXAMPLES=2000 pytest tests/queries/test_against_the_literal_reading.py` looks longer; with `BANGFU_SHRINK=1`
a world that fails is made small, which may take minutes.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.desk import Desk
from tests.literal.asking import READINGS, cut, literal_answer, loaded
from tests.literal.comparing import Row, assert_same, assert_same_changes
from tests.literal.ledger import worlds
from tests.literal.options import in_chinese, options_of
from tests.literal.strategies import History, histories
from tests.literal.tables import write_tables
from tests.literal.world import World

EXAMPLES = int(os.environ.get("BANGFU_EXAMPLES", "60"))
DAY = {"as_of": "2024-01-01"}

phases = [phase for phase in Phase if phase is not Phase.shrink or "BANGFU_SHRINK" in os.environ]
searching = settings(
    max_examples=EXAMPLES // 2,  # in each language
    deadline=None,
    phases=phases,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
in_two_languages = pytest.mark.parametrize(
    "chinese", [pytest.param(False, id="in English"), pytest.param(True, id="in Chinese")]
)


@in_two_languages
@searching
@given(data=st.data())
def test_the_program_says_what_the_text_says(
    tmp_path_factory: pytest.TempPathFactory, chinese: bool, data: st.DataObject
) -> None:
    """After one to three loads, every import is asked about again."""
    history = data.draw(histories(chinese), "history")
    held = worlds(history.loads)

    with a_folder(tmp_path_factory) as folder:
        with Desk.open(folder / "store.db", create=True) as desk:
            load_everything(desk, history, held, folder)
            if data.draw(st.booleans(), "asked at the desk that loaded"):
                ask_everything(desk, history.chinese, held, data)
                return
        with Desk.open(folder / "store.db") as desk:
            ask_everything(desk, history.chinese, held, data)


@contextmanager
def a_folder(factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for one world, gone after it: there are too many worlds to keep."""
    with TemporaryDirectory(dir=factory.getbasetemp()) as name:
        yield Path(name)


def load_everything(desk: Desk, history: History, held: Sequence[World], folder: Path) -> None:
    for number, world in enumerate(held[1:], start=1):
        loaded(desk, written(history, number, world, folder))
        # Asked between loads: what the program keeps for the next question must not outlive the load.
        compare(desk, "coverage", world, DAY, DAY)


def ask_everything(desk: Desk, chinese: bool, held: Sequence[World], data: st.DataObject) -> None:
    for number, world in enumerate(held[1:], start=1):
        for question in [*READINGS, *READINGS]:
            options = data.draw(options_of(question, world), question)
            typed = in_chinese(options, world) if chinese else options
            compare(desk, question, world, options, {**typed, "known_at": str(number)})
    told = desk.ask("changes", {"since": "0", "until": str(len(held) - 1)})
    assert_same_changes(told["rows"], held)


@settings(searching, max_examples=EXAMPLES // 4)
@given(data=st.data())
def test_pages_put_together_are_the_whole_answer(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    history = data.draw(histories(chinese=False, most=1), "history")
    [_, world] = worlds(history.loads)

    with a_folder(tmp_path_factory) as folder, Desk.open(folder / "store.db", create=True) as desk:
        loaded(desk, written(history, 1, world, folder))
        for question in sorted({*READINGS} - {"unit"}):
            options = data.draw(options_of(question, world), question)
            limit = data.draw(st.sampled_from(["1", "2", "3"]))
            whole = desk.ask(question, options)
            assert leafed_through(desk, question, {**options, "limit": limit}, whole["total"]) == whole["rows"]


def written(history: History, number: int, world: World, folder: Path) -> Path:
    names = {unit.id: unit.name for unit in world.units} if history.chinese else None
    return write_tables(history.loads[number - 1], folder / f"load-{number}", names)


def compare(desk: Desk, question: str, world: World, options: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    answer = desk.ask(question, dict(typed))
    chosen = {name: value for name, value in options.items() if name != "as_of"}
    expected = literal_answer(world, question, options["as_of"], chosen)
    assert (answer["question"], answer["as_of"], answer["next"]) == (question, options["as_of"], None)
    assert answer["total"] == len(answer["rows"])
    assert_same([cut(question, row) for row in answer["rows"]], expected)


def leafed_through(desk: Desk, question: str, options: Mapping[str, Any], total: int) -> list[Row]:
    page = desk.ask(question, dict(options))
    rows: list[Row] = page["rows"]
    while page["next"] is not None:
        assert len(page["rows"]) == int(options["limit"])
        page = desk.ask(question, {**options, "cursor": page["next"]})
        rows = rows + page["rows"]
        assert page["total"] == total
    return rows
