"""The links that the ledger holds now, found by id."""

from collections.abc import Iterator

import numpy as np

from graph_model.ledger.draft import Draft
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints


class KnownLinks:
    """`rows` are the rows of the history that the ledger holds now, ascending."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.graph: Snapshot = draft.graph
        self.links = self.graph.history.links
        wiring = self.graph.wiring
        self.rows: Ints = np.sort(wiring.link[self.graph.alive])
        self._by_id: dict[tuple[str, str], int] | None = None

    def with_id(self, table: str, link_id: str, expected: int) -> int:
        """The row of the current version with this id in a table; -1 when there is none.

        `expected` is how many times one will ask: for a few it is looked for among the sorted ids.
        """
        if self._by_id is None and expected * 20 < len(self.rows):
            return self._search(table, link_id)
        if self._by_id is None:
            tables = self._tables()
            ids = self.graph.history.link_ids.take(self.rows)
            classes = self.links.link_class[self.rows].tolist()
            self._by_id = {
                (tables[each], link_id): row
                for each, link_id, row in zip(classes, ids, self.rows.tolist(), strict=True)
            }
        return self._by_id.get((table, link_id), -1)

    def _search(self, table: str, link_id: str) -> int:
        tables = self._tables()
        rows = (row for row in self.versions(link_id) if self.is_held(row))
        return next((row for row in rows if tables[int(self.links.link_class[row])] == table), -1)

    def versions(self, link_id: str) -> Iterator[int]:
        """Rows of all versions with this id, in whatever table, held or not."""
        ids, order = self.graph.history.link_ids, self.graph.wiring.id_order
        row = ids.find(link_id, order)
        place = int(self.graph.wiring.id_rank[row]) if row >= 0 else len(order)
        while place < len(order) and ids[row := int(order[place])] == link_id:
            yield row
            place += 1

    def is_held(self, row: int) -> bool:
        return bool(self.links.added[row] <= self.graph.known_at < self.links.removed[row])

    def _tables(self) -> list[str]:
        return [each.link for each in self.graph.history.link_classes]

    def id(self, row: int) -> str:
        return self.graph.history.link_ids[row]
