"""Rows of link tables against the ledger: what is new, what corrects, what says nothing new.

A link with an id is known by it. One without is known by its table, force, ends, post, field and
since (INTERFACES §1). Whole columns are compared first; only rows that share their ends with another
link, or correct one, are looked at one by one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph_model.days import OPEN
from graph_model.ledger.draft import Draft
from graph_model.ledger.terms import Link, link_at
from graph_model.snapshot.history import UNDATED, LinkClass, LinkVersions
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints

COMPARED = (
    "link_class",
    "helper",
    "recipient",
    "agreement",
    "headcount",
    "since",
    "seen",
    "until",
    "basis",
    "note",
)
"""Columns that make two versions of a link different. Precision alone does not, nor does the file."""


class Verdict(IntEnum):
    ACCEPTED = 0
    UNCHANGED = 1
    DUPLICATE = 2


@dataclass(slots=True)
class FreshLinks:
    """Good rows of link tables, in the order in which they were read; one place a link.

    `ids` is empty where the row gave none. `silent` names, for each row's table, the compared
    columns that the table does not have: of a known link these stay as they are. `table_of` says
    which table a row is from.
    """

    versions: LinkVersions
    ids: list[str]
    table_of: npt.NDArray[np.int32]
    silent: list[frozenset[str]]


@dataclass(slots=True)
class Settled:
    """For each fresh link: the verdict, the id it goes by, and the row of the version it replaces."""

    verdict: npt.NDArray[np.int8]
    ids: list[str]
    replaces: npt.NDArray[np.int32]
    duplicates: dict[int, str] = field(default_factory=dict)
    """For a duplicate, the id that it contradicts."""
    overlapping: dict[int, str] = field(default_factory=dict)
    """For an accepted link, the id of another with the same ends in force on the same day."""


def settle(draft: Draft, fresh: FreshLinks) -> Settled:
    """Decide about every fresh link; `fresh.versions` is completed from the links it corrects."""
    count = len(fresh.ids)
    settled = Settled(np.zeros(count, np.int8), list(fresh.ids), np.full(count, -1, np.int32))
    known = Known(draft)
    _by_id(known, fresh, settled)
    _by_ends(known, fresh, settled)
    return settled


class Known:
    """The links that the ledger holds now, by id and by their ends as written."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.graph: Snapshot = draft.graph
        self.links = self.graph.history.links
        wiring = self.graph.wiring
        self.rows: Ints = np.sort(wiring.link[self.graph.alive])
        self._by_id: dict[tuple[str, str], int] | None = None

    def with_id(self, table: str, link_id: str, expected: int) -> int:
        """The row of the current version with this id in a table; -1 when there is none.

        `expected` is how many times one will ask: for a few it is looked for among the sorted ids.
        """
        if self._by_id is None and expected * 20 < len(self.rows):
            return self._search(table, link_id)
        if self._by_id is None:
            tables = self._tables()
            ids = self.graph.history.link_ids.take(self.rows)
            classes = self.links.link_class[self.rows].tolist()
            self._by_id = {
                (tables[each], link_id): row
                for each, link_id, row in zip(classes, ids, self.rows.tolist(), strict=True)
            }
        return self._by_id.get((table, link_id), -1)

    def _search(self, table: str, link_id: str) -> int:
        history, order = self.graph.history, self.graph.wiring.id_order
        row = history.link_ids.find(link_id, order)
        if row < 0:
            return -1
        place = int(self.graph.wiring.id_rank[row])
        tables = self._tables()
        while place < len(order) and history.link_ids[row := int(order[place])] == link_id:
            if self.is_held(row) and tables[int(self.links.link_class[row])] == table:
                return row
            place += 1
        return -1

    def is_held(self, row: int) -> bool:
        return bool(self.links.added[row] <= self.graph.known_at < self.links.removed[row])

    def _tables(self) -> list[str]:
        return [each.link for each in self.graph.history.link_classes]

    def id(self, row: int) -> str:
        return self.graph.history.link_ids[row]


def _by_id(known: Known, fresh: FreshLinks, settled: Settled) -> None:
    """Rows that give an id: corrections of known links, and repetitions within the load."""
    named = [place for place, link_id in enumerate(fresh.ids) if link_id]
    linked = [each.link for each in known.draft.classes]
    table = [linked[number] for number in fresh.versions.link_class.tolist()]
    if len({(table[place], fresh.ids[place]) for place in named}) < len(named):
        _repetitions(fresh, settled, named, table)
    if not len(known.rows):
        return
    refused = settled.duplicates.keys()
    for place in named:
        if place not in refused:
            settled.replaces[place] = known.with_id(table[place], fresh.ids[place], len(named))
    matched = np.flatnonzero(settled.replaces >= 0)
    _complete(known, fresh, settled, matched)
    _keep_the_earliest_sight(known, fresh, settled, matched)
    _mark_unchanged(known, fresh, settled)


def _repetitions(fresh: FreshLinks, settled: Settled, named: list[int], table: list[str]) -> None:
    first: dict[tuple[str, str], int] = {}
    for place in named:
        earlier = first.setdefault((table[place], fresh.ids[place]), place)
        if earlier != place:
            _repeats(fresh, settled, place, earlier)


def _repeats(fresh: FreshLinks, settled: Settled, place: int, earlier: int) -> None:
    """A second row for one link: the same says nothing new, another content is a contradiction."""
    if all(getattr(fresh.versions, name)[place] == getattr(fresh.versions, name)[earlier] for name in COMPARED):
        settled.verdict[place] = Verdict.UNCHANGED
    else:
        settled.verdict[place] = Verdict.DUPLICATE
        settled.duplicates[place] = settled.ids[earlier]
    settled.ids[place] = settled.ids[earlier]


def _complete(known: Known, fresh: FreshLinks, settled: Settled, places: Ints) -> None:
    """What a table has no column for stays as the ledger has it."""
    for number, silent in enumerate(fresh.silent):
        chosen = places[fresh.table_of[places] == number]
        for name in silent & frozenset(COMPARED):
            _keep(known, fresh, name, chosen, settled.replaces[chosen])
        if parts := silent & {"role", "field"}:
            _complete_class(known, fresh, settled, chosen, parts)


def _keep(known: Known, fresh: FreshLinks, name: str, places: Ints, rows: Ints) -> None:
    """A column of some fresh links as the ledger has it; a day with its precision."""
    getattr(fresh.versions, name)[places] = getattr(known.links, name)[rows]
    if digit := _PRECISION.get(name):
        now, before = fresh.versions.precision[places], known.links.precision[rows]
        fresh.versions.precision[places] = now + (before // digit % 3 - now // digit % 3) * digit


_PRECISION = {"since": 1, "until": 3, "seen": 9}
"""Where in `precision`, a number of three digits to the base of three, that of a day stands."""


def _complete_class(known: Known, fresh: FreshLinks, settled: Settled, places: Ints, parts: frozenset[str]) -> None:
    draft = known.draft
    for place in places.tolist():
        before = draft.classes[known.links.link_class[settled.replaces[place]]]
        now = draft.classes[fresh.versions.link_class[place]]
        kept = {part: getattr(before, part) for part in parts}
        fresh.versions.link_class[place] = draft.link_class(now._replace(**kept))


def _keep_the_earliest_sight(known: Known, fresh: FreshLinks, settled: Settled, places: Ints) -> None:
    """A link only seen, and seen again later, says nothing new: the first report stays."""
    rows = settled.replaces[places]
    undated = (fresh.versions.since[places] == UNDATED) & (known.links.since[rows] == UNDATED)
    again = undated & (fresh.versions.seen[places] > known.links.seen[rows])
    for name in ("seen", "basis", "note"):
        _keep(known, fresh, name, places[again], rows[again])


def _mark_unchanged(known: Known, fresh: FreshLinks, settled: Settled) -> None:
    places = np.flatnonzero((settled.replaces >= 0) & (settled.verdict == Verdict.ACCEPTED))
    rows = settled.replaces[places]
    same = np.ones(len(places), np.bool_)
    for name in COMPARED:
        same &= getattr(fresh.versions, name)[places] == getattr(known.links, name)[rows]
    settled.verdict[places[same]] = Verdict.UNCHANGED


def _by_ends(known: Known, fresh: FreshLinks, settled: Settled) -> None:
    """Rows that share both ends with others: known ones without an id, and overlaps to warn of."""
    taken = set(fresh.ids)
    lonely = np.ones(len(fresh.ids), np.bool_)
    for places, rows in _companies(known, fresh, settled):
        lonely[places] = False
        _Company(known, fresh, settled, taken, places, rows).settle()
    for place in np.flatnonzero(lonely).tolist():
        if not settled.ids[place]:
            settled.ids[place] = free_id(known, fresh, place, taken)


def _companies(known: Known, fresh: FreshLinks, settled: Settled) -> Iterator[tuple[list[int], list[int]]]:
    """Fresh places and known rows that claim the same of the same ends, where somebody must look:

    where a row has no id, and so may be about another, or where two are in force on the same day.
    """
    places = np.flatnonzero(settled.verdict == Verdict.ACCEPTED)
    if not len(places):
        return
    claims = _claims(known.draft)
    mine = _ends(fresh.versions, places)
    theirs = _ends(known.links, known.rows)
    near = np.flatnonzero(np.isin(theirs, mine)) if len(theirs) else np.empty(0, np.int64)
    ends = np.concatenate([mine, theirs[near]])
    rows = known.rows[near]
    claim = claims[np.concatenate([fresh.versions.link_class[places], known.links.link_class[rows]])]
    members = np.concatenate([places, -1 - rows.astype(np.int64)])
    start = np.concatenate([fresh.versions.start[places], known.links.start[rows]])
    until = np.concatenate([fresh.versions.until[places], known.links.until[rows]])
    nameless = np.concatenate([[not fresh.ids[place] for place in places.tolist()], np.zeros(len(rows), np.bool_)])
    order = np.lexsort((start, claim, ends))
    ends, claim, members = ends[order], claim[order], members[order]
    first = np.r_[True, (ends[1:] != ends[:-1]) | (claim[1:] != claim[:-1])]
    heads = np.flatnonzero(first)
    sizes = np.diff(np.r_[heads, len(ends)])
    overlapping = ~first & (start[order] < _reached_before(until[order], first))
    to_look_at = (sizes > 1) & np.logical_or.reduceat(overlapping | nameless[order].astype(np.bool_), heads)
    for head, size in zip(heads[to_look_at].tolist(), sizes[to_look_at].tolist(), strict=True):
        company = members[head : head + size].tolist()
        yield [each for each in company if each >= 0], [-1 - each for each in company if each < 0]


def _reached_before(until: Ints, first: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """For each row the latest `until` among the rows of its group that come before it."""
    # A running maximum inside each group: a group's number lifts it above all earlier ones.
    lift = np.cumsum(first) * (2 * OPEN)
    reached: npt.NDArray[np.int64] = np.r_[0, np.maximum.accumulate(until + lift)[:-1]] - lift
    return reached


def _claims(draft: Draft) -> Ints:
    """For each class of links the number of its claim: two that differ in role only have the same."""
    numbers: dict[LinkClass, int] = {}
    claims = [numbers.setdefault(each._replace(role=""), len(numbers)) for each in draft.classes]
    return np.array(claims, np.int32)


def _ends(versions: LinkVersions, rows: Ints) -> npt.NDArray[np.int64]:
    return versions.helper[rows].astype(np.int64) << 32 | versions.recipient[rows]


class _Company:
    """The links of one claim between two units: decided one by one, as a clerk would."""

    def __init__(
        self, known: Known, fresh: FreshLinks, settled: Settled, taken: set[str], places: list[int], rows: list[int]
    ) -> None:
        self.known, self.fresh, self.settled, self.taken = known, fresh, settled, taken
        self.places = places
        corrected = {int(settled.replaces[place]) for place in places}
        self.held = [link_at(known.draft, known.links, row) for row in rows if row not in corrected]
        self.decided: list[Link] = []

    def settle(self) -> None:
        for link in sorted(map(self._fresh, self.places), key=self._order):
            if not self.fresh.ids[link.place]:
                self._without_id(link)
            if self.settled.verdict[link.place] == Verdict.ACCEPTED:
                self.decided.append(self._fresh(link.place))
        for link in self.decided:
            self._warn(link)

    def _fresh(self, place: int) -> Link:
        return link_at(self.known.draft, self.fresh.versions, place)

    def _order(self, link: Link) -> tuple[bool, bool, int, int]:
        """Rows with an id, then those only seen, the earliest first (it is the one that stays)."""
        return not self.fresh.ids[link.place], link.since != UNDATED, link.seen, link.place

    def _without_id(self, link: Link) -> None:
        for earlier in self.decided:
            if earlier.same_identity(link):
                self._repeats(link, earlier)
                return
        if (held := self._known(link)) is not None:
            self._against(link, held)
        else:
            self.settled.ids[link.place] = free_id(self.known, self.fresh, link.place, self.taken)

    def _repeats(self, link: Link, earlier: Link) -> None:
        """Seen again in another report says nothing new; any other difference is a contradiction."""
        if link.since == UNDATED and link.content_but_for_documents == earlier.content_but_for_documents:
            self._is(link, Verdict.UNCHANGED, self.settled.ids[earlier.place])
        else:
            _repeats(self.fresh, self.settled, link.place, earlier.place)

    def _known(self, link: Link) -> Link | None:
        """The link of the ledger that the row is about."""
        same = [held for held in self.held if held.same_identity(link)]
        if same:
            return next((held for held in same if held.content == link.content), same[0])
        if link.since == UNDATED:
            # A row that was only seen, and was given its start since then, still made that link.
            own = generated_id(self.known.draft, self.fresh, link.place)
            return next((held for held in self.held if self.known.id(held.place) == own), None)
        seen = [held for held in self.held if held.same_claim(link) and held.since == UNDATED]
        return seen[0] if len(seen) == 1 and link.holds_on(seen[0].seen) else None

    def _against(self, link: Link, held: Link) -> None:
        """A row about a known link: a correction, or nothing new."""
        place, places, rows = link.place, np.array([link.place]), np.array([held.place])
        self.settled.replaces[place] = held.place
        _complete(self.known, self.fresh, self.settled, places)
        seen_again = link.since == UNDATED and not link.seen < held.start
        if seen_again or link.seen == UNDATED:
            # A start without a sight leaves the sight there was: or the same row would correct its own link again.
            _keep(self.known, self.fresh, "seen", places, rows)
        if seen_again:
            _keep(self.known, self.fresh, "since", places, rows)
        now = self._fresh(place)
        same = now.content == held.content
        same |= seen_again and now.content_but_for_documents == held.content_but_for_documents
        self._is(link, Verdict.UNCHANGED if same else Verdict.ACCEPTED, self.known.id(held.place))
        self.held.remove(held)

    def _is(self, link: Link, verdict: Verdict, link_id: str) -> None:
        self.settled.verdict[link.place] = verdict
        self.settled.ids[link.place] = link_id

    def _warn(self, link: Link) -> None:
        others = [(self.known.id(held.place), held) for held in self.held]
        others += [(self.settled.ids[other.place], other) for other in self.decided if other.place != link.place]
        for link_id, other in others:
            if other.same_claim(link) and other.overlaps(link):
                self.settled.overlapping[link.place] = link_id
                return


def generated_id(draft: Draft, fresh: FreshLinks, place: int) -> str:
    """The id of a link without one: the same for the same table, force, ends, post, field and since."""
    versions = fresh.versions
    link = draft.classes[versions.link_class[place]]
    since = int(versions.since[place])
    ends = (draft.unit_id(int(versions.helper[place])), draft.unit_id(int(versions.recipient[place])))
    identity = "\x1f".join((link.link, link.force, *ends, link.post, link.field, str(since)))
    return f"{link.link[0]}-{hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()}"


def free_id(known: Known, fresh: FreshLinks, place: int, taken: set[str]) -> str:
    """The generated id, or with `-2` and so on behind it where a corrected link still goes by that."""
    own = candidate = generated_id(known.draft, fresh, place)
    again = 2
    table = known.draft.classes[fresh.versions.link_class[place]].link
    while candidate in taken or (len(known.rows) and known.with_id(table, candidate, len(fresh.ids)) >= 0):
        candidate, again = f"{own}-{again}", again + 1
    taken.add(candidate)
    return candidate


def count_changes(draft: Draft, fresh: FreshLinks, settled: Settled) -> dict[str, int]:
    """How many links of each table are added, ended (only `through` moved earlier) and corrected."""
    counts: dict[str, int] = defaultdict(int)
    known = draft.graph.history.links
    for place in np.flatnonzero(settled.verdict == Verdict.ACCEPTED).tolist():
        table = draft.classes[fresh.versions.link_class[place]].link
        row = int(settled.replaces[place])
        counts[f"{table}.{'added' if row < 0 else change_of(known, row, fresh.versions, place)}"] += 1
    return dict(counts)


def change_of(before: LinkVersions, row: int, after: LinkVersions, place: int) -> str:
    """`ended` when only `through` appeared or moved earlier; else `corrected`."""
    same = all(getattr(before, name)[row] == getattr(after, name)[place] for name in COMPARED if name != "until")
    return "ended" if same and after.until[place] < before.until[row] else "corrected"
