"""Whom to ask, read literally: every link in force once, one reason after the other, the first that fits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tests.literal.counting import Row
from tests.literal.reading import county, end, in_force, is_or_lies_within, lasts_over, name
from tests.literal.world import FORCES, Dispatch, Link, Unit, World

REASONS = ("dispatch", "name", "kind", "lead")
PLACES = ("province", "prefecture", "county", "township", "village")
KINDS = (
    *PLACES, "central_unit", "provincial_unit", "department", "central_soe", "local_soe", "university", "school",
    "hospital", "task_force", "work_team", "party_organization", "private_firm", "chamber", "institution",
)  # fmt: skip
POSTS = (
    "seconded_cadre", "village_cadre", "first_secretary", "team_member", "task_force_member", "task_force_head",
    "group_medical", "group_education", "group_science", "specialist",
)  # fmt: skip


@dataclass(frozen=True)
class Speaks:
    """What speaks of a field."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    posts: tuple[str, ...]


def whom_to_ask(world: World, as_of: date, subjects: Mapping[str, Speaks], *, unit: str, field: str) -> list[Row]:
    speaks = subjects[field]
    told = sorted(
        (order(world, link, reason, unit), link, reason)
        for link in world.links
        if in_force(link, as_of) and is_or_lies_within(world, end(world, link.target), unit)
        for reason in list(reasons(world, link, unit, field, speaks))[:1]
    )
    rows: list[Row] = []
    for _, link, reason in told:
        asked = end(world, link.source)
        if asked not in [row["unit"] for row in rows]:
            same = [one for _, one, why in told if why == reason and end(world, one.source) == asked]
            rows.append({"rank": len(rows) + 1, **row_of(world, link, reason), "links": len(same)})
    return rows or [nobody(world, as_of, unit, speaks)]


def reasons(world: World, link: Link, unit: str, field: str, speaks: Speaks) -> Iterator[str]:
    """All that fit, the first one first."""
    helper = world.unit[end(world, link.source)]
    if isinstance(link, Dispatch) and (link.field == field or (link.field is None and link.post in speaks.posts)):
        yield "dispatch"
    if helper.kind not in PLACES and says(helper, speaks.words):
        yield "name"
    if helper.kind in speaks.kinds:
        yield "kind"
    if not isinstance(link, Dispatch) and link.role == "lead" and end(world, link.target) == unit:
        yield "lead"


def says(unit: Unit, words: tuple[str, ...]) -> bool:
    return any(word in unit.name for word in words)


def order(world: World, link: Link, reason: str, unit: str) -> tuple[int, bool, int, str, str]:
    """By reason; what reaches the unit itself first; by post, kind or force as their lists go; by id."""
    helper = end(world, link.source)
    if reason == "dispatch":
        assert isinstance(link, Dispatch)
        second = POSTS.index(link.post)
    else:
        second = FORCES.index(link.force) if reason == "lead" else KINDS.index(world.unit[helper].kind)
    return REASONS.index(reason), end(world, link.target) != unit, second, helper, link.id


def row_of(world: World, link: Link, reason: str) -> Row:
    helper = end(world, link.source)
    return {
        "unit": helper,
        "name": name(world, helper),
        "kind": world.unit[helper].kind,
        "reason": reason,
        "force": link.force,
        "post": link.post if isinstance(link, Dispatch) else None,
        "headcount": link.headcount if isinstance(link, Dispatch) else None,
        "role": None if isinstance(link, Dispatch) else link.role,
        "host": link.target,
        "host_name": name(world, link.target),
        "since": link.since,
        "through": link.through,
        "seen": link.seen,
        "link": link.id,
    }


def nobody(world: World, day: date, unit: str, speaks: Speaks) -> Row:
    """The county's own department that the plainest word names, the first of several by id."""
    place = county(world, unit)
    own = sorted(
        (one.id, one)
        for one in world.units
        if one.kind == "department" and place is not None and county(world, one.id) == place and lasts_over(one, day)
    )
    found = next((one for word in speaks.words for _, one in own if word in one.name), None)
    return {
        "rank": 1,
        "unit": found.id if found else None,
        "name": found.name if found else None,
        "kind": found.kind if found else None,
        "reason": "nobody",
        **dict.fromkeys(
            ("force", "post", "headcount", "role", "host", "host_name", "since", "through", "seen", "link")
        ),
        "links": 0,
    }
