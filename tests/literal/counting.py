"""INTERFACES §3, the questions that count: coverage, full-domain, timeline, helpers."""

from collections.abc import Iterable
from datetime import date, timedelta

from tests.literal.reading import (
    applies,
    county,
    end,
    helpers,
    in_force,
    is_or_lies_within,
    matching,
    name,
    nearest,
    rules_in,
    state,
    units_owed,
)
from tests.literal.world import GAP_STATES, STATES, Dispatch, Link, Rule, Unit, World

Row = dict[str, object]


def kept_rules(world: World, rule: str | None = None, group: str | None = None, force: str | None = None) -> list[Rule]:
    """`rule` <id> means all that `each` made of it; `force` keeps those that name it, alone or not."""
    return [
        one
        for one in rules_in(world)
        if (rule is None or rule in (one.id, one.written_as))
        and (group is None or group == one.group)
        and (force is None or force in one.force)
    ]


def owed_within(world: World, rule: Rule, day: date, within: str | None) -> list[Unit]:
    return [unit for unit in units_owed(world, rule, day) if is_or_lies_within(world, unit.id, within)]


# Coverage


def coverage(
    world: World,
    as_of: date,
    *,
    by: str = "rule",
    rule: str | None = None,
    group: str | None = None,
    force: str | None = None,
    within: str | None = None,
) -> list[Row]:
    rules = kept_rules(world, rule, group, force)
    owed = [(one, unit) for one in rules for unit in owed_within(world, one, as_of, within)]
    rows = []
    if by == "rule":
        for one in rules:
            counts = counted(world, [pair for pair in owed if pair[0] == one], as_of)
            rows.append(coverage_row(world, one, one.group, None, counts))
    elif by == "group":
        for each in sorted({one.group for one in rules}):
            counts = counted(world, [pair for pair in owed if pair[0].group == each], as_of)
            rows.append(coverage_row(world, None, each, None, counts))
    else:
        for one in rules:
            units = [unit for owing, unit in owed if owing == one]
            for place in sorted({nearest(world, unit.id, by) for unit in units}, key=empty_first):
                there = [(one, unit) for unit in units if nearest(world, unit.id, by) == place]
                rows.append(coverage_row(world, one, one.group, place, counted(world, there, as_of)))
    return rows


def counted(world: World, owed: list[tuple[Rule, Unit]], day: date) -> dict[str, int]:
    """The eight counts, the slots that are owed and those that are filled."""
    states = [state(world, rule, unit, day) for rule, unit in owed]
    filled = [min(len(helpers(world, rule, unit.id, day)), rule.min) for rule, unit in owed]
    return {
        "applies": len(owed),
        **{one: states.count(one) for one in STATES},
        "slots": sum(rule.min for rule, _ in owed),
        "filled": sum(filled),
    }


def coverage_row(world: World, rule: Rule | None, group: str, place: str | None, counts: dict[str, int]) -> Row:
    """By group, `rule` and `title` are null."""
    head = {"rule": rule.id, "title": rule.title} if rule else {"rule": None, "title": None}
    return {**head, "group": group, "place": place, "place_name": name(world, place), **counts}


def empty_first(place: str | None) -> str:
    return place or ""


# Full-domain pairing


def full_domain(world: World, as_of: date, *, within: str | None = None, kind: str | None = None) -> list[Row]:
    rules = [rule for rule in rules_in(world) if rule.group == "full_domain"]
    groups: dict[tuple[str, str], list[Unit]] = {}
    for unit in world.units:
        kept = is_or_lies_within(world, unit.id, within) and kind in (None, unit.kind)
        if kept and any(applies(world, rule, unit, as_of) for rule in rules):
            groups.setdefault((empty_first(county(world, unit.id)), unit.kind), []).append(unit)
    return [full_domain_row(world, rules, groups[key], as_of) for key in sorted(groups)]


def full_domain_row(world: World, rules: list[Rule], units: list[Unit], day: date) -> Row:
    place = county(world, units[0].id)
    paired = gap = aligned = 0
    for unit in units:
        owing = [rule for rule in rules if applies(world, rule, unit, day)]
        states = {state(world, rule, unit, day) for rule in owing}
        if states <= {"covered", "over"}:
            paired += 1
            aligned += is_aligned(world, owing, unit, place, day)
        elif states & set(GAP_STATES):
            gap += 1
    return {
        "county": place,
        "county_name": name(world, place),
        "kind": units[0].kind,
        "all": len(units),
        "paired": paired,
        "aligned": aligned,
        "gap": gap,
        "unknown": len(units) - paired - gap,
    }


def is_aligned(world: World, rules: list[Rule], unit: Unit, place: str | None, day: date) -> bool:
    """Of its helpers in force one is, or lies within, a unit that has a pairing in force with the county."""
    partners = {
        end(world, link.helper)
        for link in world.pairings
        if in_force(link, day) and place is not None and end(world, link.recipient) == place
    }
    helping = {one for rule in rules for one in helpers(world, rule, unit.id, day)}
    return any(is_or_lies_within(world, one, partner) for one in helping for partner in partners)


# Timeline


def timeline(
    world: World,
    as_of: date,
    *,
    rule: str | None = None,
    group: str | None = None,
    within: str | None = None,
    **months: str,
) -> list[Row]:
    """By default from 12 months before `as_of` to 12 after."""
    first = months.get("from", month_of(as_of, -12))
    last = months.get("to", month_of(as_of, +12))
    rows = []
    while first <= last:
        day = last_day(first)
        for one in kept_rules(world, rule, group):
            units = owed_within(world, one, day, within)
            states = [state(world, one, unit, day) for unit in units]
            links = [link for unit in units for link in matching(world, one, unit.id)]
            rows.append(
                {
                    "month": first,
                    "past": day <= as_of,
                    "rule": one.id,
                    "applies": len(units),
                    "met": states.count("covered") + states.count("over"),
                    "gap": sum(states.count(gap) for gap in GAP_STATES),
                    "unknown": states.count("unknown"),
                    "ending": sorted(link.id for link in links if ends_in(link, first)),
                }
            )
        first = month_of(day, +1)
    return rows


def ends_in(link: Link, month: str) -> bool:
    """The day after `through` lies in the month."""
    return link.through is not None and month_of(link.through + timedelta(days=1)) == month


def month_of(day: date, later: int = 0) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return f"{year:04}-{month + 1:02}"


def last_day(month: str) -> date:
    day = date.fromisoformat(f"{month}-01")
    while month_of(day + timedelta(days=1)) == month:
        day += timedelta(days=1)
    return day


# Helpers


def helpers_question(
    world: World,
    as_of: date,
    *,
    force: str | None = None,
    kind: str | None = None,
    within: str | None = None,
    at_least: str = "1",
) -> list[Row]:
    """Both tables; `within` and `force` choose the links, `kind` is the helper's."""
    links = [
        link
        for link in world.links
        if in_force(link, as_of)
        and force in (None, link.force)
        and is_or_lies_within(world, end(world, link.target), within)
    ]
    rows = []
    for helper in {end(world, link.source) for link in links}:
        row = helper_row(world, helper, [link for link in links if end(world, link.source) == helper], as_of)
        if kind in (None, row["kind"]) and len(reached(world, links, helper)) >= int(at_least):
            rows.append((-len(reached(world, links, helper)), helper, row))
    return [row for _, _, row in sorted(rows, key=lambda one: one[:2])]


def reached(world: World, links: Iterable[Link], helper: str) -> set[str]:
    return {end(world, link.target) for link in links if end(world, link.source) == helper}


def helper_row(world: World, helper: str, links: list[Link], day: date) -> Row:
    units = reached(world, links, helper)
    return {
        "helper": helper,
        "name": name(world, helper),
        "kind": world.unit[helper].kind,
        "forces": sorted({link.force for link in links}),
        "units": len(units),
        "counties": len({county(world, unit) for unit in units} - {None}),
        "headcount": sum(link.headcount for link in links if isinstance(link, Dispatch)),
        "sole": sum(is_sole(world, helper, world.unit[unit], day) for unit in units),
    }


def is_sole(world: World, helper: str, unit: Unit, day: date) -> bool:
    """Under some rule that applies, *n* = 1 and this helper is the one."""
    return any(
        applies(world, rule, unit, day) and helpers(world, rule, unit.id, day) == {helper} for rule in rules_in(world)
    )
