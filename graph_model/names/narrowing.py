"""Of the units a text names, those the row leaves over: its header's level, its place columns, its kind column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph_model.names.refusals import AmbiguousNameError, ContextMismatchError
from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import PLACES, Kind

CANDIDATES = 5
"""Most candidates that are shown for a name."""

Allowed = Callable[[int], bool]


class Units(Protocol):
    """What one has to know of units to tell them apart."""

    def kind(self, slot: int) -> Kind: ...
    def name(self, slot: int) -> str: ...
    def label(self, slot: int) -> str: ...
    def chain(self, slot: int) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a row says of a unit beside its name: the kind it must be, the place it must be or lie within."""

    level: Kind | None = None
    around: int = NOBODY

    def narrowed(self, units: Units, found: list[int], text: str) -> list[int]:
        """Raises ContextMismatchError where none is left over."""
        if self.level is not None:
            found = self._of_level(units, self.level, found, text)
        return found if self.around == NOBODY else self._around(units, found, text)

    def _of_level(self, units: Units, level: Kind, found: list[int], text: str) -> list[int]:
        if kept := [slot for slot in found if units.kind(slot) == level]:
            return kept
        kinds = dict.fromkeys(units.kind(slot) for slot in found)
        zh, en = "、".join(kind.zh for kind in kinds), " or ".join(kind.en.lower() for kind in kinds)
        raise _mismatch(
            units,
            found,
            f"“{text}”是{zh}，这一列只能写{level.zh} · {text!r} is a {en}; this column takes a {level.en.lower()}.",
        )

    def _around(self, units: Units, found: list[int], text: str) -> list[int]:
        """Those in the place; where there are none, all of them if nobody knows where any of them is."""
        if inside := [slot for slot in found if self.around in units.chain(slot)]:
            return inside
        elsewhere = [slot for slot in found if any(units.kind(over) in PLACES for over in units.chain(slot))]
        if not elsewhere:
            return found
        if len(elsewhere) < len(found):
            raise _ambiguous(units, sorted(found, key=elsewhere.__contains__), text)
        over = "、".join(dict.fromkeys(units.name(slot) for found_ in found for slot in units.chain(found_)[1:2]))
        place, of = units.name(self.around), f"（{over}）" if over else ""
        raise _mismatch(units, found, f"“{text}”{of}不在{place} · {text!r} does not lie in {place}, as the row says.")


def preferred(found: list[int], *narrowers: Allowed | None) -> list[int]:
    """Of several, those each narrower takes, as long as it takes any."""
    for narrower in narrowers:
        if narrower is not None and len(found) > 1:
            found = [slot for slot in found if narrower(slot)] or found
    return found


def the_only_one(units: Units, found: Sequence[int], text: str) -> int:
    """Raises AmbiguousNameError where there are more."""
    if len(found) == 1:
        return found[0]
    raise _ambiguous(units, found, text)


def _ambiguous(units: Units, found: Sequence[int], text: str) -> AmbiguousNameError:
    message = f"“{text}”不止一个，请写编码 · {text!r} names several units; write the id of one."
    return AmbiguousNameError(message, _labels(units, found))


def _mismatch(units: Units, found: Sequence[int], message: str) -> ContextMismatchError:
    return ContextMismatchError(message, _labels(units, found))


def _labels(units: Units, slots: Sequence[int]) -> list[str]:
    return [units.label(slot) for slot in slots[:CANDIDATES]]
