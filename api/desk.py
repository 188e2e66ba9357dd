"""The one place that opens a store: where tables are handed in and questions are asked."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from api.answers import Asked, Status
from api.garbage import left_for_later
from api.graphs import Graphs
from api.options import Options, import_at, utc_now
from api.program import program
from api.questioning import Questions, Understood
from api.stores import Opened, open_store
from graph_model.days import day_of
from graph_model.errors import StoreError
from graph_model.ledger.entry import Entry
from graph_model.ledger.operation import Operation
from graph_model.question import Question
from graph_model.rules import Rule
from graph_model.snapshot.history import ImportRecord, PackVersion
from graph_model.snapshot.snapshot import Snapshot
from graph_model.stores.base import MovedError
from graph_model.vocabulary import LinkTable
from loaders.receipts.receipt import Receipt

if TYPE_CHECKING:
    from api.access.scope import Scope
    from api.trial import Trial
    from api.writing import Check, Planned, R
    from loaders.load_options import LoadOptions
    from visuals.difference import Difference

_ATTEMPTS = 5
"""How often an import is planned again because another import came in between."""


class Desk:
    """One open store. Safe to ask from several threads; loads go one after the other."""

    def __init__(self, opened: Opened) -> None:
        self._graphs = Graphs(opened)
        self._questions = Questions(self._graphs)

    @classmethod
    def open(cls, store: str | Path, *, create: bool = False, adopt: bool = False) -> "Desk":
        """Open a store by path or URL; `create` makes one where there is none. Raises StoreError."""
        return cls(open_store(str(store), _first, create=create, adopt=adopt))

    @classmethod
    def make(cls, store: str | Path) -> "Desk":
        """Open a store; where there is none it is made now, and not with the first load. Raises StoreError."""
        desk = cls.open(store, create=True)
        desk._graphs.make_sure()
        return desk

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._graphs.store.close()

    # The graph.

    def graph(self, known_at: int | None = None) -> Snapshot:
        """The graph now, or as it was known after an import."""
        return self._graphs.at(known_at)

    def watch(self) -> None:
        """From now on only `refresh` looks for others' imports; who asks has the last whole graph."""
        self._graphs.watch()

    def refresh(self) -> Snapshot:
        """Take in what others have imported meanwhile; the newest graph."""
        return self._graphs.refresh()

    @property
    def identity(self) -> str:
        """Of the store: made once with it."""
        return self._graphs.store.identity

    # Questions.

    def ask(self, question: str, options: Options | None = None) -> dict[str, Any]:
        """The JSON envelope of an answer: question, as_of, known_at, total, rows, next."""
        asked = self.answer(question, options or {})
        names = [column.name for column in asked.question.columns]
        rows = asked.page(0, len(asked))
        return {
            "question": asked.question.name,
            "as_of": day_of(asked.as_of).isoformat(),
            "known_at": asked.known_at,
            "total": asked.total,
            "rows": [dict(zip(names, row, strict=True)) for row in rows],
            "next": asked.next,
        }

    def answer(self, question: str | Question[Any, Any], options: Options, scope: "Scope | None" = None) -> Asked:
        """An answer whose rows are made when they are asked for; `scope` cuts it to a place."""
        return self._questions.answer(question, options, scope)

    def understood(self, question: Question[Any, Any], options: Options, scope: "Scope | None" = None) -> Understood:
        """Options made out for an answer that is no list of rows: the graph, the day, the question's params."""
        return self._questions.understood(question, options, scope)

    # Tables in.

    def load(
        self,
        paths: Sequence[Path | str],
        options: "LoadOptions | None" = None,
        *,
        rejects_to: Path | None = None,
        progress: Callable[[str, int], None] | None = None,
        check: "Check | None" = None,
        by: str | None = None,
    ) -> Receipt:
        """Load tables and packs as one import of somebody. Raises TableError, StoreError, and what `check` does."""
        from api.writing import AS_USUAL, plan_load  # questions need none of it

        files, chosen = [Path(path) for path in paths], options or AS_USUAL
        with left_for_later():
            return self._write(
                lambda graph: plan_load(
                    graph, files, chosen, rejects_to=rejects_to, progress=progress, check=check, by=by
                )
            )

    def try_load(
        self,
        paths: Sequence[Path | str],
        options: "LoadOptions | None" = None,
        *,
        progress: Callable[[str, int], None] | None = None,
        check: "Check | None" = None,
    ) -> "Trial":
        """What a load would do; nothing is written. Raises TableError."""
        from api.trial import trial_of
        from loaders.load import load
        from loaders.load_options import AS_USUAL

        graph = self.graph()
        loaded = load(graph, [Path(path) for path in paths], options or AS_USUAL, progress)
        if check is not None:
            check(graph, loaded)
        return trial_of(graph, loaded)

    # What takes back and adds to what tables said.

    def undo(self, seq: int, *, dry_run: bool = False, by: str | None = None) -> Operation:
        """Take import `seq` back by a new one. Raises UsageError for import 0 and one that there is not."""
        from api.writing import plan_undo

        return self._write(lambda graph: plan_undo(graph, seq, dry_run=dry_run, by=by))

    def try_undo(self, seq: int) -> "tuple[Operation, Difference]":
        """What an undo would do, and the difference it would make; nothing is written. Raises UsageError."""
        from api.trial import undo_trial

        return undo_trial(self.graph(), seq)

    def withdraw(self, link_id: str, basis: str, table: LinkTable | None = None, *, dry_run: bool = False) -> Operation:
        """Take back a link that never was. Raises UsageError where the id is not that of one link."""
        from api.writing import plan_withdrawal

        return self._write(lambda graph: plan_withdrawal(graph, link_id, basis, table, dry_run=dry_run))

    def add_alias(self, alias: str, unit: str, *, dry_run: bool = False) -> Operation:
        """Remember a further name of a unit; `seq` is None where it leads there already. Raises UsageError."""
        from api.writing import plan_alias

        return self._write(lambda graph: plan_alias(graph, alias, unit, remove=False, dry_run=dry_run))

    def remove_alias(self, alias: str, unit: str, *, dry_run: bool = False) -> Operation:
        """Forget a remembered name. Raises UsageError where none is remembered."""
        from api.writing import plan_alias

        return self._write(lambda graph: plan_alias(graph, alias, unit, remove=True, dry_run=dry_run))

    def _write(self, plan: "Callable[[Snapshot], Planned[R]]") -> "R":
        """Plan an import on the newest graph and write it; plan again when another came in between."""
        for _ in range(_ATTEMPTS):
            graph = self.graph()
            planned = plan(graph)
            if (entry := planned.entry()) is None:
                return planned.receipt
            try:
                self._graphs.append(graph, entry)
            except MovedError:
                continue
            return planned.receipt
        raise StoreError(
            f"{self._graphs.name} 一直有别人在写，请稍后再试 · others keep writing to it; try again later."
        )

    # What the ledger says of itself.

    def imports(self) -> Sequence[ImportRecord]:
        return self.graph().history.imports

    def receipt(self, seq: int) -> dict[str, Any]:
        """The receipt of an import. Raises UsageError when there is no such import."""
        import_at(self.graph().history, str(seq), "import")
        receipt: dict[str, Any] = json.loads(self._graphs.store.receipt(seq))
        return receipt

    def rules(self) -> Sequence[Rule]:
        return self.graph().rules

    def packs(self) -> Sequence[PackVersion]:
        return self.graph().packs

    def is_fictional(self) -> bool:
        """Whether the newest ledger holds units of the example; asked of the store where that answers."""
        inside = self._graphs.inside
        return inside.holds(_EXAMPLE) if inside is not None else _has_example_ids(self.graph())

    def status(self) -> Status:
        graph = self.graph()
        history = graph.history
        held = history.links.link_class[graph.wiring.link[graph.alive]]
        tables = [history.link_classes[number].link for number in held.tolist()]
        return Status(
            store=self._graphs.name,
            seq=history.seq,
            time=history.imports[-1].time,
            units=int(graph.present.sum()),
            pairings=tables.count("pairing"),
            dispatches=tables.count("dispatch"),
            returns=len(graph.returns),
            rules=len(graph.rules),
            packs=graph.packs,
            example=_has_example_ids(graph),
            sources=sorted({origin.file for origin in history.origins}),
        )


_EXAMPLE = "example"
"""In the ids of fictional units."""


def _has_example_ids(graph: Snapshot) -> bool:
    return any(_EXAMPLE in unit_id for unit_id in graph.history.ids.take(graph.present.nonzero()[0]))


def _first() -> Entry:
    """Import 0 of a new store: the program's own rules."""
    from loaders.shipped import first_entry  # reads the rule pack: only where a store is made

    return first_entry(utc_now(), program())
