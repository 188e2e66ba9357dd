"""Worlds for Hypothesis: few units, few days close together, so that edges in time are met often.

A history is the loads of one store: the first brings a world, the later ones correct it and add to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from tests.literal.ledger import worlds
from tests.literal.places import (
    DAYS,
    FIELDS,
    HELPERS,
    PARENTS,
    PLACE,
    PLACES,
    POSTS,
    RECIPIENTS,
    TAGS,
    days,
    one_of,
    perhaps,
    seldom,
    spans,
    unit_sets,
    units_at,
)
from tests.literal.world import FORCES, Dispatch, Link, Load, Pairing, Return, Rule, Unit, World

# Links


@st.composite
def terms(draw: st.DrawFn) -> tuple[date | None, date | None, date | None]:
    """`since`, `through` and `seen`: an open end, a term, one day, or a start that nobody knows."""
    first, last = sorted((draw(days), draw(days)))
    through = draw(one_of(None, last, last, first))
    return (None, through, first) if draw(seldom) else (first, through, None)


# Helpers that lie in each other.
FAMILIES: tuple[tuple[str, ...], ...] = ((), ("B1", "b0", "g0"), ("h-1", "u.1"))
FORCE_POOLS = (("soe",), ("soe", "designated"), ("designated", "soe"), FORCES)


@dataclass(frozen=True)
class Pool:
    """The few units and forces of a world's links: so that links meet each other, and the rules."""

    helpers: tuple[str, ...]
    recipients: tuple[str, ...]
    forces: tuple[str, ...]


@st.composite
def pools(draw: st.DrawFn, ids: set[str]) -> Pool:
    helpers = draw(few(st.sampled_from([one for one in HELPERS if one in ids]), 2, 4))
    recipients = draw(few(st.sampled_from([one for one in RECIPIENTS if one in ids]), 1, 4))
    family = [one for one in draw(st.sampled_from(FAMILIES)) if one in ids]
    county = draw(one_of((), ("c_2",)))
    return Pool((*helpers, *family), (*recipients, *county), draw(st.sampled_from(FORCE_POOLS)))


@st.composite
def pairings(draw: st.DrawFn, id: str, pool: Pool) -> Pairing:
    since, through, seen = draw(terms())
    return Pairing(
        id,
        draw(one_of(*pool.forces)),
        draw(one_of(*pool.helpers)),
        draw(one_of(pool.recipients[0], *pool.recipients)),
        draw(one_of(None, None, "lead", "member")),
        draw(one_of(None, "《协议》")),
        since,
        through,
        seen,
        draw(one_of(None, None, "文件")),
    )


@st.composite
def dispatches(draw: st.DrawFn, id: str, pool: Pool) -> Dispatch:
    since, through, seen = draw(terms())
    return Dispatch(
        id,
        draw(one_of(*pool.forces)),
        draw(one_of(*pool.helpers)),
        draw(one_of(pool.recipients[0], *pool.recipients)),
        draw(one_of("first_secretary", *POSTS)),
        draw(one_of(None, *FIELDS)),
        draw(one_of(1, 1, 2, 5)),
        since,
        through,
        seen,
        draw(one_of(None, None, "文件")),
    )


def links(id: str, table: str, pool: Pool) -> st.SearchStrategy[Link]:
    return pairings(id, pool) if table == "pairing" else dispatches(id, pool)


def identity(link: Link) -> tuple[object, ...]:
    """What names a link that has no id; two links of a world never have the same."""
    post, field = (link.post, link.field) if isinstance(link, Dispatch) else (None, None)
    return link.table, link.force, link.source, link.target, post, field, link.since


def told_apart(links: Iterable[Link], held: Iterable[Link] = ()) -> list[Link]:
    """The links that reach another unit, and have an identity that no other has."""
    found: list[Link] = []
    world = {link.id: link for link in held}
    for link in links:
        others = {identity(other) for id, other in world.items() if id != link.id}
        if link.source != link.target and identity(link) not in others:
            found.append(link)
            world[link.id] = link
    return found


@st.composite
def new_links(draw: st.DrawFn, pool: Pool, first: int, counts: tuple[int, ...]) -> list[Link]:
    found: list[Link] = []
    for n in range(first, first + draw(one_of(*counts))):
        table = draw(one_of("pairing", "pairing", "dispatch"))
        found.append(draw(links(f"{draw(one_of('p', 'P', 'q-'))}{n}", table, pool)))
    return found


# Rules and returns


@st.composite
def rules(draw: st.DrawFn, id: str, pool: Pool) -> Rule:
    """Made to meet the pool's links, more often than not."""
    # The kinds of stand-ins themselves: to say that a stand-in is owed nothing.
    own_kinds = {PLACE[one].kind for one in pool.recipients}
    kinds = one_of(*(kind_stood_for(one) for one in pool.recipients), "village", *sorted(own_kinds))
    helper_kinds = one_of(*(kind_stood_for(one) for one in pool.helpers))
    link = draw(one_of("pairing", "pairing", "dispatch"))
    least = draw(one_of(1, 1, 1, 1, 2, 2, 3))
    since, through = draw(spans()) if draw(seldom) else (None, None)
    rule = Rule(
        id,
        draw(one_of("full_domain", "full_domain", "five_forces", "mechanism")),
        draw(few(kinds, 1, 2)),
        link,
        f"规则{id}",
        draw(one_of(None, None, None, *TAGS)),
        draw(one_of((), pool.forces[:1], pool.forces[:2], ("soe", "group_talent"))),
        draw(one_of((), (), (), draw(few(helper_kinds, 1, 2)))),
        each=draw(one_of(None, None, None, None, None, None, "force")),
        min=least,
        max=draw(one_of(None, least, least, least)),
        inherit=draw(perhaps),
        since=since,
        through=through,
    )
    if link == "pairing":
        needs = ("agreement",) if draw(seldom) else ()
        return replace(rule, needs=needs, role=draw(one_of((), (), (), ("lead",), ("lead", "member"))))
    post = draw(one_of((), (), ("first_secretary",), POSTS[:2]))
    return replace(rule, post=post, field=draw(one_of((), (), (), FIELDS[:1], FIELDS)))


def kind_stood_for(id: str) -> str:
    """Some kind that an end may count as."""
    return PLACE[PLACE[id].stands_for[0] or id].kind


def few(values: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def packs(draw: st.DrawFn, pool: Pool) -> tuple[Rule, ...]:
    ids = draw(few(one_of("r1", "R2", "r.3", "R-4", "r0"), 2, 5))
    return tuple(draw(rules(id, pool)) for id in ids)


@st.composite
def returns(draw: st.DrawFn, ids: set[str], pool: Pool) -> Return:
    return Return(
        draw(one_of("pairing", "pairing", "dispatch")),
        draw(st.sampled_from([one for one in PARENTS if one in ids])),
        draw(days),
        draw(one_of(None, None, None, *(kind_stood_for(one) for one in pool.recipients))),
        draw(one_of(None, None, "soe", "designated")),
    )


# Loads


@dataclass(frozen=True)
class History:
    """Loads, one after the other. `chinese`: written in Chinese words and names; then no unit is renamed."""

    loads: tuple[Load, ...]
    chinese: bool


@st.composite
def histories(draw: st.DrawFn, chinese: bool, most: int = 3) -> History:
    loads = [draw(first_loads())]
    for _ in range(draw(st.integers(0, most - 1))):
        loads.append(draw(later_loads(worlds(loads)[-1], renaming=not chinese)))
    return History(tuple(loads), chinese)


def load_of(
    units: Iterable[Unit], links: Iterable[Link], returns: Iterable[Return], rules: tuple[Rule, ...] | None
) -> Load:
    both = list(links)
    return Load(
        tuple(units),
        tuple(link for link in both if isinstance(link, Pairing)),
        tuple(link for link in both if isinstance(link, Dispatch)),
        tuple(returns),
        rules,
    )


@st.composite
def first_loads(draw: st.DrawFn) -> Load:
    units = draw(unit_sets())
    ids = {unit.id for unit in units}
    pool = draw(pools(ids))
    told = draw(st.lists(returns(ids, pool), min_size=1, max_size=4, unique=True))
    return load_of(units, told_apart(draw(new_links(pool, 0, (16, 12, 8, 4)))), told, draw(packs(pool)))


@st.composite
def later_loads(draw: st.DrawFn, world: World, renaming: bool) -> Load:
    """Units and links again, as they were or otherwise; new ones; the pack again, or changed."""
    units = draw(told_units(world, renaming))
    ids = {unit.id for unit in (*world.units, *units)}
    pool = draw(pools(ids))
    again = [draw(told_again(link, pool)) for link in world.links if draw(perhaps)]
    last = max((int(link.id.lstrip("pPq-")) for link in world.links), default=99)
    new = draw(new_links(pool, last + 1, (0, 1, 2, 4)))
    told = draw(st.lists(returns(ids, pool), max_size=2, unique=True))
    pack = draw(packs(pool)) if draw(perhaps) else draw(one_of(None, world.rules))
    kept = told_apart([*again, *new], world.links)
    # A folder without any table is refused: then the pack is in it, once more.
    return load_of(units, kept, told, pack if units or kept or told else world.rules)


@st.composite
def told_units(draw: st.DrawFn, world: World, renaming: bool) -> list[Unit]:
    told = [place for place in PLACES if draw(seldom)]
    ids = {*world.unit, *(place.id for place in told)}
    found = []
    for place in told:
        old = world.unit.get(place.id)
        again = old is not None and draw(seldom)
        renamed = renaming and draw(seldom)
        found.append(old if old and again else draw(units_at(place, ids, renamed)))
    return found


@st.composite
def told_again(draw: st.DrawFn, link: Link, pool: Pool) -> Link:
    """A held link in a later table: unchanged, ended, seen again, or corrected in everything but its id."""
    what = draw(one_of("unchanged", "ended", "seen", "corrected"))
    if what == "ended":
        first = link.since or link.seen or DAYS[0]
        return replace(link, through=draw(st.sampled_from([day for day in DAYS if day >= first])))
    if what == "seen" and link.since is None:
        last = link.through or DAYS[-1]
        return replace(link, seen=draw(st.sampled_from([day for day in DAYS if day <= last])))
    if what == "corrected":
        new = draw(links(link.id, link.table, pool))
        # What `seen` alone means for a link whose `since` is known, the contract does not say.
        return new if new.since is not None else replace(new, since=new.seen, seen=None)
    return link
