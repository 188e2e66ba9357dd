"""Counts of every filter, and the listing that pages sort: against rows of the question itself, counted one by one."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from api.desk import Desk
from graph_model.days import parse_day
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import GAP_STATES, Force, Kind, State
from loaders.samples.example import write_example
from queries.gap_counts import gap_counts
from queries.gap_listing import gap_listing
from queries.gaps import GAPS, Params, Row

DAY = parse_day("2026-11-24")
ZHAOJUE = "513431"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The fictional example: every state, every kind, 28 rules."""
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([folder]).exit_code == 0
        yield desk.graph()


ASKED = {
    "all gaps": Params(DAY),
    "with the unknown": Params(DAY, unknown=True),
    "one state": Params(DAY, state=State.LAPSED),
    "the unknown alone": Params(DAY, state=State.UNKNOWN, kind=Kind.SCHOOL),
    "a group": Params(DAY, group="full_domain"),
    "a rule and a force": Params(DAY, rule="county-task-force", force=Force.SOE),
    "a kind and a force": Params(DAY, kind=Kind.COUNTY, force=Force.DESIGNATED, unknown=True),
    "nothing": Params(DAY, kind=Kind.CHAMBER),
}
every_asked = pytest.mark.parametrize("name", ASKED)


def rows_of(graph: Snapshot, ask: Params) -> list[Row]:
    answer = GAPS.answer(graph, ask)
    return answer.page(0, answer.total)


@every_asked
@pytest.mark.parametrize("place", [None, ZHAOJUE])
def test_each_count_is_what_the_question_answers_with_that_filter(
    graph: Snapshot, name: str, place: str | None
) -> None:
    ask = replace(ASKED[name], within=None if place is None else graph.find(place))
    counts = gap_counts(graph, ask)

    assert counts.total == len(rows_of(graph, ask))
    for state in (*GAP_STATES, State.UNKNOWN):
        assert counts.by_state()[state] == len(rows_of(graph, replace(ask, state=state)))
    for kind in Kind:
        assert counts.by_kind()[kind] == len(rows_of(graph, replace(ask, kind=kind)))
    for force in Force:
        assert counts.by_force().get(force, 0) == len(rows_of(graph, replace(ask, force=force)))
    for rule, count in counts.by_rule().items():
        assert count == len(rows_of(graph, replace(ask, rule=rule, group=None)))
    for group, count in counts.by_group().items():
        assert count == len(rows_of(graph, replace(ask, rule=None, group=group)))


@every_asked
def test_each_place_counts_what_lies_within(graph: Snapshot, name: str) -> None:
    ask = ASKED[name]
    counts = gap_counts(graph, replace(ask, within=graph.find(ZHAOJUE)))

    for place in ("510000", "513400", "511322", ZHAOJUE, "513431100"):
        slot = graph.find(place)
        assert counts.within(slot) == len(rows_of(graph, replace(ask, within=slot))), place


def test_met_units_are_counted_by_state_too(graph: Snapshot) -> None:
    counts = gap_counts(graph, Params(DAY, rule="county-central-soe")).by_state()

    assert sum(counts.values()) == 39
    assert counts["over"] > 0


@every_asked
def test_a_listing_gives_the_rows_at_any_places(graph: Snapshot, name: str) -> None:
    expected = rows_of(graph, ASKED[name])
    listing = gap_listing(graph, ASKED[name])
    shuffled = np.random.default_rng(1).permutation(len(listing))

    assert listing.rows(np.arange(len(listing))) == expected
    assert listing.rows(shuffled) == [expected[place] for place in shuffled]
    assert [row.gap_since is None for row in expected] == (listing.gap_since < 0).tolist()
