"""The filters of the gaps page: each choice with the number of rows that it would leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import GAP_STATES, Force, Group, Kind, State, Term
from visuals.pages.ask import Ask
from visuals.pages.gaps.asked import GapsAsked
from visuals.rule_titles import title_of
from visuals.words import Lang, word

_LEVELS = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)


@dataclass(frozen=True, slots=True)
class Choice:
    """`href` leads to the list with this choice, or without it where it is chosen already."""

    value: str
    said: str
    count: int
    href: str
    chosen: bool
    depth: int = 0


class Facet(NamedTuple):
    """One filter."""

    name: str
    choices: Sequence[Choice]

    @property
    def most(self) -> int:
        """The largest count, which a bar is drawn against."""
        return max([choice.count for choice in self.choices], default=0) or 1


def states(ask: Ask, asked: GapsAsked) -> Sequence[Choice]:
    """Every state of a gap, and last the unknown, which is none."""
    counts = asked.counts.by_state()
    return [_choice(ask, asked, "state", state, State, counts[state]) for state in (*GAP_STATES, State.UNKNOWN)]


def facets(ask: Ask, asked: GapsAsked) -> Sequence[Facet]:
    """Those beside the list; choices that would leave nothing are left out, unless they are chosen."""
    made = [
        Facet("place", _places(ask, asked)),
        Facet("rule", _rules(ask, asked)),
        Facet("force", _terms(ask, asked, "force", Force, asked.counts.by_force())),
        Facet("kind", _terms(ask, asked, "kind", Kind, asked.counts.by_kind())),
    ]
    return [facet for facet in made if facet.choices]


def _terms(ask: Ask, asked: GapsAsked, name: str, terms: type[Term], counts: Mapping[str, int]) -> list[Choice]:
    return _some(_choice(ask, asked, name, term, terms, counts.get(term, 0)) for term in terms)


def _choice(ask: Ask, asked: GapsAsked, name: str, term: Term, terms: type[Term], count: int) -> Choice:
    chosen = getattr(asked.params, name) == term
    href = ask.here(**{name: None if chosen else str(term), "page": None})
    return Choice(term, word(term, terms, ask.lang), count, href, chosen)


def _some(choices: Iterable[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.count or choice.chosen]


def _rules(ask: Ask, asked: GapsAsked) -> list[Choice]:
    """Groups, and the rules of each below it."""
    by_group, by_rule = asked.counts.by_group(), asked.counts.by_rule()
    choices = []
    for group in _groups(ask.graph.rules):
        chosen = asked.params.group == group
        href = ask.here(group=None if chosen else group, rule=None, page=None)
        choices.append(Choice(group, word(group, Group, ask.lang), by_group[group], href, chosen))
        for rule, said, depth in _of_group(ask.graph.rules, group, asked.params.rule, ask.lang):
            chosen = asked.params.rule == rule
            href = ask.here(rule=None if chosen else rule, group=None, page=None)
            choices.append(Choice(rule, said, by_rule[rule], href, chosen, depth))
    return _some(choices)


def _groups(rules: Sequence[Rule]) -> list[str]:
    """As the vocabulary lists them, a pack's own groups behind."""
    known = [str(group) for group in Group]
    found = {rule.group for rule in rules}
    return [*(group for group in known if group in found), *sorted(found - set(known))]


def _of_group(rules: Sequence[Rule], group: str, chosen: str | None, lang: Lang) -> Iterable[tuple[str, str, int]]:
    """Id, title and depth; what a rule was expanded into shows where that rule or one of them is chosen."""
    declared = dict[str, list[Rule]]()
    for rule in rules:
        if rule.group == group:
            declared.setdefault(rule.declared, []).append(rule)
    for name, expanded in declared.items():
        yield name, _title(expanded, lang), 1
        if len(expanded) > 1 and chosen in (name, *(rule.id for rule in expanded)):
            yield from ((rule.id, title_of(rule, lang), 2) for rule in expanded)


def rule_title(rules: Sequence[Rule], rule_id: str, lang: Lang) -> str:
    """The title of a rule, by its id or that of the declared rule."""
    meant = [rule for rule in rules if rule_id == rule.id] or [rule for rule in rules if rule_id == rule.declared]
    return _title(meant, lang)


def _title(expanded: Sequence[Rule], lang: Lang) -> str:
    """Of the rule as the pack declares it: without the force that one of several was made for."""
    first = expanded[0]
    title = title_of(first, lang)
    if len(expanded) == 1 or first.only_force is None:
        return title
    return title.removesuffix(f"·{first.only_force.zh}").removesuffix(f" · {first.only_force.en}")


def _places(ask: Ask, asked: GapsAsked) -> list[Choice]:
    """The places right below the chosen one; of a county those beside it. A single one gives way to its own."""
    chosen = ask.within
    slots = _waiting(ask, asked, chosen)
    if not slots and chosen is not None and not ask.limited:
        above = int(ask.graph.structure.above[chosen])
        slots = _waiting(ask, asked, None if above == NOBODY else above)
    while chosen is None and len(slots) == 1 and (below := _waiting(ask, asked, slots[0])):
        slots = below
    return [_place(ask, asked, slot) for slot in slots]


def _waiting(ask: Ask, asked: GapsAsked, slot: int | None) -> list[int]:
    """Of the places right below one (None: of those below none), the chosen one and those with rows; by id."""
    structure = ask.graph.structure
    below = structure.above == (NOBODY if slot is None else slot)
    found = np.flatnonzero(below & np.isin(structure.kind, [kind.number for kind in _LEVELS]))
    by_id = found[np.argsort(structure.id_rank[found])].tolist()
    return [each for each in by_id if each == ask.within or asked.counts.within(each)]


def _place(ask: Ask, asked: GapsAsked, slot: int) -> Choice:
    graph, chosen = ask.graph, slot == ask.within
    above = int(graph.structure.above[slot])
    wider = None if above == NOBODY else graph.id(above)
    href = ask.here(within=wider if chosen else graph.id(slot), page=None)
    return Choice(graph.id(slot), graph.name(slot), asked.counts.within(slot), href, chosen)
