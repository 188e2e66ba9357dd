"""The shared store: one Neo4j database, which several people and programs read and write."""

import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from graph_model import cypher
from graph_model.errors import StoreError
from graph_model.ledger.entry import Entry, empty_history
from graph_model.snapshot.history import History, ImportRecord
from graph_model.stores.base import NoLedgerError
from graph_model.stores.bolt import Address, Bolt
from graph_model.stores.neo4j_outline import outline, with_units
from graph_model.stores.neo4j_reading import RECORD, RECORDS, Reading, TornError, held_of, record_of
from graph_model.stores.neo4j_writing import Writer, held_at

FORMAT = "1"
"""Raised when a release can no longer read what an older one wrote."""

_READ_AGAIN_SECONDS = 60.0
_POLL_SECONDS = 0.1
_INDEX_SECONDS = 120

_LOOK = "MATCH (l:Ledger {key: 'bangfu'}) RETURN l.seq, l.moves, l.turns, l.writer"
_WHOSE = (
    "OPTIONAL MATCH (l:Ledger {key: 'bangfu'}) RETURN l.format, l.identity, l.seq, l.seq IS NULL AND EXISTS { (n) }"
)
_MAKE = """\
MERGE (l:Ledger {key: 'bangfu'})
ON CREATE SET l.format = $format, l.identity = $identity, l.named = true, l.seq = -1, l.step = 0, l.moves = 0,
  l.turns = 0
RETURN l.identity"""

T = TypeVar("T")


class Neo4jStore:
    """The ledger in a Neo4j database. Safe for several threads."""

    def __init__(self, address: Address, first: Entry | None = None) -> None:
        """Connect; with `first`, make the ledger where there is none and write that as import 0.

        Raises StoreError when nobody answers, and NoLedgerError when there is no ledger and no `first`.
        """
        self.address = address
        self.bolt = Bolt(address)
        try:
            self.identity = self._check(first)
        except BaseException:
            self.bolt.close()
            raise
        self._numbers: dict[str, int] = {}
        self._outline: History | None = None

    def _check(self, first: Entry | None) -> str:
        format_, identity, seq, holds_other = self.bolt.read(lambda run: run.rows(_WHOSE))[0]
        if format_ is not None and format_ != FORMAT:
            raise StoreError(
                f"{self.address} 的格式是 {format_}，本程序读 {FORMAT}；请升级 bangfu · "
                f"{self.address} has format {format_}, this release reads {FORMAT}; upgrade bangfu."
            )
        if identity is not None and seq >= 0:
            return str(identity)
        if first is None:
            raise NoLedgerError(
                f"{self.address} 里还没有账本；先用 bangfu load 导入表格 · "
                f"{self.address} holds no ledger yet; load tables with bangfu load.",
                beside_others=bool(holds_other),
            )
        return self._make(first)

    def _make(self, first: Entry) -> str:
        there = {name for (name,) in self.bolt.read(lambda run: run.rows("SHOW INDEXES YIELD name"))}
        for name, statement in cypher.constraints():
            if name not in there:
                self.bolt.define(statement)
        self.bolt.define(f"CALL db.awaitIndexes({_INDEX_SECONDS})")
        identity = self.bolt.write(lambda run: run.one(_MAKE, format=FORMAT, identity=uuid.uuid4().hex))
        if self.seq() < 0:
            Writer.of(self.bolt).write(first)
        return str(identity)

    def seq(self) -> int:
        return int(self.bolt.read(lambda run: run.rows(_LOOK))[0][0])

    def record(self, seq: int) -> ImportRecord | None:
        query = f"{RECORDS} WHERE i.seq = $seq AND i.state = 'done' {RECORD}"
        found = self.bolt.read(lambda run: run.rows(query, seq=seq))
        return record_of(found[0]) if found else None

    def receipt(self, seq: int) -> str:
        query = "MATCH (i:Import {seq: $seq}) WHERE i.state = 'done' RETURN i.receipt"
        found = self.bolt.read(lambda run: run.rows(query, seq=seq))
        return str(found[0][0]) if found else "{}"

    def history(self, known: History | None = None) -> History:
        start = known or empty_history()

        def look(seq: int) -> History:
            if seq == start.seq:
                return start
            after = self.bolt.read(lambda run: held_at(run, seq))
            return Reading(self.bolt, start, seq, held_of(start), after, self._numbers).history()

        return self.steadily(look)

    def write(self, entry: Entry) -> None:
        Writer.of(self.bolt).write(entry)

    def ask(self, cypher: str, present: str | None, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows of a question, worked out by the server from `$ask`.

        `present` is the text for the newest import while nobody writes; it is tried first.
        """
        if present is not None:
            before, found, after = self.bolt.read(
                lambda run: (run.rows(_LOOK), run.records(present, ask=asked), run.rows(_LOOK))
            )
            seq, _, _, writer = before[0]
            if writer is None and seq == asked["known_at"] and after == before:
                return found
        return self.steadily(lambda _: self.bolt.read(lambda run: run.records(cypher, ask=asked)))

    def outline(self, texts: list[str]) -> History | None:
        """The newest ledger without links, with no units but those that the texts may mean.

        Enough to understand a question's options. None where too many may be meant, or where the ledger was made
        by a release that kept no names.
        """
        known = self._outline
        if known is not None and not texts and known.seq == self.seq():
            return known

        def look(seq: int) -> tuple[History, History | None]:
            small = known if known is not None and known.seq == seq else outline(self.bolt, seq)
            return small, with_units(small, self.bolt, texts) if texts else small

        self._outline, found = self.steadily(look)
        return found

    def holds(self, part_of_id: str) -> bool:
        """Whether the ledger holds a unit with that in its id."""
        text = "MATCH (u:Unit) WHERE u.id CONTAINS $part RETURN u.id LIMIT 1"
        return bool(self.bolt.read(lambda run: run.rows(text, part=part_of_id)))

    def close(self) -> None:
        self.bolt.close()

    def steadily(self, look: Callable[[int], T]) -> T:
        """What `look` finds at the newest import; again while a writer moved what earlier imports wrote."""
        deadline = time.monotonic() + _READ_AGAIN_SECONDS
        while True:
            seq, moves, *_ = self.bolt.read(lambda run: run.rows(_LOOK))[0]
            try:
                found = look(int(seq))
                if self.bolt.read(lambda run: run.rows(_LOOK))[0][1] == moves:
                    return found
            except TornError:
                pass
            if time.monotonic() > deadline:
                raise StoreError(
                    f"{self.address} 一直有人在更正，请稍后再试 · "
                    f"{self.address} is being corrected all the time; try again later."
                )
            time.sleep(_POLL_SECONDS)
