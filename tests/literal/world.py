"""What the tables say, as plain data: one class for each table of INTERFACES §1, its columns as fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, cast

FORCES = ("east_west", "intra_province", "designated", "soe", "group_talent")
GAP_STATES = ("partial", "inherited", "planned", "lapsed", "uncovered")
STATES = ("covered", "over", *GAP_STATES, "unknown")


class Told:
    """Shows only what a row says, so that a failing world can be read."""

    def __repr__(self) -> str:
        told = [(one, getattr(self, one.name)) for one in fields(cast(Any, self)) if one.init]
        said = [f"{one.name}={value!r}" for one, value in told if value != one.default]
        return f"{type(self).__name__}({', '.join(said)})"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """Hypothesis asks for this before it prints every field."""
        printer.text(repr(self))


@dataclass(frozen=True, repr=False)
class Unit(Told):
    id: str
    kind: str
    name: str
    parent: str | None = None
    stands_for: str | None = None
    scope: tuple[str, ...] = ()
    since: date | None = None
    through: date | None = None


@dataclass(frozen=True, repr=False)
class Pairing(Told):
    id: str
    force: str
    helper: str
    recipient: str
    role: str | None = None
    agreement: str | None = None
    since: date | None = None
    through: date | None = None
    seen: date | None = None
    basis: str | None = None
    table: ClassVar[str] = "pairing"

    @property
    def source(self) -> str:
        return self.helper

    @property
    def target(self) -> str:
        return self.recipient


@dataclass(frozen=True, repr=False)
class Dispatch(Told):
    id: str
    force: str
    sender: str
    host: str
    post: str
    field: str | None = None
    headcount: int = 1
    since: date | None = None
    through: date | None = None
    seen: date | None = None
    basis: str | None = None
    table: ClassVar[str] = "dispatch"

    @property
    def source(self) -> str:
        return self.sender

    @property
    def target(self) -> str:
        return self.host


Link = Pairing | Dispatch


@dataclass(frozen=True, repr=False)
class Return(Told):
    """`table` in the word of a rule's `link`: pairing or dispatch."""

    table: str
    within: str
    as_of: date
    kind: str | None = None
    force: str | None = None
    basis: str | None = None


@dataclass(frozen=True, repr=False)
class Rule(Told):
    id: str
    group: str
    recipient: tuple[str, ...]
    link: str = "pairing"
    title: str = "规则"
    scope: str | None = None
    force: tuple[str, ...] = ()
    helper: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    each: str | None = None
    needs: tuple[str, ...] = ()
    min: int = 1
    max: int | None = None
    inherit: bool = False
    since: date | None = None
    through: date | None = None
    # The id as the pack has it, when `each` made this rule from another.
    written_as: str | None = None


@dataclass(frozen=True, repr=False)
class Load(Told):
    """One folder of tables, loaded at once. `rules` is the whole pack, or None where the folder has none."""

    units: tuple[Unit, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    dispatches: tuple[Dispatch, ...] = ()
    returns: tuple[Return, ...] = ()
    rules: tuple[Rule, ...] | None = None
    pack: str = "own"


@dataclass(frozen=True)
class Origin:
    """Where the row stands that a link comes from, and the number of the import that brought it."""

    file: str
    row: int
    imported: int


@dataclass(frozen=True)
class World:
    """What the ledger holds after an import."""

    units: tuple[Unit, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    dispatches: tuple[Dispatch, ...] = ()
    returns: tuple[Return, ...] = ()
    packs: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    @cached_property
    def unit(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """As written: `each` is not yet expanded."""
        return tuple(rule for rules in self.packs.values() for rule in rules)

    @property
    def links(self) -> tuple[Link, ...]:
        return (*self.pairings, *self.dispatches)
