"""From what people write to the unit they mean: by id, name, short name or alias, never by a guess."""

import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from graph_model.errors import NameNotFoundError
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import PLACES, Kind

_CANDIDATES = 5
_LIKENESS = 50.0
"""Least likeness (0 to 100, rapidfuzz's WRatio) of a candidate."""
_ASKED_FOR_MANY = 16
"""A table of all ids is made when one in so many of them has been asked for."""
_SECONDS_FOR_CANDIDATES = 5.0
"""A table of a million misspelt names must not take a day: after this no more candidates are looked for."""

Allowed = Callable[[int], bool]


def normalised(text: str) -> str:
    r"""What two writings of one name have in common: NFKC, no spaces or zero-width characters, case folded.

    >>> normalised("马 边\u3000县")
    '马边县'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isprintable() and " " not in folded:
        return folded
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


class UnknownNameError(NameNotFoundError):
    """Nothing is called that."""


class AmbiguousNameError(NameNotFoundError):
    """More than one unit is called that."""


class Directory:
    """All units one can name: those of a snapshot, and those that a load is about to add."""

    def __init__(self, graph: Snapshot) -> None:
        self.graph = graph
        self._added_ids: dict[str, int] = {}
        self._added: dict[int, tuple[str, Kind, str]] = {}
        self._with_parts: set[int] = set()
        self._refused: set[int] = set()
        self._asked, self._known_ids = 0, cast(dict[str, int] | None, None)
        self._named: dict[str, list[int]] | None = None
        self._waiting: list[tuple[int, tuple[str, ...]]] = []
        self._until = _SECONDS_FOR_CANDIDATES

    # What is there.

    def add(self, slot: int, unit_id: str, kind: Kind, name: str, further: Iterable[str] = ()) -> None:
        """A unit of the load under way; it also answers to the names it had before."""
        self._added_ids[unit_id] = slot
        self._added[slot] = unit_id, kind, name
        if self._named is not None:
            self._name(slot, (name, *further))
        else:
            self._waiting.append((slot, (name, *further)))

    def add_part(self, slot: int) -> None:
        """Something of the load under way is part of this unit."""
        if slot != NOBODY:
            self._with_parts.add(slot)

    def refuse(self, slots: Iterable[int]) -> None:
        """The rows of these units were not loaded: their names still count, but lead to nobody new."""
        for slot in slots:
            if slot < len(self.graph.structure.kind) and self.graph.present[slot]:
                self._added.pop(slot, None)
            else:
                self._refused.add(slot)

    def slot(self, unit_id: str) -> int:
        """The unit with this id; NOBODY when there is none."""
        found = self._added_ids.get(unit_id, NOBODY)
        return found if found != NOBODY else self._known_slot(unit_id)

    def _known_slot(self, unit_id: str) -> int:
        """Among the sorted ids; once many were asked for, in a table of all of them."""
        self._asked += 1
        if self._known_ids is None and self._asked * _ASKED_FOR_MANY > len(self.graph.history.ids):
            slots = self.graph.present.nonzero()[0]
            self._known_ids = dict(zip(self.graph.ids(slots), slots.tolist(), strict=True))
        if self._known_ids is not None:
            return self._known_ids.get(unit_id, NOBODY)
        return self.graph.find(unit_id)

    def named(self, text: str) -> list[int]:
        """The units with this name, short name or alias."""
        return self._index().get(normalised(text), [])

    def id(self, slot: int) -> str:
        return self._added[slot][0] if slot in self._added else self.graph.id(slot)

    def kind(self, slot: int) -> Kind:
        return self._added[slot][1] if slot in self._added else self.graph.kind(slot)

    def name(self, slot: int) -> str:
        return self._added[slot][2] if slot in self._added else self.graph.name(slot)

    def has_parts(self, slot: int) -> bool:
        """A place, or a body that something is part of."""
        if self.kind(slot) in PLACES or slot in self._with_parts:
            return True
        structure = self.graph.structure
        return slot < len(structure.first) and bool(structure.last[slot] - structure.first[slot] > 1)

    def label(self, slot: int) -> str:
        return f"{self.name(slot)} ({self.id(slot)}, {self.kind(slot).zh})"

    # From text to unit.

    def resolve(self, text: str, allowed: Allowed | None = None, prefer: Allowed | None = None) -> int:
        """The unit meant. Of several with the name, those `allowed` count, then those one would `prefer`.

        Raises UnknownNameError or AmbiguousNameError, with candidates.
        """
        if (slot := self._by_id(text)) != NOBODY:
            return self._loaded(slot, text)
        found = self.named(text)
        for narrower in (allowed, prefer):
            if narrower is not None and len(found) > 1:
                found = [slot for slot in found if narrower(slot)] or found
        if len(found) == 1:
            return self._loaded(found[0], text)
        if found:
            raise AmbiguousNameError(
                f"“{text}”不止一个，请写编码 · {text!r} names several units; write the id of one.",
                [self.label(slot) for slot in found[:_CANDIDATES]],
            )
        raise UnknownNameError(f"没有叫“{text}”的单位 · no unit has the id or name {text!r}.", list(self._alike(text)))

    def _by_id(self, text: str) -> int:
        slot = self.slot(text.strip())
        # ３ and 3 are one id, as they are where the unit's own is read.
        return slot if slot != NOBODY or text.isascii() else self.slot(unicodedata.normalize("NFKC", text).strip())

    def _loaded(self, slot: int, text: str) -> int:
        if slot in self._refused:
            raise UnknownNameError(f"“{text}”这一行没有装入 · the row of {text!r} was not loaded.")
        return slot

    def knows(self, text: str) -> bool:
        """Whether anything goes by that id or name, loaded or not."""
        return self._by_id(text) != NOBODY or bool(self.named(text))

    def _alike(self, text: str) -> Iterator[str]:
        """Units whose names are most like the text, best first."""
        if self._until <= 0:
            return
        from rapidfuzz import fuzz, process  # only when somebody misspelt a name

        started = time.monotonic()
        names = self._index()
        found = process.extract(
            normalised(text), names.keys(), scorer=fuzz.WRatio, limit=_CANDIDATES, score_cutoff=_LIKENESS
        )
        self._until -= time.monotonic() - started
        slots = dict.fromkeys(slot for name, _, _ in found for slot in names[name])
        yield from (self.label(slot) for slot in list(slots)[:_CANDIDATES])

    # The index of names, made when the first name is looked up: most tables use ids.

    def _index(self) -> dict[str, list[int]]:
        if self._named is None:
            self._named = {}
            for slot, names in self._names_of_graph():
                self._name(slot, names)
            for alias in self.graph.aliases:
                self._name(alias.unit, (alias.alias,))
            for slot, added in self._waiting:
                self._name(slot, added)
        return self._named

    def _name(self, slot: int, names: Iterable[str]) -> None:
        assert self._named is not None
        for name in names:
            if key := normalised(name):
                slots = self._named.setdefault(key, [])
                if slot not in slots:
                    slots.append(slot)

    def _names_of_graph(self) -> Iterator[tuple[int, list[str]]]:
        graph = self.graph
        slots = graph.present.nonzero()[0]
        version = graph.structure.version[slots]
        units, words = graph.history.units, graph.history.words
        columns = [words.take(column[version]) for column in (units.short_name, units.name_en, units.aliases)]
        for slot, name, short, english, aliases in zip(slots.tolist(), graph.names(slots), *columns, strict=True):
            yield slot, [name, short, english, *aliases.split("、")]
