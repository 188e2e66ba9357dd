"""A load that is only tried: what it would change in the ledger, with nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_model.days import today
from graph_model.ledger.draft import Draft
from graph_model.ledger.entry import extended
from graph_model.ledger.operation import Operation
from graph_model.ledger.undo import undo
from graph_model.snapshot.history import ImportRecord
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from loaders.load import Loaded
from loaders.receipts.receipt import Receipt, SheetReceipt
from loaders.sheets.sheet import Sheet
from queries.changes import CHANGES, Params
from visuals.difference import Difference


@dataclass(frozen=True, slots=True)
class Trial:
    """The receipt, the difference to the ledger, and the tables that were read."""

    receipt: Receipt
    difference: Difference
    sheets: Sequence[tuple[Sheet, SheetReceipt]]


def trial_of(graph: Snapshot, loaded: Loaded) -> Trial:
    """What a load would change. With `--strict` and a bad row that is nothing."""
    loaded.receipt.seq, loaded.receipt.dry_run = None, True
    if loaded.receipt.refused or loaded.draft.is_empty():
        return Trial(loaded.receipt, Difference.nothing(), loaded.sheets)
    return Trial(loaded.receipt, _difference(graph, loaded.draft), loaded.sheets)


def undo_trial(graph: Snapshot, seq: int) -> tuple[Operation, Difference]:
    """What taking an import back would do, and what it would change. Raises UsageError as the undo itself does."""
    operation, draft = undo(graph, seq)
    operation.dry_run = True
    return operation, Difference.nothing() if draft.is_empty() else _difference(graph, draft)


def _difference(graph: Snapshot, draft: Draft) -> Difference:
    entry = draft.seal(ImportRecord(draft.seq, "", "", "", "", {}, {}), "")
    after = snapshot_at(extended(graph.history, entry), entry.seq)
    changes = CHANGES.answer(after, Params(today(), since=entry.base))
    return Difference(changes, lambda unit_id: after.name(after.find(unit_id)))
