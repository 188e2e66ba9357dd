"""Packs and rules hold together: a rule is in force with its pack, the shipped pack where none of one's own is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_model.ledger.effect import Effect
from graph_model.ledger.effects import Effects
from graph_model.ledger.operation import Kept, Named, Reason
from graph_model.snapshot.history import History


@dataclass(slots=True)
class PacksBack:
    """Rows of the history to close, and to add once more, beside those that the effects mark."""

    history: History
    packs: Effect
    rules: Effect
    closed_packs: list[int] = field(default_factory=list)
    closed_rules: list[int] = field(default_factory=list)
    packs_again: list[int] = field(default_factory=list)
    rules_again: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, effects: Effects) -> "PacksBack":
        return cls(effects.graph.history, effects.packs, effects.rules)

    def hold_together(self) -> list[Kept]:
        """Leave as they are packs and rules that cannot be alone, then change the shipped pack over."""
        kept: list[Kept] = []
        while dropped := [*self._shipped_again(), *self._packs_with_rules(), *self._rules_alone()]:
            kept += dropped
        self._change_over()
        # That a pack does not come back says enough of its rules.
        packs = {each.object for each in kept}
        return [each for each in kept if each.reason is not Reason.MISSING or each.by not in packs]

    def _then(self) -> dict[str, int]:
        """The packs that will be held, by id, and their rows."""
        return {self.history.packs[row].id: row for row in self.packs.then().tolist()}

    def _own(self) -> list[str]:
        return [name for name, row in self._then().items() if self._is_own(row)]

    def _is_own(self, row: int | None) -> bool:
        return row is not None and not self.history.packs[row].shipped

    def _shipped_again(self) -> Iterator[Kept]:
        """The shipped pack does not come back beside one's own."""
        for place in self.packs.places_again().tolist():
            pack = self.history.packs[int(self.packs.before[place])]
            if pack.shipped and (own := [name for name in self._own() if name != pack.id]):
                yield self.packs.keep(place, Reason.RETIRED, Named("pack", own[0]))

    def _packs_with_rules(self) -> Iterator[Kept]:
        """A pack stays while one of its rules does."""
        rules = {self.history.rules[row].pack: self.rules.objects.name(row) for row in self.rules.then().tolist()}
        for place in self.packs.places_withdrawn().tolist():
            pack = self.history.packs[int(self.packs.known[place])]
            if pack.id in rules:
                yield self.packs.keep(place, Reason.NAMED, rules[pack.id])

    def _rules_alone(self) -> Iterator[Kept]:
        """A rule does not come back without its pack, nor where another pack has its id."""
        packs, taken = self._then(), self._packs_by_rule()
        for place in self.rules.places_again().tolist():
            rule = self.history.rules[int(self.rules.before[place])]
            others = [pack for pack in taken[rule.rule.id] if pack != rule.pack and self._is_own(packs.get(pack))]
            if rule.pack not in packs:
                yield self.rules.keep(place, Reason.MISSING, Named("pack", rule.pack))
            elif others:
                yield self.rules.keep(place, Reason.TAKEN, Named("pack", others[0]))

    def _packs_by_rule(self) -> dict[str, list[str]]:
        packs: dict[str, list[str]] = {}
        for row in self.rules.then().tolist():
            packs.setdefault(self.history.rules[row].rule.id, []).append(self.history.rules[row].pack)
        return packs

    def _change_over(self) -> None:
        """The first pack of one's own retires the shipped one; when the last is gone, it is in force again."""
        then = self._then()
        if self._own():
            shipped = {name: row for name, row in then.items() if not self._is_own(row)}
            self.closed_packs += shipped.values()
            self.closed_rules += [row for row in self.rules.then().tolist() if self.history.rules[row].pack in shipped]
        elif not then:
            self._bring_back_the_shipped()

    def _bring_back_the_shipped(self) -> None:
        history = self.history
        row = max(row for row, pack in enumerate(history.packs) if pack.shipped)
        pack = history.packs[row]
        self.packs_again.append(row)
        last = pack.removed - 1
        self.rules_again += [
            row for row, rule in enumerate(history.rules) if rule.pack == pack.id and rule.added <= last < rule.removed
        ]

    # What the effects and the change-over together come to.

    def closing(self) -> tuple[list[int], list[int]]:
        """Rows of packs and of rules that end."""
        return [*self.packs.closing.tolist(), *self.closed_packs], [*self.rules.closing.tolist(), *self.closed_rules]

    def again(self) -> tuple[list[int], list[int]]:
        return [*self.packs.again.tolist(), *self.packs_again], [*self.rules.again.tolist(), *self.rules_again]
