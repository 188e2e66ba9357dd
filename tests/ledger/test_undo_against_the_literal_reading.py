"""Random loads and undos, of loads and of undos, against a slow undo written from the sentence in the issue.

`BANGFU_EXAMPLES=2000 pytest tests/ledger/test_undo_against_the_literal_reading.py` looks longer; with
`BANGFU_SHRINK=1` a world that fails is made small, which may take minutes.
"""

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.desk import Desk
from tests.ledger.holding import assert_holds_together
from tests.literal.asking import cut, literal_answer, loaded
from tests.literal.comparing import assert_same, assert_same_changes
from tests.literal.ledger import SHIPPED, after
from tests.literal.places import HELPERS, RECIPIENTS, one_of
from tests.literal.strategies import first_loads, later_loads
from tests.literal.tables import write_tables
from tests.literal.undoing import shipped_rules, undone
from tests.literal.world import Dispatch, Load, Pairing, World

L = TypeVar("L", Pairing, Dispatch)

EXAMPLES = int(os.environ.get("BANGFU_EXAMPLES", "40"))
DAY = "2024-01-01"
RULES = ("r1", "R2", "r.3", "R-4", "r0")
QUESTIONS: tuple[tuple[str, dict[str, bool]], ...] = (
    ("coverage", {}),
    ("gaps", {"unknown": True}),
    ("pairings", {"all_time": True}),
    ("dispatches", {"all_time": True}),
)


phases = [phase for phase in Phase if phase is not Phase.shrink or "BANGFU_SHRINK" in os.environ]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=phases,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_an_undo_takes_back_what_the_sentence_says(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    held = [World(packs={SHIPPED: shipped_rules()})]
    with (
        TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as name,
        Desk.open(Path(name) / "s.db", create=True) as desk,
    ):
        for step in range(data.draw(st.integers(3, 6), "imports")):
            if step and data.draw(one_of(True, True, False), "undo"):
                undo(desk, held, data.draw(st.integers(1, len(held) - 1), "of"))
            else:
                load = data.draw(loads(held), "load")
                loaded(desk, write_tables(load, Path(name) / str(step)))
                held.append(after(held[-1], load, len(held)))
            assert_holds_together(desk.graph())
        with Desk.open(Path(name) / "s.db") as again:
            for reader in (desk, again):
                compare_everything(reader, held)


@st.composite
def loads(draw: st.DrawFn, held: list[World]) -> Load:
    """A load of the world as it is. Its pack, if any, is one of two, whose rules have ids of their own."""
    load = draw(later_loads(held[-1], renaming=True) if can_go_on(held[-1]) else first_loads())
    known = {link.id for link in held[-1].links}
    load = replace(
        load,
        pairings=tuple(numbered_anew(one, known, len(held)) for one in load.pairings),
        dispatches=tuple(numbered_anew(one, known, len(held)) for one in load.dispatches),
    )
    pack = draw(one_of("own", "more"))
    rules = {one.id.removeprefix("more-"): one for one in load.rules or () if one.id.removeprefix("more-") in RULES}
    renamed = tuple(replace(one, id=f"more-{id}" if pack == "more" else id) for id, one in rules.items())
    load = replace(load, pack=pack, rules=renamed or None)
    # A folder without any table is refused.
    return load if load != replace(Load(), pack=pack) else replace(load, units=held[-1].units[:1])


def can_go_on(world: World) -> bool:
    """Whether undos have left enough units for more links."""
    ids = set(world.unit)
    return "c_2" in ids and len(ids.intersection(HELPERS)) > 1 and not ids.isdisjoint(RECIPIENTS)


def numbered_anew(link: L, known: set[str], step: int) -> L:
    """A new link has an id that none ever had: the literal reading takes one id for one link, in both tables."""
    number = link.id.lstrip("pPq-")
    return link if link.id in known else replace(link, id=f"{link.id.removesuffix(number)}{int(number) + 100 * step}")


def undo(desk: Desk, held: list[World], number: int) -> None:
    """An undo that would change nothing is no import."""
    receipt, world = desk.undo(number), undone(held, number)
    if receipt.seq is None:
        assert (world, receipt.changes) == (held[-1], {})
    else:
        held.append(world)


def compare_everything(desk: Desk, held: list[World]) -> None:
    for number, world in enumerate(held):
        for question, options in QUESTIONS:
            answer = desk.ask(question, {"as_of": DAY, "known_at": str(number), **options})
            assert_same([cut(question, row) for row in answer["rows"]], literal_answer(world, question, DAY, options))
        for unit in world.units:
            [row] = desk.ask("unit", {"unit": unit.id, "as_of": DAY, "known_at": str(number)})["rows"]
            told = row["unit"]
            assert (told["name"], told["parent"], told["stands_for"]) == (unit.name, unit.parent, unit.stands_for)
    assert_same_changes(desk.ask("changes", {"since": "0", "until": str(len(held) - 1)})["rows"], held)
