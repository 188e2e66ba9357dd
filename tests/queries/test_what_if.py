"""If a helper left, and between two imports: against a literal recount of random worlds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.desk import Desk
from graph_model.days import number
from graph_model.vocabulary import GAP_STATES
from queries.earlier_versions import earlier_links, former_names
from queries.gap_moves import gap_moves
from queries.without import losses
from tests.literal.asking import loaded
from tests.literal.counting import is_sole, owed_within, reached
from tests.literal.ledger import L, worlds
from tests.literal.places import DAYS
from tests.literal.reading import end, helpers, in_force, is_or_lies_within, rules_in, start, state
from tests.literal.strategies import histories
from tests.literal.tables import write_tables
from tests.literal.world import Link, Load, World

ONE_DAY = timedelta(days=1)
searching = settings(
    max_examples=25,
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Lost = tuple[str, str, str, str, int, int]


def left(world: World, helper: str, day: date) -> World:
    """Its links end the day before; those to come never start."""

    def kept(link: Link) -> bool:
        return end(world, link.source) != helper or start(link) <= day

    def cut(link: L) -> L:
        goes = end(world, link.source) == helper and (link.through is None or link.through >= day)
        return replace(link, through=day - ONE_DAY) if goes else link

    return replace(
        world,
        pairings=tuple(cut(link) for link in world.pairings if kept(link)),
        dispatches=tuple(cut(link) for link in world.dispatches if kept(link)),
    )


def literal_losses(world: World, helper: str, day: date, within: str | None) -> list[Lost]:
    then, found = left(world, end(world, helper), day), []
    for rule in rules_in(world):
        for unit in owed_within(world, rule, day, within):
            before, after = state(world, rule, unit, day), state(then, rule, unit, day)
            has, remain = len(helpers(world, rule, unit.id, day)), len(helpers(then, rule, unit.id, day))
            if (before, has) != (after, remain):
                found.append((rule.id, unit.id, before, after, has, remain))
    return sorted(found)


def opened(folder: Path, loads: Sequence[Load]) -> Desk:
    desk = Desk.open(folder / "store.db", create=True)
    for place, load in enumerate(loads):
        loaded(desk, write_tables(load, folder / f"load-{place}"))
    return desk


@searching
@given(data=st.data())
def test_the_states_of_a_graph_without_a_helper_are_those_of_a_recount(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    history = data.draw(histories(chinese=False, most=1))
    [_, world] = worlds(history.loads)
    with TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as name, opened(Path(name), history.loads) as desk:
        graph = desk.graph()
        senders = sorted({link.source for link in world.links}) or sorted(world.unit)[:1]
        for helper in senders:
            day = data.draw(st.sampled_from(DAYS))
            within = data.draw(st.sampled_from([None, *sorted(world.unit)]))
            told = losses(graph, graph.find(helper), number(day), None if within is None else graph.find(within))
            found = [
                (each.rule.id, graph.id(each.unit), str(each.before), str(each.after), each.has, each.left)
                for each in told
            ]
            assert sorted(found) == literal_losses(world, helper, day, within)
            assert [row[0] for row in found] == sorted(row[0] for row in found)
            if within is None:
                links = [link for link in world.links if in_force(link, day)]
                unit = end(world, helper)
                sole = {one for one in reached(world, links, unit) if is_sole(world, unit, world.unit[one], day)}
                assert {graph.id(each.unit) for each in told if each.is_last} == sole


@searching
@given(data=st.data())
def test_gaps_that_opened_and_closed_between_two_imports_are_those_of_a_recount(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    history = data.draw(histories(chinese=False))
    held = worlds(history.loads)
    day = data.draw(st.sampled_from(DAYS))
    with TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as name, opened(Path(name), history.loads) as desk:
        since = data.draw(st.integers(1, len(held) - 1))
        within = data.draw(st.sampled_from([None, *sorted(held[-1].unit)]))
        graph = desk.graph()
        moves = gap_moves(graph, since, number(day), None if within is None else graph.find(within))
        found = [{(each.rule.id, graph.id(each.unit)) for each in side} for side in moves]

    before, after = literal_gaps(held[since], day), literal_gaps(held[-1], day)
    inside = {unit for unit in held[-1].unit if is_or_lies_within(held[-1], unit, within)}
    kept = [{key for key in keys if key[1] in inside} for keys in (after - before, before - after)]
    assert found == kept


def literal_gaps(world: World, day: date) -> set[tuple[str, str]]:
    return {
        (rule.id, unit.id)
        for rule in rules_in(world)
        for unit in owed_within(world, rule, day, None)
        if state(world, rule, unit, day) in GAP_STATES
    }


UNITS = "id,kind,name\nc-1,county,清溪县\ns-1,local_soe,{name}\n"
PAIRINGS = "id,force,helper,recipient,since,through\np-1,soe,s-1,c-1,{since},{through}\n"


def test_what_was_said_of_a_link_before_it_was_corrected_is_kept_with_its_source(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "s.db", create=True) as desk:
        for name, since, through in (("旧公司", "2021", ""), ("新公司", "2022", ""), ("新公司", "2022", "2024-06")):
            (tmp_path / "u.csv").write_text(UNITS.format(name=name))
            (tmp_path / "p.csv").write_text(PAIRINGS.format(since=since, through=through))
            desk.load([tmp_path / "u.csv", tmp_path / "p.csv"])
        graph = desk.graph()
        told = earlier_links(graph, graph.find("c-1"))
        names = former_names(graph, graph.find("s-1"))
        then = desk.graph(2)

    assert [(row["id"], row["since"], row["through"], row["import"], row["removed"]) for row in told] == [
        ("p-1", "2022-01-01", None, 2, 3),
        ("p-1", "2021-01-01", None, 1, 2),
    ]
    assert [(row["file"], row["row"], row["since_precision"], row["table"]) for row in told] == [
        ("p.csv", 2, "year", "pairing"),
    ] * 2
    assert names == [("旧公司", 2)]
    assert [row["since"] for row in earlier_links(then, then.find("c-1"))] == ["2021-01-01"]
    assert earlier_links(graph, graph.find("c-1"), within=graph.find("s-1")) == []
