"""The units tables of a load: ids and slugs, parents in any order, contradictions and circles."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_model.days import BEGINNING, OPEN
from graph_model.ledger.draft import Draft, UnitFacts
from graph_model.names import Directory, normalised
from graph_model.snapshot.history import NOBODY, Origin
from graph_model.vocabulary import Kind
from loaders.cells.readers import Fault
from loaders.receipts.receipt import Issue, SheetReceipt
from loaders.rows import read_rows
from loaders.sheets.sheet import Sheet
from loaders.units.circles import on_a_circle
from loaders.units.find_unit import find_unit
from loaders.units.known_units import known_facts, same_facts
from loaders.units.slugs import slug
from loaders.units.unit_rows import NO_DAY, REFERENCES, UnitRow, check_lifetime, unit_rows


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
            rows.count_in(receipt)
            check_lifetime(rows)
            rows.reject_in(receipt)
            self.rows += unit_rows(rows, receipt)

    def settle(self) -> dict[str, int]:
        """Number, connect and compare the rows; counts of `unit.added` and `unit.corrected`."""
        rows = self._without_contradictions(self._identified(self.rows))
        while bad := self._faults(rows):
            self.directory.refuse(row.slot for row, _ in bad.values())
            for row, issue in bad.values():
                row.reject(issue)
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
            names = {normalised(name) for row in waiting for name in (row.get("name"), *row.further_names) if name}
            ready = [row for row in waiting if normalised(row.get("parent")) not in names]
            # Rows that wait for each other in a circle are taken as they are, and refused later.
            for row in ready or waiting:
                self._is(row, self._own_id(row))
                named.append(row)
            waiting = [row for row in waiting if row.slot == NOBODY]
        return named

    def _own_id(self, row: UnitRow) -> str:
        """The id of a known unit of this kind and official name in this place, else a slug.

        One that a table of links made, without a place, is given its place here.
        """
        kind, name = Kind.of(row.get("kind")), row.get("name")
        parent = self._find(row.get("parent"))
        over = parent if isinstance(parent, int) else NOBODY
        alike = [slot for slot in self.directory.named(name) if self._is_called(slot, kind, name)]
        for place in (over, NOBODY):
            known = [slot for slot in alike if place == over or slot not in self._fresh]
            here = [slot for slot in known if self._parent_of(slot) == place]
            if len(here) == 1:
                return self.directory.id(here[0])
        return slug(kind, name, self.directory.id(over) if over != NOBODY else "")

    def _is_called(self, slot: int, kind: Kind, name: str) -> bool:
        """Whether it is the official name of a unit of this kind; an alias does not make two units one."""
        return self.directory.kind(slot) == kind and normalised(self.directory.name(slot)) == normalised(name)

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
            self.directory.add(slot, unit_id, Kind.of(row.get("kind")), row.get("name"), row.further_names)

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
                row.reject(row.fault("id", Fault("duplicate", message, (where,))))
        return list(first.values())

    def _says_the_same(self, one: UnitRow, other: UnitRow) -> bool:
        """Whether two rows give the same values, in whatever tables; a unit may be named by its id or its name."""
        return all(
            one.said(column) == other.said(column)
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
        return bad or {id(row): (row, _lies_above_itself(row)) for row in on_a_circle(self.draft.graph, rows)}

    def _is_held(self, slot: int, new: set[int]) -> bool:
        return slot in new or (slot < len(self.draft.graph.structure.kind) and bool(self.draft.graph.present[slot]))

    def _find(self, text: str) -> int | Fault:
        return find_unit(self.directory, text, prefer=self.directory.has_parts) if text else NOBODY

    # What the ledger then holds.

    def _facts(self, row: UnitRow, before: UnitFacts | None) -> UnitFacts:
        """All that is known of the unit: a column the table lacks stays as the ledger has it."""
        get, word = row.get, self.draft.word
        since, through = get("since", NO_DAY), get("through", NO_DAY)
        facts = UnitFacts(
            kind=Kind.of(get("kind")).number,
            name=get("name"),
            short_name=word(get("short_name")),
            name_en=word(get("name_en")),
            aliases=word(self._aliases(row, before)),
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

    def _aliases(self, row: UnitRow, before: UnitFacts | None) -> str:
        """The aliases of the row; one that the ledger remembers by itself says nothing new (an export has both)."""
        said = row.get("aliases")
        remembered = self.draft.graph.remembered.get(row.slot)
        if not said or not remembered or before is None:
            return str(said)
        own = self.draft.graph.history.words[before.aliases].split("、")
        return "、".join(name for name in said.split("、") if name in own or name not in remembered)

    def _silent(self, sheet: Sheet) -> list[str]:
        """What the table has no column for."""
        header = {"until": "through"}
        compared = (name for name in UnitFacts._fields if name != "precision")
        return [name for name in compared if header.get(name, name) not in sheet.headers]

    def _write(self, rows: list[UnitRow]) -> dict[str, int]:
        counts = {"unit.added": 0, "unit.corrected": 0}
        for row, before in zip(rows, known_facts(self.draft.graph, [row.slot for row in rows]), strict=True):
            facts = self._facts(row, before)
            self.draft.about.add(row.slot)
            self.directory.place(row.slot, facts.parent, facts.stands_for)
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


def _lies_above_itself(row: UnitRow) -> Issue:
    message = f"{row.unit_id} 成了自己的上级 · {row.unit_id} would lie above itself."
    return row.fault("parent", Fault("context_mismatch", message))
