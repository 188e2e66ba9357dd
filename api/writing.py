"""What an import will write, worked out on a graph: the desk writes it, or plans again when another came first."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from api.options import utc_now
from api.program import program, who
from graph_model.errors import UsageError
from graph_model.ledger.aliases import add_alias, remove_alias
from graph_model.ledger.draft import Draft
from graph_model.ledger.entry import Entry
from graph_model.ledger.operation import Operation, Plan
from graph_model.ledger.undo import undo
from graph_model.ledger.withdrawal import withdraw
from graph_model.names import Directory
from graph_model.schema import PAIRINGS
from graph_model.snapshot.history import ImportRecord
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Action, LinkTable
from loaders.cells.readers import Fault, name_of, reader
from loaders.load import Loaded, load
from loaders.load_options import AS_USUAL as AS_USUAL
from loaders.load_options import LoadOptions
from loaders.receipts.receipt import Receipt


class Told(Protocol):
    """What every receipt has; it is kept with its import."""

    seq: int | None
    dry_run: bool
    changes: dict[str, int]

    def as_json(self) -> dict[str, Any]: ...


Check = Callable[[Snapshot, Loaded], None]
"""Looks at what was read before it is written, and raises where it must not be."""

R = TypeVar("R", bound=Told)


class Planned(NamedTuple, Generic[R]):
    """A receipt, and the draft of its import; None where nothing is to be written."""

    receipt: R
    action: Action
    draft: Draft | None
    digests: Mapping[str, str]
    by: str | None = None
    """Who writes it; None for the account that runs the program."""

    def entry(self) -> Entry | None:
        """The import to be written; the receipt is given its number, or none."""
        self.receipt.seq = None if self.draft is None or self.receipt.dry_run else self.draft.seq
        if self.draft is None or self.receipt.seq is None:
            return None
        receipt = json.dumps(self.receipt.as_json(), ensure_ascii=False)
        about = self.receipt.seq, utc_now(), who() if self.by is None else self.by, str(self.action), program()
        return self.draft.seal(ImportRecord(*about, self.receipt.changes, self.digests), receipt)


def plan_load(
    graph: Snapshot,
    paths: Sequence[Path],
    options: LoadOptions,
    *,
    rejects_to: Path | None,
    progress: Callable[[str, int], None] | None,
    check: Check | None = None,
    by: str | None = None,
) -> Planned[Receipt]:
    loaded = load(graph, paths, options, progress)
    if check is not None:
        check(graph, loaded)
    draft = None if loaded.receipt.refused else loaded.draft
    if rejects_to is not None and draft is not None:
        loaded.write_rejects(rejects_to)
    return Planned(loaded.receipt, Action.LOAD, draft, loaded.digests, by)


def plan_undo(graph: Snapshot, seq: int, *, dry_run: bool, by: str | None = None) -> Planned[Operation]:
    return _operation(undo(graph, seq), dry_run, by)


def plan_withdrawal(
    graph: Snapshot, link_id: str, basis: str, table: LinkTable | None, *, dry_run: bool
) -> Planned[Operation]:
    known_as, text = (_read(reader(PAIRINGS.column(name))[said]) for name, said in (("id", link_id), ("basis", basis)))
    if not text:
        raise UsageError("请用 --basis 写明撤回的依据 · say with --basis what the withdrawal rests on.")
    return _operation(withdraw(graph, known_as, text, table), dry_run)


def plan_alias(graph: Snapshot, alias: str, unit: str, *, remove: bool, dry_run: bool) -> Planned[Operation]:
    name = _read(name_of(alias))
    if not name:
        raise UsageError("别名是空的，请写一个名称 · the name is empty: give one.")
    directory: Directory = graph.remember("directory", lambda: Directory(graph))
    return _operation((remove_alias if remove else add_alias)(directory, name, unit), dry_run)


def _read(text: str | Fault) -> str:
    """What somebody typed, read like the cell of a table."""
    if isinstance(text, Fault):
        raise UsageError(text.message)
    return text


def _operation(plan: Plan, dry_run: bool, by: str | None = None) -> Planned[Operation]:
    plan.operation.dry_run = dry_run
    draft = None if plan.draft.is_empty() else plan.draft
    return Planned(plan.operation, plan.operation.action, draft, {}, by)
