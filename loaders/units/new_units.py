"""Helpers that no units table lists: made only where the table says the kind and nobody known is near."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from graph_model.days import BEGINNING, OPEN
from graph_model.ledger.draft import Draft, UnitFacts
from graph_model.names import Directory, NearNames, normalised
from graph_model.snapshot.history import NOBODY, Origin
from graph_model.vocabulary import Kind
from loaders.cells.readers import Fault, name_of
from loaders.receipts.receipt import Made
from loaders.rows import Rows
from loaders.units.new_names import objection
from loaders.units.slugs import slug


class NewUnits(StrEnum):
    """What to do with a helper that no units table lists: `--new-units`."""

    ASK = "ask"
    """Make it, unless a known unit is near it: then ask."""
    MAKE = "make"
    """Make it, whatever is near."""
    REJECT = "reject"
    """Never make one."""


class NewHelper(NamedTuple):
    """A helper that no units table lists, whose kind the table gives."""

    name: str
    kind: Kind


_REJECTED = "没有叫“{0}”的单位，--new-units reject 不新建 · no unit is called {0!r}, and --new-units reject makes none."
_NEAR = (
    "没有叫“{0}”的单位，但有相近的；是同一个请改成它，不是请先写进单位表或用 --new-units make · "
    "no unit is called {0!r}, but some are near; write the one that is meant, or list this one in a units table."
)


@dataclass(slots=True)
class NewHelpers:
    """Decides about new helpers of one load, and makes them."""

    draft: Draft
    directory: Directory
    policy: NewUnits = NewUnits.ASK
    made: list[Made] = field(default_factory=list)
    _near: NearNames | None = None
    _wanted: dict[tuple[str, Kind], NewHelper] = field(default_factory=dict)
    """By name however it is spelt: 某 矿业 is the 某矿业 of another row."""
    _slots: dict[NewHelper, int] = field(default_factory=dict)

    def wanted(self, text: str, kind: Kind, unknown: Fault) -> NewHelper | Fault:
        """A helper to make out of a name that nobody has; `unknown` is what else would be said of it."""
        name = name_of(text)
        if isinstance(name, Fault):
            return name
        if self.directory.knows(text):
            return unknown
        key = normalised(name), kind
        if key not in self._wanted:
            if fault := self._objection(name, kind):
                return fault
            self._wanted[key] = NewHelper(name, kind)
        return self._wanted[key]

    def _objection(self, name: str, kind: Kind) -> Fault | None:
        if self.policy is NewUnits.REJECT:
            return Fault("unknown_unit", _REJECTED.format(name), self._labels(self._names().alike(name, kind)))
        if fault := objection(name, self.directory):
            return fault
        if self.policy is NewUnits.ASK and (near := self._names().near(name, kind)):
            return Fault("unknown_unit", _NEAR.format(name), self._labels(near))
        return None

    def make(self, helper: NewHelper, rows: Rows, place: int) -> int:
        """The slot of a helper, made with the first row that names it."""
        if helper not in self._slots:
            unit_id = slug(helper.kind, helper.name, "")
            # Another spelling of one just made, or one made earlier that has been renamed since.
            if (slot := self.directory.slot(unit_id)) == NOBODY:
                slot = self._add(helper, unit_id, rows, place)
            self._slots[helper] = slot
        return self._slots[helper]

    def _add(self, helper: NewHelper, unit_id: str, rows: Rows, place: int) -> int:
        near = self._labels(self._names().alike(helper.name, helper.kind))
        slot = self.draft.new_unit(unit_id)
        file, row = rows.sheet.file, rows.numbers[place]
        origin = self.draft.origin(Origin(file, rows.sheet.name or "", ""))
        self.draft.add_unit(slot, bare_facts(helper.kind, helper.name), origin, row)
        self.directory.add(slot, unit_id, helper.kind, helper.name)
        self.made.append(Made(unit_id, helper.kind, helper.name, file, row, near))
        return slot

    def _names(self) -> NearNames:
        if self._near is None:
            self._near = NearNames(self.draft.graph)
        return self._near

    def _labels(self, slots: list[int]) -> tuple[str, ...]:
        return tuple(map(self.directory.label, slots))


def bare_facts(kind: Kind, name: str) -> UnitFacts:
    """All there is to say of a unit of which one knows the kind and the name."""
    nan = float("nan")
    return UnitFacts(kind.number, name, 0, 0, 0, NOBODY, NOBODY, 0, nan, nan, BEGINNING, OPEN, 0)
