"""What a store is: a place that keeps the ledger. Four verbs; it never answers a question."""

from typing import Protocol

from graph_model.errors import BangfuError, StoreError
from graph_model.ledger.entry import Entry
from graph_model.snapshot.history import History, ImportRecord


class MovedError(BangfuError):
    """Somebody else's import came in between: plan again on the newer ledger."""


class NoLedgerError(StoreError):
    """There is no ledger there yet. `beside_others`: something else is."""

    def __init__(self, message: str, *, beside_others: bool = False) -> None:
        super().__init__(message)
        self.beside_others = beside_others


class Store(Protocol):
    """One ledger. Every failure is a StoreError with a sentence."""

    identity: str
    """Made once with the store; tells whether kept arrays belong to it."""

    def seq(self) -> int:
        """The newest import number; cheap enough to ask before every question."""

    def record(self, seq: int) -> ImportRecord | None:
        """The record of an import; None when there is none of that number."""

    def history(self, known: History | None = None) -> History:
        """The whole ledger, reading only what `known` lacks."""

    def write(self, entry: Entry) -> None:
        """Write one import, whole or not at all. Raises MovedError when its base is not the newest."""

    def receipt(self, seq: int) -> str:
        """The receipt of an import, as JSON."""

    def close(self) -> None: ...
