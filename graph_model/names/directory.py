"""All units one can name, and from what people write to the one they mean: never by a guess."""

import unicodedata
from collections.abc import Iterable

import numpy as np

from graph_model.names.index import NameIndex
from graph_model.names.known_ids import KnownIds
from graph_model.names.likely import Likely
from graph_model.names.narrowing import CANDIDATES, Allowed, Context, preferred, the_only_one
from graph_model.names.paths import Paths
from graph_model.names.refusals import UnknownNameError
from graph_model.names.whereabouts import Whereabouts
from graph_model.names.writing import label, label_parts, normalised
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import PLACES, Kind

_NO_CONTEXT = Context()


class Directory:
    """All units one can name: those of a snapshot, and those that a load is about to add."""

    def __init__(self, graph: Snapshot) -> None:
        self.graph = graph
        self._added: dict[int, tuple[str, Kind, str]] = {}
        self._with_parts: set[int] = set()
        self._refused: set[int] = set()
        self._ids = KnownIds(graph)
        self.slot = self._ids.slot  # the unit with this id, or NOBODY: itself the method, asked once a row
        self._names = NameIndex(graph)
        self._where = Whereabouts(graph)
        self._paths = Paths(
            self._names.called,
            self._is_official,
            lambda slot: self.kind(slot) in PLACES,
            self._where,
        )
        self._likely = Likely(self._names)

    def prepare(self) -> None:
        """Do now what the first name that nobody has would wait for."""
        self._names.called("-")
        self._likely.prepare()

    def move_to(self, graph: Snapshot) -> None:
        """From now on speak of a later snapshot, of which all units and names are those of this one."""
        self.graph = graph
        for part in (self._ids, self._names, self._where):
            part.graph = graph

    # What the load under way adds.

    def add(self, slot: int, unit_id: str, kind: Kind, name: str, further: Iterable[str] = ()) -> None:
        """A unit of the load under way; it also answers to the names it had before."""
        self._ids.add(unit_id, slot)
        self._added[slot] = unit_id, kind, name
        self._names.add(slot, (name, *further))

    def add_part(self, slot: int) -> None:
        """Something of the load under way is part of this unit."""
        if slot != NOBODY:
            self._with_parts.add(slot)

    def place(self, slot: int, parent: int, stands_for: int) -> None:
        """Where the load under way puts a unit: from now on `around` and paths know."""
        self._where.place(slot, parent, stands_for)

    def refuse(self, slots: Iterable[int]) -> None:
        """The rows of these units were not loaded: their names still count, but lead to nobody new."""
        for slot in slots:
            if slot < len(self.graph.structure.kind) and self.graph.present[slot]:
                self._added.pop(slot, None)
            else:
                self._refused.add(slot)

    # What is there.

    def named(self, text: str) -> list[int]:
        """The units with this name, short name or alias today."""
        return self._names.current.get(normalised(text), [])

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

    def chain(self, slot: int) -> list[int]:
        """The unit, then those above it, nearest first."""
        return list(self._where.chain(slot))

    def label(self, slot: int) -> str:
        return label(self.name(slot), self.id(slot), self.kind(slot).zh)

    # From text to unit.

    def resolve(
        self,
        text: str,
        allowed: Allowed | None = None,
        prefer: Allowed | None = None,
        *,
        level: Kind | None = None,
        around: int = NOBODY,
    ) -> int:
        """The unit meant, of the kind `level` and in the place `around` where those are given.

        Of several with the name, those `allowed` count, then those one would `prefer`. Raises UnknownNameError,
        AmbiguousNameError or ContextMismatchError (none of those named is of that kind, or in that place), with
        candidates.
        """
        found = self._meant(text)
        context = _NO_CONTEXT if level is None and around == NOBODY else Context(level, around)
        if not found:
            message = f"没有叫“{text}”的单位 · no unit has the id or name {text!r}."
            raise UnknownNameError(message, self._alike(text, context))
        if context is not _NO_CONTEXT:
            found = context.narrowed(self, found, text)
        if len(found) > 1:
            found = preferred(found, allowed, prefer)
        return self._loaded(the_only_one(self, found, text), text)

    def knows(self, text: str) -> bool:
        """Whether anything goes by that id or name, loaded or not."""
        return bool(self._meant(text))

    def _meant(self, text: str) -> list[int]:
        """By id or label; else by name; else by a name of before; else by a path."""
        if (slot := self._by_id(text)) != NOBODY or (slot := self._by_label(text)) != NOBODY:
            return [slot]
        key = normalised(text)
        return self._names.called(key) or self._paths.meant(key)

    def _is_official(self, slot: int, key: str) -> bool:
        return normalised(self.name(slot)) == key

    def _by_id(self, text: str) -> int:
        slot = self.slot(text.strip())
        # ３ and 3 are one id, as they are where the unit's own is read.
        return slot if slot != NOBODY or text.isascii() else self.slot(unicodedata.normalize("NFKC", text).strip())

    def _by_label(self, text: str) -> int:
        """The unit of a candidate that somebody copied into the cell, if it is still called so."""
        if (parts := label_parts(text)) is None:
            return NOBODY
        name, slot = parts[0], self.slot(parts[1])
        return slot if slot != NOBODY and normalised(self.name(slot)) == normalised(name) else NOBODY

    def _loaded(self, slot: int, text: str) -> int:
        if slot in self._refused:
            raise UnknownNameError(f"“{text}”这一行没有装入 · the row of {text!r} was not loaded.")
        return slot

    # Whom somebody may have meant.

    def _alike(self, text: str, context: Context) -> list[str]:
        """Units whose names are most like the text, those that the row leaves over first."""
        fits = None if context is _NO_CONTEXT else lambda slots: self._fitting(slots, context)
        slots = [slot for slot in self._likely.ranked(normalised(text), fits) if slot not in self._refused]
        return [self.label(slot) for slot in slots[:CANDIDATES]]

    def _fitting(self, slots: Ints, context: Context) -> Bools:
        """`Context.narrowed` on a whole column, but for units of which nobody knows where they are."""
        count = int(slots.max(initial=NOBODY)) + 1
        fits = np.ones(count, np.bool_)
        if context.level is not None:
            known = self.graph.structure.kind[:count]
            kinds = np.full(count, NOBODY, np.int8)
            kinds[: len(known)] = known
            added = {slot: kind.number for slot, (_, kind, _) in self._added.items() if slot < count}
            kinds[list(added)] = list(added.values())
            fits &= kinds == context.level.number
        if context.around != NOBODY:
            fits &= self._where.all_in(context.around, count)
        return fits[slots]
