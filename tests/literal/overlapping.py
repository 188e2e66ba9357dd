"""INTERFACES §3, `overlaps`: over the links of both tables in force, ends stood for."""

from datetime import date
from itertools import combinations

from tests.literal.counting import Row, owed_within, reached
from tests.literal.reading import (
    above,
    end,
    helpers,
    in_force,
    is_or_lies_within,
    matching,
    name,
    rules_in,
    state,
)
from tests.literal.world import Link, World


def overlaps(
    world: World,
    as_of: date,
    *,
    pattern: str | None = None,
    within: str | None = None,
    at_least: str = "2",
) -> list[Row]:
    """Over the links of both tables in force, ends stood for."""
    links = [link for link in world.links if in_force(link, as_of)]
    rows = [
        *over_max(world, as_of, within),
        *two_forces(world, links, within),
        *parent_and_branch(world, links, within),
        *shared_units(world, links, within, int(at_least)),
    ]
    kept = [row for row in rows if pattern in (None, row["pattern"])]
    return sorted(kept, key=overlap_order)


def overlap_order(row: Row) -> tuple[str, int, str, list[str], str]:
    """Pattern, count descending, unit, helpers; two rules over their max at one unit: by rule."""
    count, helping = row["count"], row["helpers"]
    assert isinstance(count, int)
    assert isinstance(helping, list)
    return str(row["pattern"]), -count, str(row["unit"] or ""), helping, str(row["rule"] or "")


def overlap_row(world: World, pattern: str, unit: str | None, count: int, **used: object) -> Row:
    """What a pattern does not use is null or []."""
    unused: Row = {"rule": None, "helpers": [], "forces": [], "units": []}
    return {"pattern": pattern, "unit": unit, "name": name(world, unit), "count": count, **unused, **used}


def over_max(world: World, day: date, within: str | None) -> list[Row]:
    """A unit over a rule's max."""
    rows = []
    for rule in rules_in(world):
        for unit in owed_within(world, rule, day, within):
            if state(world, rule, unit, day) == "over":
                helping = helpers(world, rule, unit.id, day)
                forces = {link.force for link in matching(world, rule, unit.id) if in_force(link, day)}
                used = {"rule": rule.id, "helpers": sorted(helping), "forces": sorted(forces)}
                rows.append(overlap_row(world, "over_max", unit.id, len(helping), **used))
    return rows


def two_forces(world: World, links: list[Link], within: str | None) -> list[Row]:
    """One helper reaches one unit under several forces."""
    rows = []
    reaching = [(end(world, link.source), end(world, link.target), link.force) for link in links]
    for helper, unit in {(helper, unit) for helper, unit, _ in reaching}:
        forces = {force for *ends, force in reaching if ends == [helper, unit]}
        if len(forces) > 1 and is_or_lies_within(world, unit, within):
            used = {"helpers": [helper], "forces": sorted(forces)}
            rows.append(overlap_row(world, "two_forces", unit, len(forces), **used))
    return rows


def parent_and_branch(world: World, links: list[Link], within: str | None) -> list[Row]:
    """A helper and a unit above it both reach one unit: `helpers` = [the upper, the branch], `count` 2."""
    rows = []
    for unit in {end(world, link.target) for link in links}:
        helping = {end(world, link.source) for link in links if end(world, link.target) == unit}
        if is_or_lies_within(world, unit, within):
            both = [(upper, branch) for branch in helping for upper in helping & set(above(world, branch))]
            rows += [overlap_row(world, "parent_and_branch", unit, 2, helpers=[*pair]) for pair in both]
    return rows


def shared_units(world: World, links: list[Link], within: str | None, at_least: int) -> list[Row]:
    """Two helpers share at least `at_least` units: those inside `within`."""
    rows = []
    for a, b in combinations(sorted({end(world, link.source) for link in links}), 2):
        both = reached(world, links, a) & reached(world, links, b)
        units = sorted(unit for unit in both if is_or_lies_within(world, unit, within))
        if units and len(units) >= at_least:
            rows.append(overlap_row(world, "shared_units", None, len(units), helpers=[a, b], units=units))
    return rows
