"""Pairings and dispatches: from the rows of a sheet to links between units."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graph_model.days import BEGINNING, OPEN
from graph_model.errors import NameNotFoundError
from graph_model.ledger.draft import Draft, UnitFacts
from graph_model.ledger.fresh_links import FreshLinks
from graph_model.names import Allowed, AmbiguousNameError, Directory
from graph_model.schema import PAIRINGS, SOURCE_COLUMN, TARGET_COLUMN
from graph_model.snapshot.history import NOBODY, UNDATED, LinkClass, LinkVersions, Origin, columns
from graph_model.vocabulary import Kind, LinkTable
from loaders.cells import Day, Fault, Reader, name_of
from loaders.receipt import Issue, Made, SheetReceipt
from loaders.rows import Rows, read_rows
from loaders.sheet import Sheet
from loaders.slugs import slug


@dataclass(slots=True)
class LinkSheet:
    """One sheet of links, read: the good rows as columns, and the spreadsheet's number of each."""

    sheet: Sheet
    receipt: SheetReceipt
    versions: list[LinkVersions] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class LinkReader:
    """Reads link sheets against the units there are; makes helpers whose kind the row gives."""

    draft: Draft
    directory: Directory
    progress: Callable[[str, int], None]
    made: list[Made] = field(default_factory=list)
    _new: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self, sheet: Sheet, receipt: SheetReceipt) -> LinkSheet:
        """Every row of a sheet; faults go to the receipt."""
        result = LinkSheet(sheet, receipt)
        ends = _Ends(self.directory, LinkTable.PAIRING if sheet.table == PAIRINGS else LinkTable.DISPATCH)
        origin = self.draft.origin(Origin(sheet.file, sheet.name or "", ""))
        for rows in read_rows(sheet):
            receipt.read += len(rows)
            source, target = ends.look_up(rows)
            _check_days(rows)
            good = self._make_helpers(rows, ends, source, receipt)
            result.versions.append(self._versions(rows, ends.table, source, target, good, origin))
            ids = rows.values.get("id")
            result.ids += [ids[place] if ids else "" for place in good]
            for place in sorted(rows.bad):
                receipt.errors += rows.bad[place]
            receipt.rejected += len(rows.bad)
            self.progress(sheet.file, receipt.read)
        return result

    def _make_helpers(self, rows: Rows, ends: "_Ends", source: list[Any], receipt: SheetReceipt) -> list[int]:
        """Give a slot to helpers that only this table knows; the places of good rows."""
        good = rows.good()
        for place in good:
            if isinstance(source[place], _ToMake):
                source[place] = self._make(rows, place, source[place])
            else:
                self._check_kind(rows, place, ends, source[place], receipt)
        return good

    def _make(self, rows: Rows, place: int, wanted: "_ToMake") -> int:
        key = wanted.kind, wanted.name
        if key not in self._new:
            unit_id = slug(Kind.of(wanted.kind), wanted.name, "")
            # Another spelling of one just made, or one made earlier that has been renamed since.
            if (slot := self.directory.slot(unit_id)) == NOBODY:
                slot = self.draft.new_unit(unit_id)
                origin = self.draft.origin(Origin(rows.sheet.file, rows.sheet.name or "", ""))
                self.draft.add_unit(slot, bare_facts(wanted.kind, wanted.name), origin, rows.numbers[place])
                self.directory.add(slot, unit_id, Kind.of(wanted.kind), wanted.name)
                self.made.append(Made(unit_id, wanted.kind, wanted.name, rows.sheet.file, rows.numbers[place]))
            self._new[key] = slot
        return self._new[key]

    def _check_kind(self, rows: Rows, place: int, ends: "_Ends", slot: int, receipt: SheetReceipt) -> None:
        """The units table wins over the kind in the row, with a warning."""
        kinds = rows.values.get(ends.kind_column)
        if kinds and kinds[place] and (known := self.directory.kind(slot)) != kinds[place]:
            message = (
                f"单位表里{self.directory.name(slot)}是{known.zh}，以单位表为准 · "
                f"the units table says {known.en.lower()}; that is what counts."
            )
            receipt.warnings.append(rows.issue(place, ends.kind_column, Fault("context_mismatch", message)))

    def _versions(
        self, rows: Rows, table: LinkTable, source: list[Any], target: list[Any], good: list[int], origin: int
    ) -> LinkVersions:
        def column(name: str, empty: Any) -> list[Any]:
            values = rows.values.get(name)
            return [values[place] for place in good] if values else [empty] * len(good)

        word = self.draft.word
        since, through, seen = column("since", _NO_DAY), column("through", _NO_DAY), column("seen", _NO_DAY)
        until = np.array([OPEN if day.number is None else day.number + 1 for day in through], np.int32)
        seen_days = np.array([UNDATED if day.number is None else day.number for day in seen], np.int32)
        coarse = np.array([day.precision > 0 for day in seen], np.bool_)
        classes = zip(*[column(name, "") for name in ("force", "role", "post", "field")], strict=True)
        numbered = Reader(lambda key: self.draft.link_class(LinkClass(table.value, *key)))
        made = {
            "link_class": [numbered[key] for key in classes],
            "helper": [source[place] for place in good],
            "recipient": [target[place] for place in good],
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
            "origin": np.full(len(good), origin),
            "row": [rows.numbers[place] for place in good],
            "added": np.full(len(good), self.draft.seq),
            "removed": np.full(len(good), OPEN),
        }
        return LinkVersions(**{name: np.array(made[name], dtype) for name, dtype in columns(LinkVersions)})


_NO_DAY = Day(None, 0)


def bare_facts(kind: str, name: str) -> UnitFacts:
    """All there is to say of a unit of which one knows the kind and the name."""
    number, nan = Kind.of(kind).number, float("nan")
    return UnitFacts(number, name, 0, 0, 0, NOBODY, NOBODY, 0, nan, nan, BEGINNING, OPEN, 0)


@dataclass(frozen=True, slots=True)
class _ToMake:
    """A helper that no units table lists, whose kind the row gives."""

    name: str
    kind: str


class _Ends:
    """Looks up both ends of the rows of one table; a distinct name is looked up once."""

    def __init__(self, directory: Directory, table: LinkTable) -> None:
        self.directory, self.table = directory, table
        self.source_column, self.target_column = SOURCE_COLUMN[table], TARGET_COLUMN[table]
        self.kind_column = f"{self.source_column}_kind"
        self._sources = Reader(lambda key: self._source(*key))
        self._targets = Reader(lambda text: find_unit(directory, text))

    def look_up(self, rows: Rows) -> tuple[list[Any], list[Any]]:
        """Slots of both ends, a helper to make, or (then the row is bad) a fault."""
        kinds = rows.values.get(self.kind_column) or [""] * len(rows)
        names = zip(rows.values[self.source_column], kinds, strict=True)
        return (
            _found(rows, self.source_column, self._sources, list(names)),
            _found(rows, self.target_column, self._targets, rows.values[self.target_column]),
        )

    def _source(self, text: Any, kind: Any) -> Any:
        if isinstance(text, Fault) or isinstance(kind, Fault):
            return None
        found = find_unit(self.directory, text, kind)
        if isinstance(found, Fault) and found.code == "unknown_unit" and kind and not self.directory.knows(text):
            name = name_of(text)
            return name if isinstance(name, Fault) else _ToMake(name, kind)
        return found


def _found(rows: Rows, column: str, known: Reader, keys: list[Any]) -> list[Any]:
    found = [known[key] for key in keys]
    if known.faulty:
        for place, value in enumerate(found):
            if isinstance(value, Fault) and not isinstance(rows.values[column][place], Fault):
                rows.fault(place, column, value)
    return found


def find_unit(directory: Directory, text: Any, kind: str = "", prefer: Allowed | None = None) -> int | Fault:
    """The unit that a cell names, narrowed by its kind where the row gives it."""
    if isinstance(text, Fault):
        return text
    allowed: Allowed | None = (lambda slot: directory.kind(slot) == kind) if kind else None
    try:
        return directory.resolve(text, allowed, prefer)
    except NameNotFoundError as error:
        code = "ambiguous_unit" if isinstance(error, AmbiguousNameError) else "unknown_unit"
        return Fault(code, error.args[0].split(" 可能是 · ")[0], error.candidates)


def _check_days(rows: Rows) -> None:
    """Neither since nor seen, or a term that ends before it starts."""
    empty = [_NO_DAY] * len(rows)
    since, through, seen = (rows.values.get(name, empty) for name in ("since", "through", "seen"))
    for place, (start, end, sight) in enumerate(zip(since, through, seen, strict=True)):
        if isinstance(start, Fault) or isinstance(end, Fault) or isinstance(sight, Fault):
            continue
        if start.number is None and sight.number is None:
            rows.fault(place, "since", _NO_START)
        elif end.number is not None and start.number is not None and start.number > end.number:
            rows.fault(place, "since", _ENDS_FIRST)
        elif end.number is not None and start.number is None and sight.precision == 0 and sight.number > end.number:
            rows.fault(place, "seen", _SEEN_AFTER)


_NO_START = Fault("missing", "起始和见于都是空的 · there is neither since nor seen.")
_ENDS_FIRST = Fault("start_after_end", "起始在截止之后 · since is after through.")
_SEEN_AFTER = Fault("start_after_end", "见于在截止之后 · seen is after through.")


def together(sheets: list[LinkSheet]) -> FreshLinks:
    """The good rows of all sheets, in order, as the ledger takes them."""
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
        silent=[silent_columns(sheet.sheet) for sheet in sheets],
    )


def silent_columns(sheet: Sheet) -> frozenset[str]:
    """What the ledger compares and the sheet has no column for."""
    optional = {name: name for name in ("agreement", "headcount", "since", "seen", "basis", "note", "role", "field")}
    optional["until"] = "through"
    return frozenset(compared for compared, header in optional.items() if header not in sheet.headers)


__all__ = ["Issue", "LinkReader", "LinkSheet", "bare_facts", "find_unit", "silent_columns", "together"]
