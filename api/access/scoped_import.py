"""What an editor limited to a place may write: rows of the place, and nothing else."""

from dataclasses import replace
from typing import Any

from api.access.scope import Scope, View
from graph_model.days import today
from graph_model.ledger.entry import extended
from graph_model.snapshot.history import ImportRecord
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from loaders.load import Loaded
from loaders.receipts.receipt import Receipt
from queries.changes import CHANGES, Params
from visuals.words import Words


class OutsideError(Exception):
    """A load is about something outside the place. How much, nobody is told: it would tell what is held there."""

    sentence = Words(
        "表里有不在这个令牌范围内的行，什么都没有导入。",
        "Some rows lie outside the place of this token; nothing was imported.",
    )


def check_inside(graph: Snapshot, loaded: Loaded, scope: Scope) -> None:
    """Raises OutsideError when the load is about anything outside: as it was before, or as it would be.

    Rows that would change nothing count too, or a row tried out would tell whether it is held.
    """
    draft = loaded.draft
    entry = draft.seal(ImportRecord(draft.seq, "", "", "", "", {}, {}), "")
    after = snapshot_at(extended(graph.history, entry), entry.seq)
    before, then = scope.view(graph), scope.view(after)
    changes = CHANGES.answer(after, Params(today(), since=entry.base))
    if (
        any(sheet.table == "rules" for sheet in loaded.receipt.sheets)
        or (draft.aliases or draft.closed_aliases or draft.packs or draft.closed_packs)
        or not all(then.inside[slot] for slot in draft.about)
        or not all(_is_inside(row, before, then) for row in changes.page(0, changes.total))
    ):
        raise OutsideError


def _is_inside(row: Any, before: View, after: View) -> bool:
    """Whether both what was and what would be are of the place; rules are of no place."""
    if row.what == "unit":
        was = row.before is None or before.holds(row.id)
        return was and after.holds(row.id)
    name = {"pairing": "recipient", "dispatch": "host", "return": "within"}.get(row.what)
    if name is None:
        return False
    was = row.before is None or before.holds(row.before[name])
    return was and (row.after is None or after.holds(row.after[name]))


def cut_issues(receipt: Receipt, view: View) -> None:
    """Take out candidates that the editor may not know of: from the receipt, and so from the rejected rows."""
    for sheet in receipt.sheets:
        for issues in (sheet.errors, sheet.warnings):
            issues[:] = [
                replace(issue, candidates=tuple(filter(view.shows_label, issue.candidates))) for issue in issues
            ]
    receipt.made[:] = [replace(made, near=()) for made in receipt.made]
