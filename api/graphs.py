"""The graphs of one open store: the newest, kept up with what others import, and those of past imports."""

from collections import OrderedDict
from threading import Lock

from api.stores import Opened
from api.warming import warm
from graph_model.ledger.entry import Entry, extended
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from graph_model.stores.arrays import SnapshotFiles

_PAST_SNAPSHOTS = 4


class Graphs:
    """Safe to ask from several threads. `store` is where the ledger is kept, `name` what people call it."""

    def __init__(self, opened: Opened) -> None:
        self.store, self.name, self.inside = opened.store, opened.name, opened.inside
        self._files, self._make = opened.files, opened.make
        self._newest: Snapshot | None = None
        self._past: OrderedDict[int, Snapshot] = OrderedDict()
        self._watched, self._refreshing, self._keeping = False, Lock(), Lock()

    def at(self, known_at: int | None = None) -> Snapshot:
        """The graph now, or as it was known after an import."""
        newest = self._newest if self._watched and self._newest is not None else self.refresh()
        if known_at is None or known_at == newest.known_at:
            return newest
        past = self._past.get(known_at) or snapshot_at(newest.history, known_at, newest)
        with self._keeping:
            self._past[known_at] = past
            while len(self._past) > _PAST_SNAPSHOTS:
                self._past.popitem(last=False)
        return past

    def watch(self) -> None:
        """From now on only `refresh` looks for others' imports; who asks has the last whole graph."""
        self.refresh()
        self._watched = True

    def refresh(self) -> Snapshot:
        """Take in what others have imported meanwhile; the newest graph."""
        with self._refreshing:
            return self._refreshed()

    def _refreshed(self) -> Snapshot:
        seq = self.store.seq()
        newest = self._newest
        if (newest is None or newest.history.seq != seq) and self._files is not None:
            kept = self._kept(self._files)
            if kept is not None and (newest is None or kept.history.seq == seq):
                newest = self._hold(kept)  # somebody else has worked it out already
        if newest is None or newest.history.seq != seq:
            known = newest.history if newest and newest.history.seq < seq else None
            history = self.store.history(known)
            newest = self._hold(snapshot_at(history, history.seq))
            if self._files is not None:
                self._files.save(self.store.identity, newest)
        return newest

    def _kept(self, files: SnapshotFiles) -> Snapshot | None:
        """The arrays beside the store, unless the store was since put back from a backup."""
        kept = files.load(self.store.identity)
        if kept is None or self.store.record(kept.history.seq) != kept.history.imports[-1]:
            return None
        return kept

    def _hold(self, graph: Snapshot) -> Snapshot:
        if self._watched:
            warm(graph, self._newest)
        self._newest = graph
        with self._keeping:
            self._past.clear()
        return graph

    def make_sure(self) -> None:
        """A store that is yet to be made is made."""
        if self._make is not None:
            made = self._make()
            self.store, self.inside, self._newest = made.store, made.inside, None
            self._files, self._make = made.files, made.make

    def append(self, graph: Snapshot, entry: Entry) -> None:
        """Write an import; whoever sees it finds its arrays beside the store. Raises MovedError and StoreError."""
        self.make_sure()
        history = extended(graph.history, entry)
        after = snapshot_at(history, history.seq)
        if self._files is None:
            self.store.write(entry)
        else:
            with self._files.prepared(self.store.identity, after) as switch:
                self.store.write(entry)
                switch()
        self._hold(after)
