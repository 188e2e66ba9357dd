"""One county: everything that its page says, and where each part of it leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph_model.vocabulary import LinkTable, Post, State
from visuals.pages.ask import Answered, Ask
from visuals.pages.county.cadres import CadreMatrix, cadre_matrix, empty_posts
from visuals.pages.county.ending import EndingDay, ending_days
from visuals.pages.county.missing import EmptySeat, Waiting, empty_seats, waiting
from visuals.pages.county.recent import RecentImport, recent
from visuals.pages.county.whom import Whom, whom
from visuals.pictures.county_seats import CountySeats, PostSeats, county_seats
from visuals.pictures.domain_bars import DomainBar, domain_bars
from visuals.report.links import links_of
from visuals.report.report import unit_name

_TASK_FORCE = (Post.TASK_FORCE_HEAD, Post.TASK_FORCE_MEMBER)


@dataclass(frozen=True, slots=True)
class Board:
    """`helpers` are units that help the county or what lies in it; `empty` seats of its own, `unknown` among them."""

    unit: str
    name: str
    above: str
    above_unit: str
    seats: CountySeats
    helpers: int
    empty: Sequence[EmptySeat]
    unknown: Sequence[EmptySeat]
    waiting: Sequence[Waiting]
    task_force: Sequence[PostSeats]
    cadres: CadreMatrix
    dispatches: Sequence[Any]
    domain: Sequence[DomainBar]
    ending: Sequence[EndingDay]
    recent: Sequence[RecentImport]
    whom: Whom

    @property
    def lacking(self) -> int:
        return sum(seat.lacks for seat in self.empty)

    @property
    def unreported(self) -> int:
        return sum(seat.lacks for seat in self.unknown)

    @property
    def ending_count(self) -> int:
        return sum(day.count for day in self.ending)


def board_of(ask: Ask, slot: int) -> Board:
    """All of a county on the day of the page."""
    graph, lang, unit = ask.graph, ask.lang, ask.graph.id(slot)
    seats = county_seats(graph, slot, ask.day, lang)
    rules = {rule.id: rule for rule in graph.rules}
    gaps = ask.rows("gaps", within=unit, unknown=True)
    own = empty_seats(gaps, unit, rules, ask.day, lang)
    above = graph.above(slot)
    return Board(
        unit=unit,
        name=unit_name(graph, slot, lang),
        above=unit_name(graph, above[0], lang) if above else "",
        above_unit=graph.id(above[0]) if above else "",
        seats=seats,
        helpers=ask.answer("helpers", within=unit).total,
        empty=[seat for seat in own if seat.state != State.UNKNOWN],
        unknown=[seat for seat in own if seat.state == State.UNKNOWN],
        waiting=waiting(gaps, unit, rules, lang),
        task_force=_task_force(seats),
        cadres=cadre_matrix(ask.rows("dispatches", within=unit), empty_posts(gaps, unit, rules), lang),
        dispatches=_chosen_dispatches(ask, unit),
        domain=domain_bars(graph, slot, ask.day),
        ending=ending_days(links_of(graph, slot, ask.day, lang), ask.day, unit),
        recent=recent(graph, partial(_changes, ask, unit), lang),
        whom=whom(ask, unit),
    )


def _task_force(seats: CountySeats) -> list[PostSeats]:
    """The seats at the task force's table, its head first."""
    those = [post for post in seats.posts if post.rule.link == LinkTable.DISPATCH and _is_task_force(post)]
    return sorted(those, key=lambda post: Post.TASK_FORCE_HEAD not in post.rule.post)


def _is_task_force(post: PostSeats) -> bool:
    return bool(post.rule.post) and all(each in _TASK_FORCE for each in post.rule.post)


def _chosen_dispatches(ask: Ask, unit: str) -> Sequence[Any]:
    """Those of the post and field in the address; none where it says neither."""
    post, field = ask.options.get("post"), ask.options.get("field")
    if not post and not field:
        return ()
    rows = ask.rows("dispatches", within=unit, post=post, field=field)
    return sorted(rows, key=lambda row: (row.host != unit, -row.headcount, row.id))


def _changes(ask: Ask, unit: str, until: int) -> Answered:
    return ask.answer("changes", within=unit, until=until)
