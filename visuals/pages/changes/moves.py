"""Gaps that opened and closed between two states of the ledger, seen from the page's day."""

from collections.abc import Sequence
from typing import NamedTuple

from queries.gap_moves import Move, earlier, gap_moves
from visuals.pages.ask import Ask
from visuals.pages.changes.period import Period
from visuals.pages.under_rule import under_rule

MOST = 60


class MoveRow(NamedTuple):
    """A unit under a rule; a state is empty where the rule did not apply."""

    name: str
    place: str
    href: str | None
    rule: str
    before: str
    after: str


class MoveList(NamedTuple):
    """The first rows, of `total`."""

    rows: Sequence[MoveRow]
    total: int


class Moved(NamedTuple):
    """`had_data`: the ledger held units of the place before, so that there is something to compare with."""

    opened: MoveList
    closed: MoveList
    had_data: bool


def moved(ask: Ask, period: Period) -> Moved:
    """Either list in the order of the rules, of the place of the page."""
    graph = earlier(ask.graph, period.until)
    then = earlier(graph, period.since)
    held = then.present if ask.within is None else then.present & graph.within(ask.within)
    moves = gap_moves(graph, period.since, ask.day, ask.within)
    return Moved(_listed(ask, moves.opened), _listed(ask, moves.closed), bool(held.any()))


def _listed(ask: Ask, moves: Sequence[Move]) -> MoveList:
    return MoveList([_row(ask, each) for each in moves[:MOST]], len(moves))


def _row(ask: Ask, move: Move) -> MoveRow:
    return MoveRow(*under_rule(ask, move.unit, move.rule), move.before or "", move.after or "")
