"""INTERFACES §3, the questions that list: gaps, pairings, dispatches, unit."""

from collections.abc import Iterable
from datetime import date

from tests.literal.counting import Row, empty_first, kept_rules, owed_within
from tests.literal.reading import (
    above,
    applies,
    county,
    end,
    fitting_returns,
    gap_since,
    helpers,
    in_force,
    is_or_lies_within,
    last_ended,
    matching,
    name,
    next_to_start,
    rules_in,
    state,
)
from tests.literal.world import GAP_STATES, Dispatch, Link, Pairing, Rule, Unit, World


def gaps(
    world: World,
    as_of: date,
    *,
    rule: str | None = None,
    group: str | None = None,
    force: str | None = None,
    kind: str | None = None,
    state: str | None = None,
    within: str | None = None,
    unknown: bool = False,
) -> list[Row]:
    """A gap is one of five states; `unknown` also lists the unknown, and `state` unknown implies it."""
    listed = {*GAP_STATES, "unknown"} if unknown or state == "unknown" else set(GAP_STATES)
    rows = []
    for one in kept_rules(world, rule, group, force):
        for unit in owed_within(world, one, as_of, within):
            row = gap_row(world, one, unit, as_of)
            if row["state"] in listed and kind in (None, unit.kind) and state in (None, row["state"]):
                rows.append((one.id, empty_first(county(world, unit.id)), unit.id, row))
    return [row for *_, row in sorted(rows, key=lambda one: one[:3])]


def gap_row(world: World, rule: Rule, unit: Unit, day: date) -> Row:
    links = matching(world, rule, unit.id)
    last, coming = last_ended(links, day), next_to_start(links, day)
    last_helper = end(world, last.source) if last else None
    place = county(world, unit.id)
    returned = [one.as_of for one in fitting_returns(world, rule, unit, day)]
    return {
        "unit": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "county": place,
        "county_name": name(world, place),
        "rule": rule.id,
        "title": rule.title,
        "state": state(world, rule, unit, day),
        "owed": rule.min,
        "has": len(helpers(world, rule, unit.id, day)),
        "reported": bool(returned),
        "reported_as_of": max(returned, default=None),
        "gap_since": gap_since(world, rule, unit, day),
        "last_helper": last_helper,
        "last_helper_name": name(world, last_helper),
        "next_start": coming.since if coming else None,
        "next_helper": end(world, coming.source) if coming else None,
    }


# Links as the tables have them: the ends are the units written there


def pairings(
    world: World,
    as_of: date,
    *,
    helper: str | None = None,
    recipient: str | None = None,
    force: str | None = None,
    kind: str | None = None,
    role: str | None = None,
    within: str | None = None,
    all_time: bool = False,
) -> list[Row]:
    """`kind` is the recipient's; without `all_time` it is the links in force on `as_of`."""
    kept = [
        link
        for link in world.pairings
        if (all_time or in_force(link, as_of))
        and helper in (None, link.helper)
        and recipient in (None, link.recipient)
        and force in (None, link.force)
        and kind in (None, world.unit[link.recipient].kind)
        and role in (None, link.role)
        and is_or_lies_within(world, link.recipient, within)
    ]
    return [pairing_row(world, link) for link in sorted(kept, key=lambda link: link.id)]


def pairing_row(world: World, link: Pairing) -> Row:
    return {
        "id": link.id,
        "force": link.force,
        "helper": link.helper,
        "helper_name": name(world, link.helper),
        "helper_kind": world.unit[link.helper].kind,
        "recipient": link.recipient,
        "recipient_name": name(world, link.recipient),
        "recipient_kind": world.unit[link.recipient].kind,
        "role": link.role,
        "agreement": link.agreement,
        **dated(world, link),
    }


def dispatches(
    world: World,
    as_of: date,
    *,
    sender: str | None = None,
    host: str | None = None,
    force: str | None = None,
    post: str | None = None,
    field: str | None = None,
    within: str | None = None,
    all_time: bool = False,
) -> list[Row]:
    kept = [
        link
        for link in world.dispatches
        if (all_time or in_force(link, as_of))
        and sender in (None, link.sender)
        and host in (None, link.host)
        and force in (None, link.force)
        and post in (None, link.post)
        and field in (None, link.field)
        and is_or_lies_within(world, link.host, within)
    ]
    return [dispatch_row(world, link) for link in sorted(kept, key=lambda link: link.id)]


def dispatch_row(world: World, link: Dispatch) -> Row:
    return {
        "id": link.id,
        "force": link.force,
        "sender": link.sender,
        "sender_name": name(world, link.sender),
        "sender_kind": world.unit[link.sender].kind,
        "host": link.host,
        "host_name": name(world, link.host),
        "host_kind": world.unit[link.host].kind,
        "post": link.post,
        "field": link.field,
        "headcount": link.headcount,
        **dated(world, link),
    }


def dated(world: World, link: Link) -> Row:
    """The days of a link and where it comes from; `sheet` is null for a CSV."""
    origin = world.origins[link.id]
    return {
        "since": link.since,
        "through": link.through,
        "seen": link.seen,
        "basis": link.basis,
        "file": origin.file,
        "sheet": None,
        "row": origin.row,
        "import": origin.imported,
    }


# One unit


def unit(world: World, as_of: date, *, unit: str) -> list[Row]:
    """The links in force by their ids, the rules that apply, and how many units of each kind lie within."""
    about = world.unit[unit]
    paired, sent = current(world.pairings, as_of), current(world.dispatches, as_of)
    below = [one.kind for one in world.units if unit in above(world, one.id)]
    return [
        {
            "unit": about.id,
            "states": sorted(
                (rule.id, state(world, rule, about, as_of), rule.min, len(helpers(world, rule, unit, as_of)))
                for rule in rules_in(world)
                if applies(world, rule, about, as_of)
            ),
            "helped_by": [link.id for link in paired if meets(world, unit, link.target)],
            "helps": [link.id for link in paired if meets(world, unit, link.source)],
            "hosts": [link.id for link in sent if meets(world, unit, link.target)],
            "sends": [link.id for link in sent if meets(world, unit, link.source)],
            "within": {kind: below.count(kind) for kind in sorted(set(below))},
        }
    ]


def current(links: Iterable[Link], day: date) -> list[Link]:
    return sorted((link for link in links if in_force(link, day)), key=lambda link: link.id)


def meets(world: World, unit: str, one_end: str) -> bool:
    """A link shows at a unit when the unit is its end, as written or stood for."""
    return unit in (one_end, end(world, one_end))
