"""Returns 填报: rows that declare a table complete, so that silence means `uncovered`."""

from typing import Any

from graph_model.ledger.draft import Draft
from graph_model.names import Directory
from graph_model.snapshot.history import Origin, ReturnVersion
from loaders.cells.readers import Fault, Reader
from loaders.receipts.receipt import SheetReceipt
from loaders.return_versions import known_returns, return_version
from loaders.rows import Rows, read_rows
from loaders.sheets.sheet import Sheet
from loaders.units.find_unit import find_unit


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
        self._known = known_returns(draft.graph)

    def read(self, rows: Rows) -> None:
        rows.count_in(self.receipt)
        within = [self._units[text] for text in rows.values["within"]]
        for place, found in enumerate(within):
            if isinstance(found, Fault) and not isinstance(rows.values["within"][place], Fault):
                rows.fault(place, "within", found)
        for place in rows.good():
            self._settle(rows, place, self._version(rows, place, within[place]))
        rows.reject_in(self.receipt)

    def _version(self, rows: Rows, place: int, within: int) -> ReturnVersion:
        def value(name: str, empty: Any = "") -> Any:
            return rows.values[name][place] if name in rows.values else empty

        return return_version(
            self.draft,
            value("table"),
            within,
            value("kind"),
            value("force"),
            value("as_of"),
            value("basis"),
            self.origin,
            rows.numbers[place],
        )

    def _settle(self, rows: Rows, place: int, version: ReturnVersion) -> None:
        """A return is known by its table, unit, kind, force and day; only its basis can differ."""
        again = version.id in self.said
        self.draft.about.add(version.within)
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
