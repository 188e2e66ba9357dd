"""`--complete-for UNIT --as-of DAY`: the tables of a load list all there is within a unit on a day.

The ledger gets a return for each table and force they speak of, so that silence means `uncovered`; links
that it has and the tables lack are listed and, with `--end-missing`, end on the day before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph_model.days import OPEN, PRECISIONS, Precision, iso
from graph_model.errors import UsageError
from graph_model.ledger.draft import Draft
from graph_model.ledger.known_links import KnownLinks
from graph_model.names import Directory
from graph_model.snapshot.history import LinkClass, LinkVersions, Origin, columns
from graph_model.snapshot.texts import Ints
from loaders.cells.readers import Fault
from loaders.links.link_reader import LinkSheet
from loaders.links.link_verdicts import Judged
from loaders.load_options import Complete
from loaders.receipts.receipt import Completeness, MissingLink
from loaders.return_versions import known_returns, return_version
from loaders.units.find_unit import find_unit

_DAY = PRECISIONS.index(Precision.DAY)
_AT_THE_TOP = 1
"""The row that a declaration about a whole table is said to stand in."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the declaration did: for the receipt, and for its counts."""

    receipt: Completeness
    counts: dict[str, int]


def declare(
    draft: Draft, directory: Directory, complete: Complete, sheets: Sequence[LinkSheet], judged: Judged
) -> Declared:
    """Returns and ends into the draft. Raises UsageError when there is nothing to be complete about.

    A table with rejected rows is not known to be complete: then nothing is recorded and nothing ends.
    """
    within = _place(directory, complete.within)
    if not sheets:
        raise UsageError(
            "--complete-for 说的是结对表或选派表，但没有读到这样的表 · "
            "--complete-for is about tables of pairings or dispatches, and none was read."
        )
    rejected = sum(sheet.receipt.rejected for sheet in sheets)
    lacking = list(_lacking(draft, within, complete.as_of, sheets, judged))
    counts: dict[str, int] = {}
    returns: list[str] = []
    if not rejected:
        returns = _record(draft, within, complete.as_of, sheets, counts)
        if complete.end_missing:
            _end(draft, [row for row in lacking if _starts_before(draft, row, complete.as_of)], complete.as_of, counts)
    missing = [_shown(draft, row, complete, not rejected) for row in lacking]
    receipt = Completeness(draft.unit_id(within), iso(complete.as_of), returns, missing, rejected)
    return Declared(receipt, counts)


def _place(directory: Directory, text: str) -> int:
    found = find_unit(directory, text, prefer=directory.has_parts)
    if isinstance(found, Fault):
        shown = f" {'; '.join(found.candidates)}" if found.candidates else ""
        raise UsageError(f"--complete-for {text}: {found.message}{shown}")
    return found


def _spoken_of(sheet: LinkSheet, classes: Sequence[LinkClass]) -> set[str]:
    """The forces that a sheet speaks of: in its title, its columns or its rows."""
    forces = {str(wide.force) for wide in sheet.sheet.wide.values() if wide.force}
    if sheet.sheet.force:
        forces.add(str(sheet.sheet.force))
    numbers = {number for part in sheet.versions for number in np.unique(part.link_class).tolist()}
    return forces | {classes[number].force for number in numbers}


def _record(draft: Draft, within: int, as_of: int, sheets: Sequence[LinkSheet], counts: dict[str, int]) -> list[str]:
    """A return for each table and force; those that the ledger or the load has already stay."""
    known = known_returns(draft.graph).keys() | {each.id for each in draft.returns}
    said: list[str] = []
    for sheet in sheets:
        origin = draft.origin(Origin(sheet.sheet.file, sheet.sheet.name or "", ""))
        for force in sorted(_spoken_of(sheet, draft.classes)):
            table = str(sheet.sheet.table.what)
            version = return_version(draft, table, within, "", force, (as_of, _DAY), "", origin, _AT_THE_TOP)
            if version.id not in said:
                said.append(version.id)
                if version.id not in known:
                    draft.returns.append(version)
                    counts["return.added"] = counts.get("return.added", 0) + 1
    return said


def _lacking(draft: Draft, within: int, as_of: int, sheets: Sequence[LinkSheet], judged: Judged) -> Iterator[int]:
    """Rows of the history in force on the day of which no table says anything, by id."""
    if within >= len(draft.graph.structure.kind):
        return
    known = KnownLinks(draft)
    rows, links = known.rows, known.links
    chosen = draft.graph.within(within)[links.recipient[rows]]
    chosen &= (links.start[rows] <= as_of) & (as_of < links.until[rows])
    matched = set(judged.settled.replaces.tolist())
    spoken = {(sheet.sheet.table.what, force) for sheet in sheets for force in _spoken_of(sheet, draft.classes)}
    said = set(_claims(draft, judged, as_of)) if chosen.any() else set()
    found = [
        row
        for row in rows[chosen].tolist()
        if row not in matched
        and (draft.classes[links.link_class[row]].link, draft.classes[links.link_class[row]].force) in spoken
        and _claim(draft, links, row) not in said
    ]
    yield from sorted(found, key=known.id)


def _claims(draft: Draft, judged: Judged, as_of: int) -> Iterator[tuple[object, ...]]:
    """What the tables say holds on the day, whatever start they give it."""
    versions = judged.fresh.versions
    holds = (versions.start <= as_of) & (as_of < versions.until)
    for place in np.flatnonzero(holds).tolist():
        yield _claim(draft, versions, place)


def _claim(draft: Draft, links: LinkVersions, row: int) -> tuple[object, ...]:
    return (
        draft.classes[links.link_class[row]]._replace(role=""),
        int(links.helper[row]),
        int(links.recipient[row]),
    )


def _starts_before(draft: Draft, row: int, as_of: int) -> bool:
    return bool(draft.graph.history.links.start[row] < as_of)


def _end(draft: Draft, rows: list[int], as_of: int, counts: dict[str, int]) -> None:
    """New versions whose last day is the day before."""
    if not rows:
        return
    links, places = draft.graph.history.links, np.array(rows)
    made: dict[str, Ints] = {name: getattr(links, name)[places].copy() for name, _ in columns(LinkVersions)}
    made["until"][:] = as_of
    made["precision"] = made["precision"] - made["precision"] // 3 % 3 * 3  # the last day is known to the day
    made["added"][:], made["removed"][:] = draft.seq, OPEN
    draft.links.append(LinkVersions(**made))
    draft.link_ids += draft.graph.history.link_ids.take(places)
    draft.closed_links += rows
    for row in rows:
        what = f"{draft.classes[links.link_class[row]].link}.ended"
        counts[what] = counts.get(what, 0) + 1


def _shown(draft: Draft, row: int, complete: Complete, settled: bool) -> MissingLink:
    graph, links = draft.graph, draft.graph.history.links
    link = draft.classes[links.link_class[row]]
    helper, recipient = int(links.helper[row]), int(links.recipient[row])
    return MissingLink(
        table=link.link,
        id=graph.history.link_ids[row],
        force=link.force,
        helper=graph.id(helper),
        helper_name=graph.name(helper),
        recipient=graph.id(recipient),
        recipient_name=graph.name(recipient),
        since=iso(int(links.start[row])),
        through=None if links.until[row] == OPEN else iso(int(links.until[row]) - 1),
        ended=settled and complete.end_missing and _starts_before(draft, row, complete.as_of),
    )
