"""The links of one claim between two units, settled as a clerk would: one by one."""

import numpy as np

from graph_model.ledger.fresh_links import COMPARED, FreshLinks, Settled, Verdict
from graph_model.ledger.known_links import KnownLinks
from graph_model.ledger.link_ids import free_id, generated_id
from graph_model.ledger.one_link import Link, link_at
from graph_model.ledger.silence import complete, keep
from graph_model.snapshot.history import UNDATED


class Company:
    """`places` are fresh links, `rows` known ones, all of one claim and with the same two ends."""

    def __init__(
        self,
        known: KnownLinks,
        fresh: FreshLinks,
        settled: Settled,
        taken: set[str],
        places: list[int],
        rows: list[int],
    ) -> None:
        self.known, self.fresh, self.settled, self.taken = known, fresh, settled, taken
        self.places = places
        corrected = {int(settled.replaces[place]) for place in places}
        self.held = [link_at(known.draft, known.links, row) for row in rows if row not in corrected]
        self.decided: list[Link] = []
        self.said: list[Link] = []
        """What rows of this load have said already, new or not."""

    def settle(self) -> None:
        for link in sorted(map(self._fresh, self.places), key=self._order):
            if not self.fresh.ids[link.place]:
                self._without_id(link)
            if self.settled.verdict[link.place] != Verdict.DUPLICATE:
                self.said.append(self._fresh(link.place))
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
        for earlier in self.said:
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
            repeats(self.fresh, self.settled, link.place, earlier.place)

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
        complete(self.known, self.fresh, self.settled, places)
        seen_again = link.since == UNDATED and not link.seen < held.start
        if seen_again or link.seen == UNDATED:
            # A start without a sight leaves the sight there was: or the same row would correct its own link again.
            keep(self.known, self.fresh, "seen", places, rows)
        if seen_again:
            keep(self.known, self.fresh, "since", places, rows)
        now = self._fresh(place)
        same = now.content == held.content
        same |= seen_again and now.content_but_for_documents == held.content_but_for_documents
        self._is(link, Verdict.UNCHANGED if same else Verdict.ACCEPTED, self.known.id(held.place))
        self.held.remove(held)

    def _is(self, link: Link, verdict: Verdict, link_id: str) -> None:
        self.settled.verdict[link.place] = verdict
        self.settled.ids[link.place] = link_id

    def _warn(self, link: Link) -> None:
        for held in self.held:
            if held.same_claim(link) and held.overlaps(link):
                self.settled.overlapping[link.place] = self.known.id(held.place)
                return
        for other in self.decided:
            if other.place != link.place and other.same_claim(link) and other.overlaps(link):
                self.settled.overlapping[link.place] = self.settled.ids[other.place]
                return


def repeats(fresh: FreshLinks, settled: Settled, place: int, earlier: int) -> None:
    """A second row for one link: the same says nothing new, another content is a contradiction."""
    if all(getattr(fresh.versions, name)[place] == getattr(fresh.versions, name)[earlier] for name in COMPARED):
        settled.verdict[place] = Verdict.UNCHANGED
    else:
        settled.verdict[place] = Verdict.DUPLICATE
        settled.duplicates[place] = settled.ids[earlier]
    settled.ids[place] = settled.ids[earlier]
