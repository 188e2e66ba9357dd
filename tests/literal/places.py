"""The units that a random world may have, and the days that everything in it happens on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from tests.literal.world import Unit

T = TypeVar("T")

# Around the turn of a year: month, year and term all end there.
DAYS = [date(2023, 12, 29) + timedelta(days=n) for n in range(7)]
FAR_DAYS = [date(2023, 11, 30), date(2024, 1, 31), date(2024, 2, 29)]
TAGS = ("s39", "key")
POSTS = ("seconded_cadre", "first_secretary", "task_force_member")
FIELDS = ("发改", "医疗")


@dataclass(frozen=True)
class Place:
    """A unit that a world may have: its possible parents and the units it may stand for, all named before it.

    None among `parents` is a unit without a parent. A world has it `always`, or as often as not.
    """

    id: str
    kind: str
    name: str
    parents: tuple[str | None, ...] = (None,)
    stands_for: tuple[str | None, ...] = (None,)
    always: bool = False


# Ids in another order than places, with capitals and signs: ids compare as ASCII.
# Names that stay apart without their endings.
PLACES = (
    Place("p-51", "province", "甲省", always=True),
    Place("Z.5101", "prefecture", "乙市", ("p-51",), always=True),
    Place("a5102", "prefecture", "丙州", ("p-51", None)),
    Place("c_2", "county", "丁县", ("Z.5101",), always=True),
    Place("C-1", "county", "戊县", ("Z.5101", "a5102", "p-51"), always=True),
    Place("c:3", "county", "己县", ("a5102", "p-51", None)),
    Place("t9", "township", "庚乡", ("c_2",), always=True),
    Place("T1", "township", "辛镇", ("C-1", "c_2")),
    Place("v-2", "village", "壬村", ("t9", "T1", "c_2"), always=True),
    Place("V-1", "village", "癸村", ("t9", "T1", None)),
    Place("s.1", "school", "子学校", ("c_2", "t9"), always=True),
    Place("S.2", "school", "丑学校", ("C-1", "c:3", None)),
    Place("d-1", "department", "寅局", ("c_2",)),
    Place("g0", "central_soe", "卯集团", (None,), always=True),
    Place("b0", "local_soe", "辰公司", ("g0", None)),
    Place("B1", "local_soe", "巳公司", ("b0", "g0", "C-1")),
    Place("u.1", "university", "午大学", ("p-51", None)),
    Place("h-1", "hospital", "未医院", ("u.1", "c_2", "t9")),
    Place("o-1", "party_organization", "申党委", ("C-1", "g0", None, None), ("s.1", "v-2", "t9", None), True),
    Place("O-2", "party_organization", "酉党委", (None, None, "t9"), ("c_2", "g0", "B1", "h-1"), True),
    Place("k-1", "task_force", "戌专班", ("c_2", None), ("c_2", "C-1", "o-1")),
    Place("w-1", "work_team", "亥工作队", ("t9", None, None), ("v-2", "V-1", "o-1")),
)
PLACE = {place.id: place for place in PLACES}
PARENTS = ("p-51", "Z.5101", "a5102", "c_2", "C-1", "c:3", "t9", "T1", "g0", "b0", "u.1")
HELPERS = ("g0", "b0", "B1", "u.1", "O-2", "o-1", "S.2", "h-1", "C-1", "k-1", "d-1", "w-1", "T1", "s.1")
RECIPIENTS = ("c_2", "v-2", "o-1", "s.1", "C-1", "t9", "w-1", "o-1", "k-1", "T1", "V-1", "h-1", "O-2", "c:3", "d-1")


def one_of(*values: T) -> st.SearchStrategy[T]:
    return st.sampled_from(values)


days = one_of(*DAYS)
as_of_days = one_of(*DAYS, *DAYS, *FAR_DAYS)
seldom = one_of(False, False, False, False, True)
perhaps = st.booleans()


@st.composite
def spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Mostly unbounded on one side or both; a single day now and then."""
    since, through = draw(st.none() | days), draw(st.none() | days)
    if since and through and since > through:
        return through, since
    return since, through


# Units


@st.composite
def units_at(draw: st.DrawFn, place: Place, ids: set[str], renamed: bool = False) -> Unit:
    """One version of the unit at a place, of whose possible parents only `ids` are there."""
    parents = [one for one in place.parents if one is None or one in ids]
    stands_for = [one for one in place.stands_for if one is None or one in ids]
    tags = draw(one_of((), (), (), ("s39",), ("key",), TAGS))
    since, through = draw(spans()) if draw(seldom) else (None, None)
    return Unit(
        place.id,
        place.kind,
        f"新{place.name}" if renamed else place.name,
        draw(st.sampled_from(parents or [None])),
        draw(st.sampled_from(stands_for or [None])),
        tags,
        since,
        through,
    )


@st.composite
def unit_sets(draw: st.DrawFn) -> tuple[Unit, ...]:
    found: list[Unit] = []
    for place in PLACES:
        if place.always or draw(perhaps):
            found.append(draw(units_at(place, {unit.id for unit in found})))
    return tuple(draw(st.permutations(found)))
