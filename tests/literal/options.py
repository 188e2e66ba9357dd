"""Questions for Hypothesis: for each question of INTERFACES §3, options that mean something in a given world."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.literal.places import FIELDS, POSTS, as_of_days, one_of
from tests.literal.reading import above, end, rules_in
from tests.literal.tables import REFERENCES, WORDS
from tests.literal.world import FORCES, GAP_STATES, World

Options = dict[str, Any]
MONTHS = ("2023-11", "2023-12", "2024-01", "2024-02")
PATTERNS = ("over_max", "two_forces", "parent_and_branch", "shared_units")


def options_of(question: str, world: World) -> st.SearchStrategy[Options]:
    """Few of the options of the question, or the answer would mostly be empty; `as_of` always."""
    needed, possible = needed_and_possible(question, world)
    always = {"as_of": as_of_days.map(lambda day: day.isoformat()), **needed}
    names = [name for name, values in possible.items() if values is not None]
    few = st.lists(st.sampled_from([None, None, *names]), max_size=3, unique=True)
    return few.flatmap(lambda chosen: st.fixed_dictionaries(always | {name: possible[name] for name in chosen if name}))


def needed_and_possible(question: str, world: World) -> tuple[Options, Options]:
    ids = st.sampled_from(sorted(world.unit))
    within = st.sampled_from(places_around(world)) | ids
    rules = one_of(*{one for rule in rules_in(world) for one in (rule.id, rule.written_as or rule.id)})
    groups = one_of(*sorted({rule.group for rule in world.rules}))
    forces, at_least, flag = one_of("soe", *FORCES), one_of("1", "2", "3"), st.just(True)
    chosen = {"rule": rules, "group": groups, "within": within}
    known: dict[str, tuple[Options, Options]] = {
        "coverage": (
            {"by": one_of("rule", "group", "county", "prefecture", "province")},
            {**chosen, "force": forces},
        ),
        "gaps": (
            {},
            {
                **chosen,
                "force": forces,
                "kind": kinds(world),
                "state": one_of(*GAP_STATES, "unknown"),
                "unknown": flag,
            },
        ),
        "overlaps": ({}, {"pattern": one_of(*PATTERNS), "within": within, "at_least": at_least}),
        "pairings": (
            {},
            {
                "helper": ends(world, "helper"),
                "recipient": ends(world, "recipient"),
                "force": forces,
                "kind": kinds(world),
                "role": one_of("lead", "member"),
                "within": within,
                "all_time": flag,
            },
        ),
        "dispatches": (
            {},
            {
                "sender": ends(world, "sender"),
                "host": ends(world, "host"),
                "force": forces,
                "post": one_of(*POSTS),
                "field": one_of(*FIELDS),
                "within": within,
                "all_time": flag,
            },
        ),
        "unit": ({"unit": ids}, {}),
        "full-domain": ({}, {"within": within, "kind": kinds(world)}),
        "timeline": ({"from": one_of(*MONTHS[:2]), "to": one_of(*MONTHS[1:])}, chosen),
        "helpers": ({}, {"force": forces, "kind": kinds(world), "within": within, "at_least": at_least}),
    }
    return known[question]


def places_around(world: World) -> list[str]:
    """What the recipients of links are and lie in, as written and as stood for, each as often as it is so."""
    reached = [one for link in world.links for one in (link.target, end(world, link.target))]
    return sorted(place for one in reached for place in (one, *above(world, one))) or sorted(world.unit)


def kinds(world: World) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted({unit.kind for unit in world.units}))


def ends(world: World, side: str) -> st.SearchStrategy[str] | None:
    """Only an end that some link has: others would mostly be asked about for nothing."""
    found = sorted({getattr(link, side) for link in world.links if hasattr(link, side)})
    return st.sampled_from(found) if found else None


def in_chinese(options: Mapping[str, Any], world: World) -> Options:
    """The same options in the words of the closed lists, and with the names of units."""
    said = dict(options)
    for name, value in options.items():
        if name in (*REFERENCES, "unit"):
            said[name] = world.unit[value].name
        elif name in WORDS:
            said[name] = WORDS[name][value]
    return said
