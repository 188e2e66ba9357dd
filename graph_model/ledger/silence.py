"""What a row does not say of a link that the ledger knows stays as it is."""

from graph_model.ledger.fresh_links import COMPARED, FreshLinks, Settled
from graph_model.ledger.known_links import KnownLinks
from graph_model.snapshot.history import UNDATED
from graph_model.snapshot.texts import Ints


def complete(known: KnownLinks, fresh: FreshLinks, settled: Settled, places: Ints) -> None:
    """What a table has no column for stays as the ledger has it."""
    for number, silent in enumerate(fresh.silent):
        chosen = places[fresh.table_of[places] == number]
        for name in silent & frozenset(COMPARED):
            keep(known, fresh, name, chosen, settled.replaces[chosen])
        if parts := silent & {"role", "field"}:
            _complete_class(known, fresh, settled, chosen, parts)


def keep(known: KnownLinks, fresh: FreshLinks, name: str, places: Ints, rows: Ints) -> None:
    """A column of some fresh links as the ledger has it; a day with its precision."""
    getattr(fresh.versions, name)[places] = getattr(known.links, name)[rows]
    if digit := _PRECISION.get(name):
        now, before = fresh.versions.precision[places], known.links.precision[rows]
        fresh.versions.precision[places] = now + (before // digit % 3 - now // digit % 3) * digit


_PRECISION = {"since": 1, "until": 3, "seen": 9}
"""Where in `precision`, a number of three digits to the base of three, that of a day stands."""


def _complete_class(
    known: KnownLinks, fresh: FreshLinks, settled: Settled, places: Ints, parts: frozenset[str]
) -> None:
    draft = known.draft
    for place in places.tolist():
        before = draft.classes[known.links.link_class[settled.replaces[place]]]
        now = draft.classes[fresh.versions.link_class[place]]
        kept = {part: getattr(before, part) for part in parts}
        fresh.versions.link_class[place] = draft.link_class(now._replace(**kept))


def keep_the_earliest_sight(known: KnownLinks, fresh: FreshLinks, settled: Settled, places: Ints) -> None:
    """A link only seen, and seen again later, says nothing new: the first report stays."""
    rows = settled.replaces[places]
    undated = (fresh.versions.since[places] == UNDATED) & (known.links.since[rows] == UNDATED)
    again = undated & (fresh.versions.seen[places] > known.links.seen[rows])
    for name in ("seen", "basis", "note"):
        keep(known, fresh, name, places[again], rows[again])
