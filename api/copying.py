"""A whole ledger from one store into another, history included."""

from collections.abc import Callable, Sequence

from api.stores import Opened, open_store
from graph_model.errors import UsageError
from graph_model.ledger.entry import Entry
from graph_model.ledger.replay import entries
from graph_model.snapshot.history import ImportRecord
from graph_model.stores.base import Store


def copy(source: str, target: str, *, adopt: bool = False, progress: Callable[[int, int], None] | None = None) -> int:
    """Copy every import and say how many there were to copy. One that was broken off goes on where it stopped.

    Raises UsageError when the target holds another ledger, and StoreError when either cannot be reached.
    """
    opened = open_store(source, _never)
    try:
        return _copied(opened.store, opened.name, target, adopt, progress)
    finally:
        opened.store.close()


def _copied(source: Store, name: str, target: str, adopt: bool, progress: Callable[[int, int], None] | None) -> int:
    history = source.history()
    first = next(entries(history, source.receipt))
    into = open_store(target, lambda: first, create=True, adopt=adopt)
    if into.make is not None:
        into.store.close()
        into = into.make()
    try:
        there = _common(into, history.imports, name)
        for entry in entries(history, source.receipt, after=there):
            into.store.write(entry)
            if progress is not None:
                progress(entry.seq, history.seq)
        return history.seq - there
    finally:
        into.store.close()


def _common(into: Opened, imports: Sequence[ImportRecord], name: str) -> int:
    """The newest import of the target, of which every one must be the source's."""
    newest = into.store.seq()
    if [into.store.record(seq) for seq in range(newest + 1)] != [*imports[: newest + 1]]:
        raise UsageError(
            f"{into.name} 里是另一个账本，没有复制；请换一个空的 · "
            f"{into.name} holds another ledger than {name}, and nothing was copied; name one that is empty."
        )
    return newest


def _never() -> Entry:
    raise AssertionError("a store that is only read is never made")
