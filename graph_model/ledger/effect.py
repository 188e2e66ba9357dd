"""What an import did to the objects of one kind, and which of them are to be again what they were before."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph_model.days import OPEN
from graph_model.ledger.objects import NONE, Objects
from graph_model.ledger.operation import Kept, Named, Reason
from graph_model.snapshot.texts import Bools, Ints


@dataclass(slots=True)
class Effect:
    """One place an object that the import touched.

    `before`, `after` and `now` are the rows that were held before the import, after it, and are held
    now. `back` marks what is to be as it was before; places leave it when something forbids that.
    """

    objects: Objects
    before: Ints
    after: Ints
    now: Ints
    back: Bools

    @classmethod
    def of(cls, objects: Objects, seq: int) -> "Effect":
        """All that import `seq` touched; taken back is what still says what the import left."""
        states = [objects.held(known_at) for known_at in (seq - 1, seq, OPEN - 1)]
        touched = np.flatnonzero(states[0] != states[1])
        before, after, now = (state[touched] for state in states)
        return cls(objects, before, after, now, _same(objects, now, after))

    def changed_since(self) -> Iterator[Kept]:
        """Objects that later imports have changed, and the last one that did; not those that are back already."""
        objects = self.objects
        last = np.full(int(objects.of.max(initial=-1)) + 1, NONE, np.int64)
        gone = np.flatnonzero(objects.removed != OPEN)
        np.maximum.at(last, objects.of[gone], objects.removed[gone])
        changed = np.flatnonzero(~_same(objects, self.now, self.after) & ~_same(objects, self.now, self.before))
        rows = self.known[changed]
        by = np.where(self.now[changed] != NONE, objects.added[self.now[changed]], last[objects.of[rows]])
        for row, seq in zip(rows.tolist(), by.tolist(), strict=True):
            yield Kept(objects.name(row), Reason.CHANGED, Named("import", str(seq)))

    @property
    def known(self) -> Ints:
        """For each place a row that says what the object is."""
        return np.maximum(np.maximum(self.before, self.after), self.now)

    @property
    def closing(self) -> Ints:
        """Rows held now that end."""
        closing: Ints = self.now[self.back & (self.now != NONE)]
        return closing

    @property
    def again(self) -> Ints:
        """Rows of the history that are added once more."""
        again: Ints = self.before[self.back & (self.before != NONE)]
        return again

    def then(self) -> Ints:
        """Rows that say what is held once all that is marked is taken back."""
        stays = self.objects.removed == OPEN
        stays[self.closing] = False
        return np.concatenate([np.flatnonzero(stays), self.again])

    def places_again(self) -> Ints:
        """Places of the objects that are added or corrected."""
        return np.flatnonzero(self.back & (self.before != NONE))

    def places_withdrawn(self) -> Ints:
        return np.flatnonzero(self.back & (self.before == NONE))

    def keep(self, place: int, reason: Reason, by: Named | None = None) -> Kept:
        """Leave an object as it is."""
        self.back[place] = False
        row = max(int(rows[place]) for rows in (self.before, self.after, self.now))
        return Kept(self.objects.name(row), reason, by)


def _same(objects: Objects, one: Ints, other: Ints) -> Bools:
    """Whether two rows are one, or say the same."""
    same = np.asarray(one == other)
    differ = np.flatnonzero(~same & (one != NONE) & (other != NONE))
    same[differ] = objects.same(one[differ], other[differ])
    return same
