"""All that an import did, kind by kind, and what of it cannot be taken back alone: the ledger must hold together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph_model.ledger.effect import Effect
from graph_model.ledger.objects import aliases_of, links_of, packs_of, returns_of, rules_of, units_of
from graph_model.ledger.operation import Kept, Named, Reason
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints


@dataclass(slots=True)
class Effects:
    graph: Snapshot
    units: Effect
    links: Effect
    returns: Effect
    aliases: Effect
    rules: Effect
    packs: Effect

    @classmethod
    def of(cls, graph: Snapshot, seq: int) -> "Effects":
        makers = (units_of, links_of, returns_of, aliases_of, rules_of, packs_of)
        return cls(graph, *(Effect.of(objects_of(graph), seq) for objects_of in makers))

    @property
    def kinds(self) -> tuple[Effect, ...]:
        """In the order in which people are told of them."""
        return self.units, self.links, self.returns, self.aliases, self.packs, self.rules

    def changed_since(self) -> Iterator[Kept]:
        for effect in self.kinds:
            yield from effect.changed_since()

    def hold_together(self) -> Iterator[Kept]:
        """Leave as it is what would name a unit that is not there, or be named and gone, or lie above itself."""
        while dropped := [*self._named(), *self._missing(), *self._circles()]:
            yield from dropped

    def _references(self) -> list[tuple[Effect, tuple[Ints, ...]]]:
        """Of each kind the columns that name units, one place a row of the history."""
        history = self.graph.history
        within = np.array([each.within for each in history.returns], np.int64)
        unit = np.array([each.unit for each in history.aliases], np.int64)
        return [
            (self.links, (history.links.helper, history.links.recipient)),
            (self.units, (history.units.parent, history.units.stands_for)),
            (self.returns, (within,)),
            (self.aliases, (unit,)),
        ]

    def _named(self) -> Iterator[Kept]:
        """Units that would go although something still names them."""
        slots = self.units.objects.of[self.units.known]
        leaving = self._marked(slots[self.units.places_withdrawn()])
        if not leaving.any():
            return
        by: dict[int, Named] = {}
        for effect, columns in self._references():
            rows = effect.then()
            for column in columns:
                naming = rows[leaving[column[rows]]]
                named, first = np.unique(column[naming], return_index=True)
                for slot, row in zip(named.tolist(), naming[first].tolist(), strict=True):
                    by.setdefault(slot, effect.objects.name(row))
        for place in self.units.places_withdrawn().tolist():
            if (slot := int(slots[place])) in by:
                yield self.units.keep(place, Reason.NAMED, by[slot])

    def _missing(self) -> Iterator[Kept]:
        """What would be there again although a unit that it names is not."""
        units = self.graph.history.units
        there = self._marked(units.unit[self.units.then()])
        there[NOBODY] = True
        for effect, columns in self._references():
            places = effect.places_again()
            rows = effect.before[places]
            for column in columns:
                for at in np.flatnonzero(~there[column[rows]]).tolist():
                    if effect.back[place := int(places[at])]:
                        unit = Named("unit", self.graph.id(int(column[rows[at]])))
                        yield effect.keep(place, Reason.MISSING, unit)

    def _circles(self) -> Iterator[Kept]:
        """Units that would lie above themselves again, as others have moved since."""
        places = self.units.places_again()
        if not len(places):
            return
        units, rows = self.graph.history.units, self.units.then()
        above = np.full(len(self.graph.history.ids), NOBODY, np.int64)
        above[units.unit[rows]] = np.where(units.parent[rows] == NOBODY, units.stands_for[rows], units.parent[rows])
        circular = _on_a_circle(above)
        for place in places[circular[units.unit[self.units.before[places]]]].tolist():
            yield self.units.keep(place, Reason.CIRCLE)

    def _marked(self, slots: Ints) -> Bools:
        """A column over all units, and one place more for nobody."""
        marked = np.zeros(len(self.graph.history.ids) + 1, np.bool_)
        marked[slots] = True
        return marked


def _on_a_circle(above: Ints) -> Bools:
    """Where one still is after as many steps upwards as there are units, one goes round in a circle."""
    reached, steps = above, 1
    while steps <= len(above) and (reached != NOBODY).any():
        reached = np.where(reached == NOBODY, NOBODY, reached[reached])
        steps *= 2
    circular = np.zeros(len(above), np.bool_)
    circular[reached[reached != NOBODY]] = True
    return circular
