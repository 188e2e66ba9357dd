"""Returns 填报: rows that declare a table complete, so that silence means `uncovered`."""

import hashlib
from typing import Any

from graph_model.days import OPEN
from graph_model.ledger.draft import Draft
from graph_model.names import Directory
from graph_model.snapshot.history import Origin, ReturnVersion
from loaders.cells import Fault, Reader
from loaders.links import find_unit
from loaders.receipt import SheetReceipt
from loaders.rows import Rows, read_rows
from loaders.sheet import Sheet


def load_returns(
    draft: Draft, directory: Directory, sheet: Sheet, receipt: SheetReceipt, said: dict[str, str]
) -> dict[str, int]:
    """Every row of a sheet into the draft; counts of `return.added` and `return.corrected`.

    `said` is the basis of every return that the load has read before, by id, and grows.
    """
    reader = _ReturnReader(draft, directory, sheet, receipt, said)
    for rows in read_rows(sheet):
        reader.read(rows)
    return reader.counts


class _ReturnReader:
    def __init__(
        self, draft: Draft, directory: Directory, sheet: Sheet, receipt: SheetReceipt, said: dict[str, str]
    ) -> None:
        self.draft, self.receipt, self.said = draft, receipt, said
        self.origin = draft.origin(Origin(sheet.file, sheet.name or "", ""))
        self.counts = {"return.added": 0, "return.corrected": 0}
        self._units = Reader(
            lambda text: text if isinstance(text, Fault) else find_unit(directory, text, prefer=directory.has_parts)
        )
        graph = draft.graph
        self._known = {
            each.id: (place, each)
            for place, each in enumerate(graph.history.returns)
            if each.added <= graph.known_at < each.removed
        }

    def read(self, rows: Rows) -> None:
        self.receipt.read += len(rows)
        within = [self._units[text] for text in rows.values["within"]]
        for place, found in enumerate(within):
            if isinstance(found, Fault) and not isinstance(rows.values["within"][place], Fault):
                rows.fault(place, "within", found)
        for place in rows.good():
            self._settle(rows, place, self._version(rows, place, within[place]))
        for place in sorted(rows.bad):
            self.receipt.errors += rows.bad[place]
        self.receipt.rejected += len(rows.bad)

    def _version(self, rows: Rows, place: int, within: int) -> ReturnVersion:
        def value(name: str, empty: Any = "") -> Any:
            return rows.values[name][place] if name in rows.values else empty

        as_of = value("as_of")
        identity = (value("table"), self.draft.unit_id(within), value("kind"), value("force"), str(as_of.number))
        return ReturnVersion(
            id="r-" + hashlib.blake2b("\x1f".join(identity).encode(), digest_size=8).hexdigest(),
            table=value("table"),
            within=within,
            kind=value("kind"),
            force=value("force"),
            as_of=as_of.number,
            precision=as_of.precision,
            basis=value("basis"),
            origin=self.origin,
            row=rows.numbers[place],
            added=self.draft.seq,
            removed=OPEN,
        )

    def _settle(self, rows: Rows, place: int, version: ReturnVersion) -> None:
        """A return is known by its table, unit, kind, force and day; only its basis can differ."""
        again = version.id in self.said
        row, held = self._known.get(version.id, (-1, None))
        if self.said.setdefault(version.id, version.basis) != version.basis:
            message = "同一填报写了两种依据 · the same return has another basis in this load."
            rows.fault(place, "basis", Fault("duplicate", message))
        elif again or (held is not None and held.basis == version.basis):
            self.receipt.unchanged += 1
        else:
            self.receipt.accepted += 1
            self.draft.returns.append(version)
            self.counts["return.added" if held is None else "return.corrected"] += 1
            if held is not None:
                self.draft.closed_returns.append(row)
