"""The one place that opens a store: where tables are handed in and questions are asked."""

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from api.cursors import Cursor
from api.options import Options, as_of_day, given, import_at, params_of, utc_now, whole_number
from graph_model.days import day_of, today
from graph_model.errors import StoreError, UsageError
from graph_model.ledger.entry import Entry, extended
from graph_model.question import Answer, Question
from graph_model.rules import Rule
from graph_model.snapshot.history import History, ImportRecord, PackVersion
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from graph_model.stores.arrays import SnapshotFiles
from graph_model.stores.base import MovedError, Store
from graph_model.stores.sqlite import IN_MEMORY, SqliteStore, holds_nothing
from loaders.receipt import Receipt
from queries import find_question

_PAST_SNAPSHOTS = 4
_ATTEMPTS = 5
"""How often a load is planned again because another import came in between."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer on its way out: its question, its two clocks, and rows from `start` to `stop`."""

    question: Question[Any, Any]
    as_of: int
    known_at: int
    total: int
    start: int
    stop: int
    next: str | None
    answer: Answer[Any]

    def page(self, start: int, stop: int) -> list[tuple[Any, ...]]:
        """Rows of this answer, counted from its first one."""
        first = self.start + start
        return self.answer.page(first, min(self.start + stop, self.stop)) if first < self.stop else []

    def __len__(self) -> int:
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds now, in numbers. `example`: fictional data is inside."""

    store: str
    seq: int
    time: str
    units: int
    pairings: int
    dispatches: int
    returns: int
    rules: int
    packs: Sequence[PackVersion]
    example: bool
    sources: Sequence[str]


class Desk:
    """One open store. Safe to ask from several threads; loads go one after the other."""

    def __init__(self, store: Store, name: str, files: SnapshotFiles | None, to_make: Entry | None = None) -> None:
        self._store, self._name, self._files, self._to_make = store, name, files, to_make
        self._newest: Snapshot | None = None
        self._past: OrderedDict[int, Snapshot] = OrderedDict()

    @classmethod
    def open(cls, store: str | Path, *, create: bool = False) -> "Desk":
        """Open a store by path or URL; `create` makes one where there is none. Raises StoreError."""
        path = store_path(str(store))
        if path == IN_MEMORY or (create and _is_new(path)):
            from loaders.shipped import first_entry  # reads the rule pack: only where a store is made

            # The file is made with the first import: a load that is refused leaves nothing behind.
            first = first_entry(utc_now(), program())
            return cls(SqliteStore(IN_MEMORY, first), path, None, None if path == IN_MEMORY else first)
        return cls(SqliteStore(path), path, SnapshotFiles(Path(path)))

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    # The graph.

    def graph(self, known_at: int | None = None) -> Snapshot:
        """The graph now, or as it was known after an import."""
        newest = self._refreshed()
        if known_at is None or known_at == newest.known_at:
            return newest
        if (past := self._past.get(known_at)) is None:
            past = self._past[known_at] = snapshot_at(newest.history, known_at, newest)
            while len(self._past) > _PAST_SNAPSHOTS:
                self._past.popitem(last=False)
        return past

    def _refreshed(self) -> Snapshot:
        seq = self._store.seq()
        if self._newest is None and self._files is not None:
            self._newest = self._kept(self._files)
        if self._newest is None or self._newest.history.seq != seq:
            known = self._newest.history if self._newest and self._newest.history.seq < seq else None
            self._hold(self._store.history(known))
        assert self._newest is not None
        return self._newest

    def _kept(self, files: SnapshotFiles) -> Snapshot | None:
        """The arrays beside the store, unless the store was since put back from a backup."""
        kept = files.load(self._store.identity)
        if kept is None or self._store.record(kept.history.seq) != kept.history.imports[-1]:
            return None
        return kept

    def _hold(self, history: History) -> None:
        self._newest = snapshot_at(history, history.seq)
        self._past.clear()
        if self._files is not None:
            self._files.save(self._store.identity, self._newest)

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

    def answer(self, question: str, options: Options) -> Asked:
        """An answer whose rows are made when they are asked for."""
        chosen, typed = find_question(question), given(options)
        history = self.graph().history
        cursor = Cursor.read(str(typed["cursor"])) if "cursor" in typed else None
        day = cursor.as_of if cursor else as_of_day(typed, today())
        known_at = import_at(history, str(typed["known_at"])) if "known_at" in typed else history.seq
        graph = self.graph(cursor.known_at if cursor else known_at)
        params = params_of(chosen, graph, day, typed)
        answer = graph.remember((chosen.name, params), lambda: chosen.answer(graph, params), _rows_of)
        start = cursor.start_of(chosen.name, params) if cursor else 0
        stop = answer.total
        if "limit" in typed:
            stop = min(stop, start + whole_number("limit", typed["limit"]))
        following = Cursor.after(stop, day, graph.known_at, chosen.name, params) if stop < answer.total else None
        return Asked(chosen, day, graph.known_at, answer.total, start, stop, following, answer)

    # Tables in.

    def load(
        self,
        paths: Sequence[Path | str],
        *,
        dry_run: bool = False,
        strict: bool = False,
        rejects_to: Path | None = None,
        progress: Callable[[str, int], None] | None = None,
    ) -> Receipt:
        """Load tables and packs as one import. Raises TableError, and StoreError when it cannot be kept."""
        for _ in range(_ATTEMPTS):
            try:
                return self._load([Path(path) for path in paths], dry_run, strict, rejects_to, progress)
            except MovedError:
                continue
        raise StoreError(f"{self._name} 一直有别人在写，请稍后再试 · others keep writing to it; try again later.")

    def _load(
        self,
        paths: list[Path],
        dry_run: bool,
        strict: bool,
        rejects_to: Path | None,
        progress: Callable[[str, int], None] | None,
    ) -> Receipt:
        from loaders.load import load  # questions need none of it

        graph = self.graph()
        loaded = load(graph, paths, strict=strict, progress=progress)
        receipt = loaded.receipt
        if dry_run or receipt.refused:
            receipt.seq, receipt.dry_run = None, dry_run
            return receipt
        if rejects_to is not None:
            loaded.write_rejects(rejects_to)
        record = ImportRecord(loaded.draft.seq, utc_now(), _who(), "load", program(), receipt.changes, loaded.digests)
        entry = loaded.draft.seal(record, json.dumps(receipt.as_json(), ensure_ascii=False))
        if self._to_make is not None:
            self._store, self._files = SqliteStore(self._name, self._to_make), SnapshotFiles(Path(self._name))
            self._to_make, self._newest = None, None
        self._store.write(entry)
        self._hold(extended(graph.history, entry))
        return receipt

    # What the ledger says of itself.

    def imports(self) -> Sequence[ImportRecord]:
        return self.graph().history.imports

    def receipt(self, seq: int) -> dict[str, Any]:
        """The receipt of an import. Raises UsageError when there is no such import."""
        import_at(self.graph().history, str(seq), "import")
        receipt: dict[str, Any] = json.loads(self._store.receipt(seq))
        return receipt

    def rules(self) -> Sequence[Rule]:
        return self.graph().rules

    def packs(self) -> Sequence[PackVersion]:
        return self.graph().packs

    def status(self) -> Status:
        graph = self.graph()
        history = graph.history
        held = history.links.link_class[graph.wiring.link[graph.alive]]
        tables = [history.link_classes[number].link for number in held.tolist()]
        return Status(
            store=self._name,
            seq=history.seq,
            time=history.imports[-1].time,
            units=int(graph.present.sum()),
            pairings=tables.count("pairing"),
            dispatches=tables.count("dispatch"),
            returns=len(graph.returns),
            rules=len(graph.rules),
            packs=graph.packs,
            example=any("example" in unit_id for unit_id in graph.history.ids.take(graph.present.nonzero()[0])),
            sources=sorted({origin.file for origin in history.origins}),
        )


def _rows_of(answer: Answer[Any]) -> int:
    """What an answer weighs among those that are kept."""
    return answer.total + 1


def _is_new(path: str) -> bool:
    """Whether there is no file yet, or one that holds nothing: a load was killed while it made it."""
    return not Path(path).exists() or (Path(path).is_file() and holds_nothing(path))


def store_path(store: str) -> str:
    """The file of an embedded store. Raises UsageError for a URL of another kind."""
    if store.startswith("sqlite:///"):
        return store.removeprefix("sqlite:///")
    if "://" in store:
        raise UsageError(
            f"还不能用 {store.split('://')[0]}:// 的数据库，请写一个文件名 · "
            f"stores of {store.split('://')[0]}:// are not supported by this release; name a file."
        )
    return store


def program() -> str:
    """Name and version of this program, for the ledger."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and only loads need it

    try:
        return f"bangfu {version('bangfu')}"
    except PackageNotFoundError:
        return "bangfu"


def _who() -> str:
    import getpass  # only loads need it

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
