"""The units tables of a load: ids and slugs, parents in any order, contradictions and circles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph_model.days import BEGINNING, OPEN
from graph_model.ledger.draft import Draft, UnitFacts
from graph_model.names import Directory, normalised
from graph_model.snapshot.history import NOBODY, Origin
from graph_model.vocabulary import Kind
from loaders.cells import Day, Fault
from loaders.known_units import known_facts, same_facts
from loaders.links import find_unit
from loaders.receipt import Issue, SheetReceipt
from loaders.rows import Rows, read_rows
from loaders.sheet import Sheet
from loaders.slugs import slug

REFERENCES = ("parent", "stands_for")


@dataclass(slots=True)
class UnitRow:
    """One row of a units table on its way to a version: there may be millions, so it is kept small.

    `values` are the cells' meanings in the order of the sheet's recognised columns.
    """

    receipt: SheetReceipt
    sheet: Sheet
    number: int
    values: tuple[Any, ...]
    slot: int = NOBODY
    unit_id: str = ""
    parent: int = NOBODY
    stands_for: int = NOBODY

    def get(self, column: str, empty: Any = "") -> Any:
        place = self.sheet.places.get(column)
        return empty if place is None else self.values[place]

    def fault(self, column: str, fault: Fault) -> Issue:
        header = self.sheet.headers.get(column, column)
        return Issue(self.number, header, str(self.get(column)), *fault)


@dataclass(slots=True)
class UnitReader:
    """Reads all units tables of a load together, since a parent may stand in a later one."""

    draft: Draft
    directory: Directory
    rows: list[UnitRow] = field(default_factory=list)
    _origins: dict[int, int] = field(default_factory=dict)
    _fresh: dict[int, UnitRow] = field(default_factory=dict)

    def read(self, sheet: Sheet, receipt: SheetReceipt) -> None:
        """Rows without a fault are kept for `settle`; the others go to the receipt."""
        for rows in read_rows(sheet):
            receipt.read += len(rows)
            _check_lifetime(rows)
            for place in sorted(rows.bad):
                receipt.errors += rows.bad[place]
            receipt.rejected += len(rows.bad)
            self.rows += _unit_rows(rows, receipt)

    def settle(self) -> dict[str, int]:
        """Number, connect and compare the rows; counts of `unit.added` and `unit.corrected`."""
        rows = self._without_contradictions(self._identified(self.rows))
        while bad := self._faults(rows):
            self.directory.refuse(row.slot for row, _ in bad.values())
            for row, issue in bad.values():
                _reject(row, issue)
            rows = [row for row in rows if id(row) not in bad]
        return self._write(rows)

    # Who is who.

    def _identified(self, rows: Iterable[UnitRow]) -> list[UnitRow]:
        """Give every row its unit; rows without an id need their parent's first."""
        named = [row for row in rows if row.get("id")]
        for row in named:
            self._is(row, row.get("id"))
        waiting = [row for row in rows if not row.get("id")]
        while waiting:
            names = {normalised(name) for row in waiting for name in (row.get("name"), *_further_names(row)) if name}
            ready = [row for row in waiting if normalised(row.get("parent")) not in names]
            # Rows that wait for each other in a circle are taken as they are, and refused later.
            for row in ready or waiting:
                self._is(row, self._own_id(row))
                named.append(row)
            waiting = [row for row in waiting if row.slot == NOBODY]
        return named

    def _own_id(self, row: UnitRow) -> str:
        """The id of a known unit of this kind and name in this place, else a slug."""
        kind, name = Kind.of(row.get("kind")), row.get("name")
        parent = self._find(row.get("parent"))
        over = parent if isinstance(parent, int) else NOBODY
        for slot in self.directory.named(name):
            if self.directory.kind(slot) == kind and self._parent_of(slot) == over:
                return self.directory.id(slot)
        return slug(kind, name, self.directory.id(over) if over != NOBODY else "")

    def _parent_of(self, slot: int) -> int:
        graph = self.draft.graph
        if slot < len(graph.structure.version) and (version := int(graph.structure.version[slot])) >= 0:
            return int(graph.history.units.parent[version])
        row = self._fresh.get(slot)
        parent = self._find(row.get("parent")) if row else NOBODY
        return parent if isinstance(parent, int) else NOBODY

    def _is(self, row: UnitRow, unit_id: str) -> None:
        slot = self.directory.slot(unit_id)
        if slot == NOBODY:
            slot = self.draft.new_unit(unit_id)
        row.slot, row.unit_id = slot, unit_id
        if self._fresh.setdefault(slot, row) is row:
            self.directory.add(slot, unit_id, Kind.of(row.get("kind")), row.get("name"), _further_names(row))

    def _without_contradictions(self, rows: list[UnitRow]) -> list[UnitRow]:
        """The first row of each unit; a later one says the same, or is a duplicate."""
        first: dict[int, UnitRow] = {}
        for row in rows:
            earlier = first.setdefault(row.slot, row)
            if earlier is row:
                continue
            if self._says_the_same(earlier, row):
                row.receipt.unchanged += 1
            else:
                where = f"{earlier.sheet.file} {earlier.number}"
                message = f"{row.unit_id} 在 {where} 行写法不同 · {row.unit_id} is another unit in row {where}."
                _reject(row, row.fault("id", Fault("duplicate", message, (where,))))
        return list(first.values())

    def _says_the_same(self, one: UnitRow, other: UnitRow) -> bool:
        """Whether two rows give the same values, in whatever tables; a unit may be named by its id or its name."""
        return all(
            _said(one, column) == _said(other, column)
            or (column in REFERENCES and self._find(one.get(column)) == self._find(other.get(column)))
            for column in one.sheet.places.keys() | other.sheet.places.keys()
        )

    # What is above whom.

    def _faults(self, rows: list[UnitRow]) -> dict[int, tuple[UnitRow, Issue]]:
        """Rows whose parent or stood-for unit is nobody, or that lie above themselves."""
        new = {row.slot for row in rows}
        bad: dict[int, tuple[UnitRow, Issue]] = {}
        for row in rows:
            for column in REFERENCES:
                found = self._find(row.get(column))
                if isinstance(found, int) and found != NOBODY and not self._is_held(found, new):
                    text = row.get(column)
                    found = Fault("unknown_unit", f"“{text}”这一行没有导入 · the row of {text!r} was not loaded.")
                if isinstance(found, Fault):
                    bad[id(row)] = row, row.fault(column, found)
                else:
                    setattr(row, column, found)
            self.directory.add_part(row.parent)
        return bad or self._circles(rows)

    def _is_held(self, slot: int, new: set[int]) -> bool:
        return slot in new or (slot < len(self.draft.graph.structure.kind) and bool(self.draft.graph.present[slot]))

    def _find(self, text: str) -> int | Fault:
        return find_unit(self.directory, text, prefer=self.directory.has_parts) if text else NOBODY

    def _circles(self, rows: list[UnitRow]) -> dict[int, tuple[UnitRow, Issue]]:
        """Rows that lie above themselves, through parents or through whom they stand for."""
        known = known_facts(self.draft.graph, [row.slot for row in rows])
        over = {row.slot: _above(row, before) for row, before in zip(rows, known, strict=True)}
        bad: dict[int, tuple[UnitRow, Issue]] = {}
        clear: set[int] = set()
        for row in rows:
            path: list[int] = []
            slot = row.slot
            while slot != NOBODY and slot not in clear and slot not in path:
                path.append(slot)
                slot = over[slot] if slot in over else self._known_above(slot)
            if slot == row.slot and slot in path:
                message = f"{row.unit_id} 成了自己的上级 · {row.unit_id} would lie above itself."
                bad[id(row)] = row, row.fault("parent", Fault("context_mismatch", message))
            elif slot == NOBODY or slot in clear:
                clear.update(path)
        return bad

    def _known_above(self, slot: int) -> int:
        above = self.draft.graph.structure.above
        return int(above[slot]) if slot < len(above) else NOBODY

    # What the ledger then holds.

    def _facts(self, row: UnitRow, before: UnitFacts | None) -> UnitFacts:
        """All that is known of the unit: a column the table lacks stays as the ledger has it."""
        get, word = row.get, self.draft.word
        since, through = get("since", _NO_DAY), get("through", _NO_DAY)
        facts = UnitFacts(
            kind=Kind.of(get("kind")).number,
            name=get("name"),
            short_name=word(get("short_name")),
            name_en=word(get("name_en")),
            aliases=word(get("aliases")),
            parent=row.parent,
            stands_for=row.stands_for,
            scope=word(get("scope")),
            lat=get("lat", float("nan")),
            lon=get("lon", float("nan")),
            since=BEGINNING if since.number is None else since.number,
            until=OPEN if through.number is None else through.number + 1,
            precision=since.precision + 3 * through.precision,
        )
        if before is None:
            return facts
        kept = {name: getattr(before, name) for name in self._silent(row.sheet)}
        of_since = before if "since" in kept else facts
        of_until = before if "until" in kept else facts
        kept["precision"] = of_since.precision % 3 + of_until.precision // 3 * 3
        return facts._replace(**kept)

    def _silent(self, sheet: Sheet) -> list[str]:
        """What the table has no column for."""
        header = {"until": "through"}
        compared = (name for name in UnitFacts._fields if name != "precision")
        return [name for name in compared if header.get(name, name) not in sheet.headers]

    def _write(self, rows: list[UnitRow]) -> dict[str, int]:
        counts = {"unit.added": 0, "unit.corrected": 0}
        for row, before in zip(rows, known_facts(self.draft.graph, [row.slot for row in rows]), strict=True):
            facts = self._facts(row, before)
            if before is not None and same_facts(before, facts):
                row.receipt.unchanged += 1
                continue
            row.receipt.accepted += 1
            replaces = NOBODY if before is None else int(self.draft.graph.structure.version[row.slot])
            self.draft.add_unit(row.slot, facts, self._origin(row.sheet), row.number, replaces)
            counts["unit.added" if before is None else "unit.corrected"] += 1
        return counts

    def _origin(self, sheet: Sheet) -> int:
        if id(sheet) not in self._origins:
            self._origins[id(sheet)] = self.draft.origin(Origin(sheet.file, sheet.name or "", ""))
        return self._origins[id(sheet)]


_NO_DAY = Day(None, 0)


def _further_names(row: UnitRow) -> tuple[str, ...]:
    return row.get("short_name"), row.get("name_en"), *row.get("aliases").split("、")


def _above(row: UnitRow, before: UnitFacts | None) -> int:
    """The parent, else the unit stood for, once the row is in."""
    said = {"parent": row.parent, "stands_for": row.stands_for}
    if before is not None:
        said |= {name: getattr(before, name) for name in REFERENCES if name not in row.sheet.headers}
    return said["parent"] if said["parent"] != NOBODY else said["stands_for"]


def _said(row: UnitRow, column: str) -> Any:
    """What a row says in a column: nothing is nothing in every table, and precision is no difference."""
    value = row.get(column)
    if isinstance(value, Day):
        value = value.number
    return "" if value is None or value != value else value


def _unit_rows(rows: Rows, receipt: SheetReceipt) -> Iterator[UnitRow]:
    """The good rows of a batch."""
    values = zip(*(rows.values[name] for name in rows.sheet.places), strict=True)
    for place, (number, row) in enumerate(zip(rows.numbers, values, strict=True)):
        if place not in rows.bad:
            yield UnitRow(receipt, rows.sheet, number, row)


def _check_lifetime(rows: Rows) -> None:
    empty = [_NO_DAY] * len(rows)
    since, through = (rows.values.get(name, empty) for name in ("since", "through"))
    for place, (start, end) in enumerate(zip(since, through, strict=True)):
        if isinstance(start, Fault) or isinstance(end, Fault) or start.number is None or end.number is None:
            continue
        if start.number > end.number:
            rows.fault(place, "since", Fault("start_after_end", "设立在撤销之后 · since is after through."))


def _reject(row: UnitRow, issue: Issue) -> None:
    row.receipt.rejected += 1
    row.receipt.errors.append(issue)
