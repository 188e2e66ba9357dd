"""What becomes of the rows of link tables: all links of a row are taken, or none."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import FreshLinks, Settled, Verdict
from graph_model.ledger.settling import settle
from graph_model.snapshot.history import LinkVersions, columns
from graph_model.snapshot.texts import Bools
from loaders.links.link_reader import LinkSheet, together
from loaders.receipts.receipt import Issue
from loaders.units.lifetimes import outside_lifetime

_TURNS = 20
"""After so many turns all that is in doubt goes: each turn settles everything again."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The links of the rows that stay, with what was decided about each."""

    fresh: FreshLinks
    settled: Settled


def judge(draft: Draft, sheets: list[LinkSheet]) -> Judged:
    """Settle all links; counts, contradictions and warnings go to the receipts of the sheets."""
    everything = together(sheets)
    keep = np.ones(len(everything.ids), np.bool_)
    fresh, settled = everything, settle(draft, everything)
    turns = 0
    while len(mixed := _rows_in_part(fresh, settled)):
        turns += 1
        out = _surely_out(fresh, settled, mixed) if turns <= _TURNS else mixed
        _refuse(sheets, fresh, settled, out)
        keep[np.flatnonzero(keep)[np.isin(_row_numbers(fresh), out)]] = False
        fresh = _chosen(together(sheets), keep)
        settled = settle(draft, fresh)
    _count(sheets, fresh, settled)
    _say_all(draft, sheets, fresh, settled)
    return Judged(fresh, settled)


def _row_numbers(fresh: FreshLinks) -> npt.NDArray[np.int64]:
    """For each link its table and its row in one number."""
    return fresh.table_of.astype(np.int64) << 32 | fresh.versions.row


def _rows_in_part(fresh: FreshLinks, settled: Settled) -> npt.NDArray[np.int64]:
    """Rows of several links of which one contradicts an earlier row, in order."""
    if not settled.duplicates:
        return np.empty(0, np.int64)
    rows = _row_numbers(fresh)
    known, times = np.unique(rows, return_counts=True)
    doubtful = np.unique(rows[list(settled.duplicates)])
    return doubtful[times[np.searchsorted(known, doubtful)] > 1]


def _surely_out(fresh: FreshLinks, settled: Settled, mixed: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Of the rows in part those that contradict what stays; what only such a row said may go with it."""
    rows = _row_numbers(fresh)
    in_doubt = np.flatnonzero(np.isin(rows, mixed)).tolist()
    perhaps = {""} | {settled.ids[place] for place in in_doubt if place not in settled.duplicates}
    sure = [place for place in in_doubt if settled.duplicates.get(place, "") not in perhaps]
    return np.unique(rows[sure]) if sure else mixed[:1]


def _chosen(fresh: FreshLinks, keep: Bools) -> FreshLinks:
    return replace(
        fresh,
        versions=LinkVersions(**{name: getattr(fresh.versions, name)[keep] for name, _ in columns(LinkVersions)}),
        ids=[fresh.ids[place] for place in np.flatnonzero(keep).tolist()],
        table_of=fresh.table_of[keep],
    )


def _refuse(sheets: list[LinkSheet], fresh: FreshLinks, settled: Settled, rows: npt.NDArray[np.int64]) -> None:
    """Reject whole rows for the links in them that contradict others."""
    of = _row_numbers(fresh)
    for row in rows.tolist():
        sheets[row >> 32].receipt.rejected += 1
        for place in np.flatnonzero(of == row).tolist():
            if place in settled.duplicates:
                _say(sheets, fresh, place, "errors", "duplicate", _contradicts(settled.duplicates[place]), settled)


def _count(sheets: list[LinkSheet], fresh: FreshLinks, settled: Settled) -> None:
    """A row is accepted when one of its links is, unchanged when all are."""
    rows = _row_numbers(fresh)
    if not len(rows):
        return
    heads = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
    best = np.minimum.reduceat(settled.verdict, heads)
    table_of = fresh.table_of[heads]
    for number, sheet in enumerate(sheets):
        verdicts = best[table_of == number]
        sheet.receipt.accepted += int((verdicts == Verdict.ACCEPTED).sum())
        sheet.receipt.unchanged += int((verdicts == Verdict.UNCHANGED).sum())
        sheet.receipt.rejected += int((verdicts == Verdict.DUPLICATE).sum())


def _say_all(draft: Draft, sheets: list[LinkSheet], fresh: FreshLinks, settled: Settled) -> None:
    for place, other in settled.duplicates.items():
        _say(sheets, fresh, place, "errors", "duplicate", _contradicts(other), settled)
    for place, other in settled.overlapping.items():
        message = (
            f"同一天另有一条相同两端的 {other}；若是更正，请写编号 · "
            f"{other} has the same ends on the same days; to correct it, give its id."
        )
        _say(sheets, fresh, place, "warnings", "duplicate", message, settled, (other,))
    for place, message in outside_lifetime(draft, fresh, settled):
        _say(sheets, fresh, place, "warnings", "context_mismatch", message, settled)


def _contradicts(other: str) -> str:
    return f"与 {other} 是同一条，内容却不同 · is the same link as {other}, with other content."


def _say(
    sheets: list[LinkSheet],
    fresh: FreshLinks,
    place: int,
    where: str,
    code: str,
    message: str,
    settled: Settled,
    candidates: tuple[str, ...] = (),
) -> None:
    sheet = sheets[fresh.table_of[place]]
    column = sheet.sheet.headers.get("id", "id")
    issue = Issue(int(fresh.versions.row[place]), column, settled.ids[place], code, message, candidates)
    getattr(sheet.receipt, where).append(issue)
