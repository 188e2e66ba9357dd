"""One import into Neo4j: claimed, written in bounded transactions, declared done; or taken back by the next writer.

The `:Ledger` node is the lock. A writer puts its name on it, and each of its transactions first writes to the node,
which no other transaction can do at the same time, and goes on only while the name is still its own. `step` counts
its transactions, so that one whose commit was not confirmed is not repeated. `moves` counts those that changed
what earlier imports wrote: a reader that saw it change reads again.
"""

import json
import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from graph_model import cypher, labels
from graph_model.errors import StoreError
from graph_model.ledger.entry import Entry
from graph_model.snapshot.history import LinkClass
from graph_model.stores.base import MovedError
from graph_model.stores.bolt import Bolt, Transaction
from graph_model.stores.neo4j_batches import Batch
from graph_model.stores.neo4j_columns import LINK_PROPERTIES, UNIT_PROPERTIES, How
from graph_model.stores.neo4j_rows import AT_ONCE, Held, Statement, Writing, transactions
from graph_model.vocabulary import Kind

_LEASE_SECONDS = 30
"""A writer that has not been heard of for so long is taken for dead."""
_WAIT_SECONDS = 5.0
_POLL_SECONDS = 0.2

_CLAIM = """\
MATCH (l:Ledger {key: 'bangfu'})
SET l.touched = datetime()
WITH l, l.writer IS NULL OR l.writer IN $free OR l.beat + duration({seconds: $lease}) < datetime() AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END |
  SET l.writer = $me, l.beat = datetime(), l.step = 0, l.turns = l.turns + 1)
RETURN free, l.seq, l.writer"""
_BEAT = """\
MATCH (l:Ledger {key: 'bangfu'})
SET l.touched = datetime()
WITH l WHERE l.writer = $me
WITH l, l.step AS before
SET l.beat = datetime(), l.step = CASE WHEN before < $step THEN $step ELSE before END,
    l.moves = l.moves + CASE WHEN $moves AND before < $step THEN 1 ELSE 0 END
RETURN before"""
_BEGIN = "CREATE (i:Import) SET i = $row, i.state = 'running' RETURN count(*)"
_DONE = """\
MATCH (l:Ledger {key: 'bangfu'}), (i:Import {seq: $seq})
SET i.state = 'done', l.seq = $seq, l.writer = null
RETURN count(*)"""
_RELEASE = "MATCH (l:Ledger {key: 'bangfu'}) WHERE l.writer = $me SET l.writer = null"
_CLOSED = "MATCH (:Slot)-[x:{was}]->(:Slot) USING INDEX x:{was}(removed) WHERE x.removed = $seq RETURN count(x)"


@dataclass(slots=True)
class Writer:
    """One writer's turn. `me` is told to others by the ledger's node."""

    bolt: Bolt
    me: str
    step: int = 0

    @classmethod
    def of(cls, bolt: Bolt) -> "Writer":
        return cls(bolt, f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}")

    def write(self, entry: Entry) -> None:
        """Raises MovedError when the entry was planned on an older ledger, and StoreError when it cannot be kept."""
        seq = self._claim()
        try:
            self._take_back_unfinished(seq)
            if seq != entry.base:
                raise MovedError("另一次导入刚刚完成 · another import has just come in.")
            self._append(entry)
        except BaseException:
            self._give_up(seq)
            raise

    # The lock.

    def _claim(self) -> int:
        """The newest import, with the ledger ours to write. Waits a little for another writer."""
        deadline, dead = time.monotonic() + _WAIT_SECONDS, ""
        while True:
            free, seq, writer = self._try_to_claim(dead)
            if free:
                return int(seq)
            if time.monotonic() > deadline:
                where = self.bolt.address
                raise StoreError(
                    f"{where} 正被另一个程序写入，请稍后再试 · "
                    f"{where} is being written by another program; try again in a moment."
                )
            if _is_dead(writer):
                dead = writer
            else:
                time.sleep(_POLL_SECONDS)

    def _try_to_claim(self, dead: str) -> Sequence[Any]:
        """Whether it is ours now, the newest import, and whose it is. A `dead` writer's is free."""
        about = {"me": self.me, "free": [self.me, dead], "lease": _LEASE_SECONDS}
        return self.bolt.write(lambda run: run.rows(_CLAIM, **about)[0])

    def _beat(self, run: Transaction, step: int, moves: bool) -> bool:
        """Whether this transaction is still to be done. Raises StoreError when somebody took over."""
        found = run.rows(_BEAT, me=self.me, step=step, moves=moves)
        if not found:
            where = self.bolt.address
            raise StoreError(
                f"{where} 久未写完，另一个程序已接手；什么也没有写入，请再试一次 · "
                f"another program took over {where}, this one being silent too long; nothing was written; try again."
            )
        return bool(found[0][0] < step)

    def _give_up(self, seq: int) -> None:
        """Take back what was written, if the server still answers; else the next writer does."""
        try:
            self._take_back_unfinished(seq)
            self.bolt.write(lambda run: run.rows(_RELEASE, me=self.me))
        except StoreError:
            return

    # An import.

    def _append(self, entry: Entry) -> None:
        held = self.bolt.read(lambda run: held_at(run, entry.base))
        writing = Writing(entry, held, _words(self.bolt, entry, held), _classes(self.bolt, entry, held))
        for batch, is_first, is_last in _ends_marked(transactions(writing.statements())):
            self._transact(entry, held, batch, is_first, is_last)

    def _transact(self, entry: Entry, held: Held, batch: Sequence[Statement], is_first: bool, is_last: bool) -> None:
        step = self.step = self.step + 1

        def work(run: Transaction) -> None:
            if not self._beat(run, step, any(each.moves for each in batch)):
                return
            if is_first:
                run.one(_BEGIN, row=_import_row(entry, held.after(entry)))
            for each in batch:
                _run(run, each, entry.seq)
            if is_last:
                _check_closed(run, entry)
                run.one(_DONE, seq=entry.seq)

        self.bolt.write(work)

    # What a writer left behind.

    def _take_back_unfinished(self, seq: int) -> None:
        """Make the graph what it was after import `seq`, where a later one was begun and not finished."""
        begun = self.bolt.read(lambda run: run.rows("MATCH (i:Import) WHERE i.seq > $seq RETURN i.seq", seq=seq))
        for (late,) in begun:
            held = self.bolt.read(lambda run: held_at(run, seq))
            for text, first in _undoing(held):
                while self._undo(text, first, late) == AT_ONCE:
                    continue
            self._undo("MATCH (i:Import {seq: $seq}) DELETE i RETURN count(*) AS made", 0, late)

    def _undo(self, text: str, first: int, seq: int) -> int:
        step = self.step = self.step + 1

        def work(run: Transaction) -> int:
            if not self._beat(run, step, True):
                return AT_ONCE  # done before, and not told how many: ask once more
            return int(run.one(text, first=first, seq=seq, most=AT_ONCE))

        return self.bolt.write(work)


def _undoing(held: Held) -> Iterator[tuple[str, int]]:
    """What takes an import back, last thing first, with the numbers that its rows start from."""
    for what, node in labels.SMALL.items():
        yield cypher.remove_nodes(node), getattr(held, what)
    for link in labels.LINKS.values():
        yield cypher.remove_links(link), held.links
    yield cypher.remove_names(), 0
    for text in cypher.drop_values():
        yield text, held.units
    yield cypher.remove_nodes(labels.SLOT, "slot"), held.slots
    yield cypher.remove_nodes(labels.LINK_CLASS), held.classes
    yield cypher.remove_nodes(labels.ORIGIN), held.origins
    yield cypher.remove_nodes(labels.WORD), held.words
    for node in labels.SMALL.values():
        yield cypher.reopen_nodes(node), 0
    for kind in Kind:
        yield cypher.reopen_units(kind), 0
    for link in labels.PLACES.values():
        yield cypher.reopen_places(link), 0
    for link in labels.LINKS.values():
        yield cypher.reopen_links(link), 0


def held_at(run: Transaction, seq: int) -> Held:
    """How much the ledger held after an import."""
    if seq < 0:
        return Held()
    names = [each.name for each in fields(Held)]
    chosen = ", ".join(f"i.{name}" for name in names)
    (row,) = run.rows(f"MATCH (i:Import {{seq: $seq}}) RETURN {chosen}", seq=seq)
    return Held(**dict(zip(names, row, strict=True)))


def _import_row(entry: Entry, after: Held) -> dict[str, Any]:
    record = entry.record._asdict()
    for name in ("counts", "files"):
        record[name] = json.dumps(dict(record[name]), ensure_ascii=False)
    return {**record, "receipt": entry.receipt, **asdict(after)}


def _run(run: Transaction, each: Statement, seq: int) -> None:
    rows = each.rows
    made = run.one(each.cypher, rows=rows.columns if isinstance(rows, Batch) else rows, seq=seq)
    if each.checked and made != len(rows):
        _refuse(len(rows), made)


def _refuse(sent: int, made: int) -> None:
    raise StoreError(
        f"送出 {sent} 行，数据库只写了 {made} 行：账本与图不一致，什么也没有写入；请用 bangfu copy 重建 · "
        f"of {sent} rows the server made {made}: its graph does not fit its ledger, and nothing was written; "
        f"rebuild it with bangfu copy."
    )


def _check_closed(run: Transaction, entry: Entry) -> None:
    """A link is closed in one of two types: together they are as many as were to be closed."""
    closed = len(entry.closed.links)
    if closed:
        made = sum(run.one(_CLOSED.format(was=link.was), seq=entry.seq) for link in labels.LINKS.values())
        if made != closed:
            _refuse(closed, made)


def _ends_marked(batches: Iterator[list[Statement]]) -> Iterator[tuple[list[Statement], bool, bool]]:
    """Each with whether it is the first and whether the last; one is looked ahead, the others are not made yet."""
    before, is_first = next(batches), True
    for batch in batches:
        yield before, is_first, False
        before, is_first = batch, False
    yield before, is_first, True


def _words(bolt: Bolt, entry: Entry, held: Held) -> Callable[[int], str]:
    """The texts that the entry speaks of: its own, and those of earlier imports that it uses again."""
    parts = [getattr(entry.units, each.column) for each in UNIT_PROPERTIES if each.how in (How.WORD, How.WORDS)]
    parts += [getattr(entry.links, each.column) for each in LINK_PROPERTIES if each.how is How.WORD]
    used = np.unique(np.concatenate(parts))
    older = used[(used > 0) & (used < held.words)].tolist()
    text = "UNWIND $rows AS row MATCH (w:Word {n: row}) RETURN w.n, w.text"
    texts = {0: ""}
    for start in range(0, len(older), AT_ONCE):
        texts.update(bolt.read(lambda run, part=older[start : start + AT_ONCE]: run.rows(text, rows=part)))  # type: ignore[misc]  # pairs
    new = enumerate(entry.words.take(np.arange(len(entry.words))), held.words)
    return (texts | dict(new)).__getitem__


def _classes(bolt: Bolt, entry: Entry, held: Held) -> list[LinkClass]:
    """All classes there are; a few hundred at most."""
    chosen = ", ".join(f"c.{name}" for name in LinkClass._fields)
    text = f"MATCH (c:LinkClass) WHERE c.n < $count RETURN {chosen} ORDER BY c.n"
    return [LinkClass(*row) for row in bolt.read(lambda run: run.rows(text, count=held.classes))] + [
        *entry.link_classes
    ]


def _is_dead(writer: str) -> bool:
    """Whether a writer was a process of this machine that has ended."""
    host, pid, _ = writer.split(":")
    if host != socket.gethostname() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
