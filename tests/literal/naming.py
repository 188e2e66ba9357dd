"""TABLES.md, "names" and "place columns", and INTERFACES §1, "A unit in a link", read slowly, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

PLACES = ("province", "prefecture", "county", "township", "village")


@dataclass(frozen=True)
class Named:
    """A unit with all it is called, and was called before."""

    id: str
    kind: str
    names: tuple[str, ...]
    former: tuple[str, ...] = ()
    parent: str | None = None
    stands_for: str | None = None


def meant(units: Sequence[Named], text: str, level: str | None = None, around: str | None = None) -> str:
    """The id of the unit, or `unknown`, `ambiguous` or `mismatch`."""
    named = called(units, text)
    if not named:
        return "unknown"
    of_level = [unit for unit in named if level in (None, unit.kind)]
    if not of_level:
        return "mismatch"
    if around is not None:
        return in_place(units, of_level, around)
    return of_level[0].id if len(of_level) == 1 else "ambiguous"


def in_place(units: Sequence[Named], named: Sequence[Named], around: str) -> str:
    """A contradiction is a mismatch; where nobody knows, the only one of the name is taken."""
    inside = [unit for unit in named if around in [one.id for one in [unit, *above(units, unit)]]]
    elsewhere = [unit for unit in named if unit not in inside and place_is_known(units, unit)]
    if len(inside) == 1:
        return inside[0].id
    if not inside and len(elsewhere) == len(named):
        return "mismatch"
    return named[0].id if len(named) == 1 else "ambiguous"


def place_is_known(units: Sequence[Named], unit: Named) -> bool:
    return any(one.kind in PLACES for one in [unit, *above(units, unit)])


def above(units: Sequence[Named], unit: Named) -> list[Named]:
    """A unit without a parent lies where the unit it stands for lies."""
    over = [one for one in units if one.id == (unit.parent or unit.stands_for)]
    return [*over, *above(units, over[0])] if over else []


def called(units: Sequence[Named], text: str) -> list[Named]:
    """By id; else by name; else by a name of before; else by the place it lies in and what it is called."""
    text = text.replace(" ", "")
    by_id = [unit for unit in units if unit.id == text]
    by_name = [unit for unit in units if text and text in unit.names]
    by_former_name = [unit for unit in units if text and text in unit.former]
    return by_id or by_name or by_former_name or by_path(units, text)


def by_path(units: Sequence[Named], text: str) -> list[Named]:
    """The head names a place, the rest a unit inside it; a body is called after the very place it lies in.

    The last name is the whole official one: shortened ones are asked about.
    """
    led_to: list[Named] = []
    for cut in range(1, len(text)):
        for head in units_of_name(units, text[:cut]):
            if head.kind not in PLACES:
                continue
            named = [unit for unit in units_of_name(units, text[cut:]) if unit.names[0] == text[cut:]]
            led_to += [unit for unit in named if head in places_called_after(units, unit)]
            if not named:
                led_to += [unit for unit in by_path(units, text[cut:]) if head in above(units, unit)]
    return [unit for unit in units if unit in led_to]


def places_called_after(units: Sequence[Named], unit: Named) -> list[Named]:
    over = [one for one in above(units, unit) if one.kind in PLACES]
    return over if unit.kind in PLACES else over[:1]


def units_of_name(units: Sequence[Named], text: str) -> list[Named]:
    return [unit for unit in units if text in unit.names] or [unit for unit in units if text in unit.former]
