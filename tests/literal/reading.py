"""INTERFACES §2, "What holds on a day", sentence by sentence. Each docstring is the sentence it reads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tests.literal.world import FORCES, Dispatch, Link, Pairing, Return, Rule, Unit, World

ONE_DAY = timedelta(days=1)


# Places


def end(world: World, unit_id: str) -> str:
    """Each end replaced by what it `stands_for`. `stands_for` goes one step."""
    return world.unit[unit_id].stands_for or unit_id


def above(world: World, unit_id: str) -> list[str]:
    """What is above follows `parent`, nearest first.

    A unit without a `parent` lies where the unit it stands for lies: read as inside that unit.
    """
    found: list[str] = []
    step = world.unit[unit_id].parent or world.unit[unit_id].stands_for
    while step is not None:
        found.append(step)
        step = world.unit[step].parent or world.unit[step].stands_for
    return found


def is_or_lies_within(world: World, unit_id: str, place: str | None) -> bool:
    """`within` keeps rows whose unit is that unit or lies within it."""
    return place is None or unit_id == place or place in above(world, unit_id)


def nearest(world: World, unit_id: str, kind: str) -> str | None:
    """The nearest such unit above, or the unit itself."""
    for place in [unit_id, *above(world, unit_id)]:
        if world.unit[place].kind == kind:
            return place
    return None


def county(world: World, unit_id: str) -> str | None:
    """A unit's county is itself or the nearest county above it."""
    return nearest(world, unit_id, "county")


def name(world: World, unit_id: str | None) -> str | None:
    return None if unit_id is None else world.unit[unit_id].name


# Days


def lasts_over(thing: Unit | Rule, day: date) -> bool:
    """`since` and `through` of a unit or a rule: both included, empty: always."""
    return (thing.since is None or thing.since <= day) and (thing.through is None or day <= thing.through)


def start(link: Link) -> date:
    """`since`, with `seen` for an unknown start."""
    first = link.since or link.seen
    assert first is not None, f"{link.id}: neither since nor seen is an error in a table"
    return first


def in_force(link: Link, day: date) -> bool:
    """It is in force when `since <= d <= through`."""
    return start(link) <= day and (link.through is None or day <= link.through)


def starts_after(link: Link, day: date) -> bool:
    """Before its `seen` a link says nothing: it is neither planned nor a next start."""
    return link.since is not None and link.since > day


def ended_before(link: Link, day: date) -> bool:
    return link.through is not None and link.through < day


# Rules


def rules_in(world: World) -> list[Rule]:
    """`each` expands the rule into one per force, ids `<id>:<force>`; an empty `force` means all five."""
    found: list[Rule] = []
    for rule in world.rules:
        if rule.each is None:
            found.append(rule)
            continue
        for force in rule.force or FORCES:
            one = replace(rule, id=f"{rule.id}:{force}", force=(force,), each=None, written_as=rule.id)
            found.append(replace(one, title=f"{rule.title}·{force}"))
    return sorted(found, key=lambda rule: rule.id)


def fits(world: World, rule: Rule, link: Link) -> bool:
    """Table, force, post, field, role and agreement fit the rule, and the helper's kind is among `helper`."""
    post, field = (link.post, link.field) if isinstance(link, Dispatch) else (None, None)
    role, agreement = (link.role, link.agreement) if isinstance(link, Pairing) else (None, None)
    return (
        link.table == rule.link
        and (not rule.force or link.force in rule.force)
        and (not rule.post or post in rule.post)
        and (not rule.field or field in rule.field)
        and (not rule.role or role in rule.role)
        and ("agreement" not in rule.needs or bool(agreement))
        and (not rule.helper or world.unit[end(world, link.source)].kind in rule.helper)
    )


def matching(world: World, rule: Rule, unit_id: str) -> list[Link]:
    """The links that match, on whatever days: they fit the rule, and the recipient (host) is the unit."""
    return [link for link in world.links if fits(world, rule, link) and end(world, link.target) == unit_id]


def helpers(world: World, rule: Rule, unit_id: str, day: date) -> set[str]:
    """The distinct helper units with a matching link in force; *n* is their number."""
    return {end(world, link.source) for link in matching(world, rule, unit_id) if in_force(link, day)}


def applies(world: World, rule: Rule, unit: Unit, day: date) -> bool:
    """Kind among `recipient`, the unit or one above carries the scope, the unit exists, the rule is valid.

    A unit that stands for another is never itself the recipient of a rule.
    """
    carried = {tag for place in [unit.id, *above(world, unit.id)] for tag in world.unit[place].scope}
    return (
        unit.kind in rule.recipient
        and (rule.scope is None or rule.scope in carried)
        and lasts_over(unit, day)
        and lasts_over(rule, day)
        and unit.stands_for is None
    )


def units_owed(world: World, rule: Rule, day: date) -> list[Unit]:
    return [unit for unit in world.units if applies(world, rule, unit, day)]


# Returns and states


def fitting_returns(world: World, rule: Rule, unit: Unit, day: date) -> list[Return]:
    """The returns that fit: with one, the unit is *reported* for the rule on the day."""
    return [
        one
        for one in world.returns
        if one.table == rule.link
        and is_or_lies_within(world, unit.id, one.within)
        and one.kind in (None, unit.kind)
        and (one.force is None or (one.force,) == rule.force)
        and one.as_of <= day
        and lasts_over(unit, one.as_of)
    ]


def inherits(world: World, rule: Rule, unit: Unit, day: date) -> bool:
    """The rule inherits, and a unit above has a matching link in force."""
    return rule.inherit and any(helpers(world, rule, place, day) for place in above(world, unit.id))


def state(world: World, rule: Rule, unit: Unit, day: date) -> str:
    """Its state is the first that fits."""
    n = len(helpers(world, rule, unit.id, day))
    links = matching(world, rule, unit.id)
    if rule.max is not None and n > rule.max:
        return "over"
    if n >= rule.min:
        return "covered"
    if n > 0:
        return "partial"
    if inherits(world, rule, unit, day):
        return "inherited"
    if any(starts_after(link, day) for link in links):
        return "planned"
    if any(ended_before(link, day) for link in links):
        return "lapsed"
    return "uncovered" if fitting_returns(world, rule, unit, day) else "unknown"


def gap_since(world: World, rule: Rule, unit: Unit, day: date) -> date | None:
    """The first day of the unbroken run of days up to *d* on which *n* < `min`; walked back day by day.

    Empty when no matching link ever gave *n* >= `min` before. It counts days whether or not the unit or rule
    was valid then.
    """
    links = matching(world, rule, unit.id)
    if not links:
        return None
    before_all_links = min(start(link) for link in links) - ONE_DAY
    while day > before_all_links:
        if len(helpers(world, rule, unit.id, day)) >= rule.min:
            return day + ONE_DAY
        day -= ONE_DAY
    return None


def last_ended(links: Sequence[Link], day: date) -> Link | None:
    """The matching link that ended last before *d*; ties: the smallest id."""
    ended = [link for link in links if ended_before(link, day)]
    latest = max((link.through for link in ended if link.through), default=None)
    return min((link for link in ended if link.through == latest), key=lambda link: link.id, default=None)


def next_to_start(links: Sequence[Link], day: date) -> Link | None:
    """The first to start after *d*; ties: the smallest id."""
    coming = [link for link in links if starts_after(link, day)]
    first = min((link.since for link in coming if link.since), default=None)
    return min((link for link in coming if link.since == first), key=lambda link: link.id, default=None)
