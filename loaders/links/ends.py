"""The ends of links: from a cell, which may name several units, to the units meant and their roles."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from graph_model.names import Directory
from graph_model.vocabulary import Kind
from loaders.cells.readers import BAD_CHARACTER, NOT_STORED, Fault, Reader, has_control_character, missing, text_of
from loaders.cells.several_names import bare, is_nothing, split_names
from loaders.rows import Rows
from loaders.sheets.sheet import Cell, Sheet, Void
from loaders.units.find_unit import find_unit
from loaders.units.new_units import NewHelper, NewHelpers

Unit = int | NewHelper
"""A slot, or a helper to be made."""


class End(NamedTuple):
    """One unit that a cell names, and its role where the cell marks one."""

    unit: Unit
    role: str


Named = tuple[End, ...]
"""What a cell names: one unit in most tables, nothing in a wide table's 无."""

_NO_VALUE = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!)")


class EndReader:
    """Reads the ends of one sheet; a distinct cell is read once."""

    def __init__(self, sheet: Sheet, directory: Directory, helpers: NewHelpers) -> None:
        self.sheet, self.directory, self.helpers = sheet, directory, helpers
        self._sources = Reader(lambda key: self._source(*key))
        self._targets = Reader(lambda key: self._target(*key))

    def sources(self, rows: Rows, column: str, kinds: Sequence[str | None]) -> list[Named]:
        """The helpers in a column of each row; `kinds` is what the table says they are, or empty.

        Where it is None the table says something that is no kind, and the row is bad already.
        """
        keys = zip(rows.cells[column], kinds, strict=True)
        found = [() if key[1] is None else self._sources[key] for key in keys]
        return _taken(rows, column, found, required=column not in self.sheet.wide)

    def targets(self, rows: Rows, around: Sequence[int | None]) -> list[Named]:
        """The recipients of each row; `around` is the place in which the row says they lie, or NOBODY.

        Where it is None nobody knows where to look, and the row is bad already.
        """
        column = self.sheet.target
        keys = zip(rows.cells[column], around, strict=True)
        return _taken(rows, column, [() if key[1] is None else self._targets[key] for key in keys], required=True)

    def _source(self, cell: Cell, kind: str) -> Named | list[Fault]:
        text = text_of(cell)
        if self.sheet.wide and is_nothing(text):
            return ()

        def known(name: str) -> int | Fault:
            return find_unit(self.directory, name, kind)

        def make(name: str, unknown: Fault) -> NewHelper | Fault:
            return self.helpers.wanted(name, Kind.of(kind), unknown) if kind else unknown

        return read_ends(cell, self.directory.knows, known, make)

    def _target(self, cell: Cell, around: int) -> Named | list[Fault]:
        def known(name: str) -> int | Fault:
            return find_unit(self.directory, name, level=self.sheet.level, around=around)

        return read_ends(cell, self.directory.knows, known)


def read_ends(
    cell: Cell,
    knows: Callable[[str], bool],
    known: Callable[[str], int | Fault],
    make: Callable[[str, Fault], NewHelper | Fault] = lambda _, unknown: unknown,
) -> Named | list[Fault]:
    """What a cell names, or all that is wrong with it.

    The whole cell is tried first: 、 and brackets stand in many a name. Only then is it split, and only
    a name that stands by itself may be that of a helper to `make`. `knows` says whether a text is any name,
    without looking for what else may be meant, as `known` does.
    """
    if cell is Void.NOT_STORED:
        return [NOT_STORED]
    text = text_of(cell)
    if not text:
        return ()
    if text.isascii() and not isinstance(whole := known(text), Fault):
        return (End(whole, ""),)
    if has_control_character(text, besides="\t\r\n"):
        return [BAD_CHARACTER]
    if _NO_VALUE.fullmatch(text):
        return [Fault("unknown_unit", f"“{text}”是公式的错误，不是单位 · {text} is a formula's error and no unit.")]
    name, role = bare(text)
    if knows(name) and not isinstance(whole := known(name), Fault):
        return (End(whole, role),)
    parts = split_names(text)
    if isinstance(parts, Fault):
        return [parts]
    found = [(_each(part.name, known, make), part.role) for part in parts.parts]
    faults = [unit for unit, _ in found if isinstance(unit, Fault)]
    return faults or _distinct([End(unit, role) for unit, role in found if not isinstance(unit, Fault)])


def _each(
    name: str, known: Callable[[str], int | Fault], make: Callable[[str, Fault], NewHelper | Fault]
) -> Unit | Fault:
    found = known(name)
    return make(name, found) if isinstance(found, Fault) and found.code == "unknown_unit" else found


def _distinct(ends: list[End]) -> Named:
    """The same unit twice in a cell is one; where it is marked once, that is its role."""
    roles: dict[Unit, str] = {}
    for unit, role in ends:
        roles[unit] = roles.get(unit) or role
    return tuple(End(unit, role) for unit, role in roles.items())


def _taken(rows: Rows, column: str, found: list[Named | list[Fault]], *, required: bool) -> list[Named]:
    """What is named, row by row; what is wrong goes to the rows' faults."""
    named: list[Named] = []
    for place, each in enumerate(found):
        if isinstance(each, tuple) and (each or not required or place in rows.bad):
            named.append(each)
            continue
        for fault in each or [missing(rows.sheet.column(column))]:
            if isinstance(fault, Fault):
                rows.fault(place, column, fault)
        named.append(())
    return named
