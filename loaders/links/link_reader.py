"""Pairings and dispatches: from the rows of a sheet to links between units, as the ledger takes them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graph_model.days import OPEN
from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import FreshLinks
from graph_model.names import Directory
from graph_model.snapshot.history import UNDATED, LinkClass, LinkVersions, columns
from loaders.cells.readers import Reader
from loaders.links.link_days import Days, read_days
from loaders.links.link_rows import Link, LinkRowReader
from loaders.receipts.receipt import SheetReceipt
from loaders.rows import Rows, read_rows
from loaders.sheets.header_words import TERM
from loaders.sheets.sheet import Sheet
from loaders.units.new_units import NewHelpers


@dataclass(slots=True)
class LinkSheet:
    """One sheet of links, read: the links of its good rows as columns, with the id that each row gives.

    `silent` names what the ledger compares and the sheet does not say.
    """

    sheet: Sheet
    receipt: SheetReceipt
    versions: list[LinkVersions] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    silent: frozenset[str] = frozenset()


@dataclass(slots=True)
class LinkReader:
    """Reads link sheets against the units there are."""

    draft: Draft
    directory: Directory
    helpers: NewHelpers
    progress: Callable[[str, int], None]

    def read(self, sheet: Sheet, receipt: SheetReceipt) -> LinkSheet:
        """Every row of a sheet; faults go to the receipt."""
        result = LinkSheet(sheet, receipt)
        reader = LinkRowReader(sheet, self.draft, self.directory, self.helpers)
        for rows in read_rows(sheet):
            days = read_days(rows)
            links = reader.read(rows, receipt)
            result.versions.append(self._versions(rows, days, links))
            ids = rows.values.get("id")
            result.ids += [ids[link.of] for link in links] if ids else [""] * len(links)
            rows.count_in(receipt)
            rows.reject_in(receipt)
            self.progress(sheet.file, receipt.read)
        result.silent = silent_columns(sheet, reader.marks_roles)
        return result

    def _versions(self, rows: Rows, days: Days, links: list[Link]) -> LinkVersions:
        of = [link.of for link in links]

        def column(name: str, empty: Any) -> list[Any]:
            values = rows.values.get(name)
            return [values[place] for place in of] if values else [empty] * len(of)

        word = self.draft.word
        since, through, seen = ([each[place] for place in of] for each in days)
        until = np.array([OPEN if day.number is None else day.number + 1 for day in through], np.int32)
        seen_days = np.array([UNDATED if day.number is None else day.number for day in seen], np.int32)
        coarse = np.array([day.precision > 0 for day in seen], np.bool_)
        table = str(rows.sheet.table.what)
        numbered = Reader(lambda key: self.draft.link_class(LinkClass(table, *key)))
        classes = zip(
            [each.force for each in links],
            [each.role for each in links],
            column("post", ""),
            column("field", ""),
            strict=True,
        )
        made = {
            "link_class": [numbered[key] for key in classes],
            "helper": [link.helper for link in links],
            "recipient": [link.recipient for link in links],
            "agreement": [word(text) for text in column("agreement", "")],
            "headcount": column("headcount", 1),
            "since": [UNDATED if day.number is None else day.number for day in since],
            # A month or year of `seen` means its last day, and never a day after `through`.
            "seen": np.where(coarse & (seen_days >= until), until - 1, seen_days),
            "until": until,
            "precision": [
                first.precision + 3 * last.precision + 9 * sight.precision
                for first, last, sight in zip(since, through, seen, strict=True)
            ],
            "basis": [word(text) for text in column("basis", "")],
            "note": [word(text) for text in column("note", "")],
            "origin": [link.origin for link in links],
            "row": [rows.numbers[place] for place in of],
            "added": np.full(len(of), self.draft.seq),
            "removed": np.full(len(of), OPEN),
        }
        return LinkVersions(**{name: np.array(made[name], dtype) for name, dtype in columns(LinkVersions)})


def together(sheets: list[LinkSheet]) -> FreshLinks:
    """The links of all sheets, in order, as the ledger takes them."""
    parts = [part for sheet in sheets for part in sheet.versions]
    counts = [len(sheet.ids) for sheet in sheets]
    return FreshLinks(
        versions=LinkVersions(
            **{
                name: np.concatenate([np.empty(0, dtype), *(getattr(part, name) for part in parts)])
                for name, dtype in columns(LinkVersions)
            }
        ),
        ids=[link_id for sheet in sheets for link_id in sheet.ids],
        table_of=np.repeat(np.arange(len(sheets), dtype=np.int32), counts),
        silent=[sheet.silent for sheet in sheets],
    )


def silent_columns(sheet: Sheet, marks_roles: bool) -> frozenset[str]:
    """What the ledger compares and the sheet does not say."""
    said = set(sheet.headers)
    if TERM in said:
        said |= {"since", "through"}
    elif sheet.seen is not None and "since" not in said:
        said.add("seen")
    if marks_roles:
        said.add("role")
    optional = {name: name for name in ("agreement", "headcount", "since", "seen", "basis", "note", "role", "field")}
    optional["until"] = "through"
    return frozenset(compared for compared, header in optional.items() if header not in said)
