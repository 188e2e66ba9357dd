"""Who counts, and for whom: stand-ins, distinct helpers, and how many are enough; worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from tests.literal.asking import Reader, both_readers, only, unit
from tests.literal.world import STATES, Dispatch, Load, Pairing, Rule, Unit

DAY = "2024-03-01"
BEGIN = date(2024, 1, 1)

#  a county with a school; a firm with a school of its own, far away; their Party branches and a task force
COUNTY = unit("county", "c1")
SCHOOL = unit("school", "s1", "c1")
FIRM = unit("local_soe", "f")
FAR_SCHOOL = unit("school", "s2", "f")
BRANCH = unit("party_organization", "o1", stands_for="s1")
FAR_BRANCH = unit("party_organization", "o2", stands_for="s2")
TASK_FORCE = unit("task_force", "k", stands_for="c1")
UNITS = (COUNTY, SCHOOL, FIRM, FAR_SCHOOL, BRANCH, FAR_BRANCH, TASK_FORCE)


def pairing(id: str, helper: str, recipient: str, force: str = "soe") -> Pairing:
    return Pairing(id, force, helper, recipient, since=BEGIN)


def load(*pairings: Pairing, rule: Rule, more: tuple[Unit, ...] = ()) -> Load:
    return Load(units=(*UNITS, *more), pairings=pairings, rules=(rule,))


def schools(**more: object) -> Rule:
    return Rule("r", "full_domain", ("school",), scope="here", **more)  # type: ignore[arg-type]  # fields of Rule


# The rule for schools is for those in the county: the county carries its tag.
HERE = unit("county", "c1", scope=("here",))


def in_scope(*pairings: Pairing, rule: Rule, more: tuple[Unit, ...] = ()) -> Load:
    return Load(units=(HERE, *UNITS[1:], *more), pairings=pairings, rules=(rule,))


@both_readers
@pytest.mark.parametrize(
    ("helper", "recipient"),
    [
        pytest.param("s2", "s1", id="school and school"),
        pytest.param("o2", "o1", id="the branches of both"),
        pytest.param("s2", "o1", id="a school and a branch"),
        pytest.param("o2", "s1", id="a branch and a school"),
    ],
)
def test_a_pairing_counts_for_the_units_stood_for(reader: Reader, tmp_path: Path, helper: str, recipient: str) -> None:
    rule = schools(helper=("school",))

    with reader(tmp_path, in_scope(pairing("p", helper, recipient), rule=rule)) as ask:
        [row] = ask("coverage", DAY)
        assert only(row, "applies covered") == {"applies": 1, "covered": 1}
        [row] = ask("helpers", DAY)
        assert only(row, "helper kind units counties sole") == {
            "helper": "s2",
            "kind": "school",
            "units": 1,
            "counties": 1,
            "sole": 1,
        }


@both_readers
def test_the_kind_that_a_rule_asks_for_is_that_of_the_unit_stood_for(reader: Reader, tmp_path: Path) -> None:
    rule = schools(helper=("party_organization",))

    with reader(tmp_path, in_scope(pairing("p", "o2", "o1"), rule=rule)) as ask:
        [row] = ask("coverage", DAY)

        assert only(row, "applies covered unknown") == {"applies": 1, "covered": 0, "unknown": 1}


@both_readers
@pytest.mark.parametrize(
    ("links", "least", "most", "state", "has"),
    [
        pytest.param([("p", "s2")], 2, None, "partial", 1, id="one of two is partial"),
        pytest.param([("p", "s2"), ("q", "f")], 2, 2, "covered", 2, id="two of two are enough"),
        pytest.param([("p", "s2"), ("q", "f")], 1, 2, "covered", 2, id="the most is not too many"),
        pytest.param([("p", "s2"), ("q", "f")], 1, 1, "over", 2, id="two of at most one are over"),
        pytest.param([("p", "s2"), ("q", "f")], 1, None, "covered", 2, id="without a most none are over"),
        pytest.param([("p", "s2"), ("q", "f")], 3, None, "partial", 2, id="two of three are partial"),
        pytest.param([("p", "s2"), ("q", "s2")], 2, None, "partial", 1, id="two links of one helper are one"),
        pytest.param([("p", "s2"), ("q", "s2")], 1, 1, "covered", 1, id="so they are not over either"),
        pytest.param([("p", "s2"), ("q", "o2")], 2, None, "partial", 1, id="a school and its branch are one"),
        pytest.param([("p", "s2"), ("q", "o2")], 1, 1, "covered", 1, id="and not over"),
    ],
)
def test_how_many_helpers_are_enough(
    reader: Reader,
    tmp_path: Path,
    links: list[tuple[str, str]],
    least: int,
    most: int | None,
    state: str,
    has: int,
) -> None:
    # Two forces, so that two links between the same ends are two links.
    forces = {"p": "soe", "q": "designated"}
    pairings = [pairing(id, helper, "s1", forces[id]) for id, helper in links]

    with reader(tmp_path, in_scope(*pairings, rule=schools(min=least, max=most))) as ask:
        [row] = ask("coverage", DAY)
        assert {one: row[one] for one in STATES} == {one: int(one == state) for one in STATES}
        assert only(row, "slots filled") == {"slots": least, "filled": min(has, least)}
        assert [(one["rule"], one["count"]) for one in ask("overlaps", DAY, pattern="over_max")] == (
            [("r", has)] if state == "over" else []
        )


@both_readers
def test_a_unit_that_stands_for_another_is_never_itself_owed_anything(reader: Reader, tmp_path: Path) -> None:
    alone = unit("party_organization", "o3", "c1")
    rule = Rule("r", "full_domain", ("party_organization",))

    with reader(tmp_path, load(pairing("p", "f", "o1"), rule=rule, more=(alone,))) as ask:
        rows = ask("gaps", DAY, unknown=True)

        assert [row["unit"] for row in rows] == ["o3"]


@both_readers
def test_standing_for_goes_one_step(reader: Reader, tmp_path: Path) -> None:
    """A branch stands for the task force, which stands for the county: a link to the branch stops half-way."""
    branch = unit("party_organization", "o3", stands_for="k")
    rule = Rule("r", "mechanism", ("county", "task_force"))

    with reader(tmp_path, load(pairing("p", "f", "o3"), rule=rule, more=(branch,))) as ask:
        [row] = ask("gaps", DAY, unknown=True)
        assert only(row, "unit has state") == {"unit": "c1", "has": 0, "state": "unknown"}
        assert [row["counties"] for row in ask("helpers", DAY)] == [1]


@both_readers
@pytest.mark.parametrize(
    ("shown_at", "helps", "helped_by"),
    [
        pytest.param("o3", ["p"], ["q"], id="the branch, as written"),
        pytest.param("k", ["p"], ["q"], id="the task force, as stood for"),
        pytest.param("c1", [], [], id="not the county that the task force stands for"),
        pytest.param("s1", [], ["p"], id="the school at the other end"),
        pytest.param("f", ["q"], [], id="the firm at the other end"),
    ],
)
def test_a_link_shows_at_its_ends_as_written_and_as_stood_for(
    reader: Reader, tmp_path: Path, shown_at: str, helps: list[str], helped_by: list[str]
) -> None:
    branch = unit("party_organization", "o3", stands_for="k")
    links = (pairing("p", "o3", "s1"), pairing("q", "f", "o3"))

    with reader(tmp_path, load(*links, rule=schools(), more=(branch,))) as ask:
        [row] = ask("unit", DAY, unit=shown_at)

        assert only(row, "helps helped_by") == {"helps": helps, "helped_by": helped_by}


@both_readers
def test_pairings_show_the_units_written_and_gaps_the_one_stood_for(reader: Reader, tmp_path: Path) -> None:
    ended = Pairing("p", "soe", "o2", "o1", since=BEGIN, through=date(2024, 2, 1))

    with reader(tmp_path, in_scope(ended, rule=schools())) as ask:
        [link] = ask("pairings", DAY, all_time=True)
        assert only(link, "helper helper_name helper_kind recipient recipient_name recipient_kind") == {
            "helper": "o2",
            "helper_name": "o2号",
            "helper_kind": "party_organization",
            "recipient": "o1",
            "recipient_name": "o1号",
            "recipient_kind": "party_organization",
        }
        [gap] = ask("gaps", DAY)
        assert only(gap, "unit last_helper last_helper_name") == {
            "unit": "s1",
            "last_helper": "s2",
            "last_helper_name": "s2号",
        }


@both_readers
@pytest.mark.parametrize(
    ("options", "found"),
    [
        pytest.param({"helper": "o2"}, ["p"], id="the helper written"),
        pytest.param({"helper": "s2"}, [], id="not the helper stood for"),
        pytest.param({"recipient": "o1"}, ["p"], id="the recipient written"),
        pytest.param({"recipient": "s1"}, [], id="not the recipient stood for"),
        pytest.param({"kind": "party_organization"}, ["p"], id="the kind written"),
        pytest.param({"kind": "school"}, [], id="not the kind stood for"),
        pytest.param({"within": "s1"}, ["p"], id="a branch without a parent lies in its school"),
        pytest.param({"within": "c1"}, ["p"], id="and so in the county of the school"),
        pytest.param({"within": "f"}, [], id="where the helper lies does not matter"),
    ],
)
def test_pairings_are_chosen_by_the_ends_that_are_written(
    reader: Reader, tmp_path: Path, options: dict[str, str], found: list[str]
) -> None:
    with reader(tmp_path, load(pairing("p", "o2", "o1"), rule=schools())) as ask:
        assert [row["id"] for row in ask("pairings", DAY, **options)] == found


@both_readers
def test_a_branch_lies_where_the_task_force_lies_that_it_stands_for(reader: Reader, tmp_path: Path) -> None:
    """Neither has a parent: the branch lies in the task force, and that in its county."""
    branch = unit("party_organization", "o3", stands_for="k")

    with reader(tmp_path, load(pairing("p", "f", "o3"), rule=schools(), more=(branch,))) as ask:
        assert [len(ask("pairings", DAY, within=place)) for place in ("o3", "k", "c1", "s1")] == [1, 1, 1, 0]
        assert ask("unit", DAY, unit="c1")[0]["within"] == {
            "party_organization": 2,
            "school": 1,
            "task_force": 1,
        }


@both_readers
def test_a_stand_in_with_a_parent_lies_there_and_its_links_count_elsewhere(reader: Reader, tmp_path: Path) -> None:
    other = unit("county", "c2")
    branch = unit("party_organization", "o3", "c2", stands_for="s1")

    with reader(tmp_path, load(pairing("p", "f", "o3"), rule=schools(), more=(other, branch))) as ask:
        assert [row["id"] for row in ask("pairings", DAY, within="c2")] == ["p"]
        assert ask("pairings", DAY, within="c1") == []
        assert ask("helpers", DAY, within="c2") == []
        assert [row["helper"] for row in ask("helpers", DAY, within="c1")] == ["f"]


@both_readers
def test_a_helper_and_what_stands_for_its_parent_are_parent_and_branch(reader: Reader, tmp_path: Path) -> None:
    """The far school lies in the firm, for which a branch pairs."""
    branch = unit("party_organization", "o3", stands_for="f")
    links = (pairing("p", "o2", "s1"), pairing("q", "o3", "o1"))

    with reader(tmp_path, load(*links, rule=schools(), more=(branch,))) as ask:
        [row] = ask("overlaps", DAY, pattern="parent_and_branch")

        assert only(row, "unit helpers count rule forces units") == {
            "unit": "s1",
            "helpers": ["f", "s2"],
            "count": 2,
            "rule": None,
            "forces": [],
            "units": [],
        }


@both_readers
def test_dispatches_are_of_the_unit_that_a_work_team_stands_for(reader: Reader, tmp_path: Path) -> None:
    team = Dispatch("d", "soe", "o2", "k", "task_force_member", headcount=3, since=BEGIN)
    rule = Rule("r", "mechanism", ("county",), link="dispatch", post=("task_force_member",), each="force")

    with reader(tmp_path, Load(units=UNITS, dispatches=(team,), rules=(rule,))) as ask:
        covered = {row["rule"]: row["covered"] for row in ask("coverage", DAY)}
        assert covered == {
            "r:designated": 0,
            "r:east_west": 0,
            "r:group_talent": 0,
            "r:intra_province": 0,
            "r:soe": 1,
        }
        [row] = ask("helpers", DAY)
        assert only(row, "helper forces units headcount sole") == {
            "helper": "s2",
            "forces": ["soe"],
            "units": 1,
            "headcount": 3,
            "sole": 1,
        }
        assert [row["host"] for row in ask("dispatches", DAY, within="c1")] == ["k"]


@both_readers
def test_full_domain_pairing_is_aligned_when_the_helper_lies_in_the_county_s_partner(
    reader: Reader, tmp_path: Path
) -> None:
    partner = pairing("q", "f", "k")

    with reader(tmp_path, load(pairing("p", "o2", "o1"), partner, rule=Rule("r", "full_domain", ("school",)))) as ask:
        assert [only(row, "county kind all paired aligned gap unknown") for row in ask("full-domain", DAY)] == [
            {"county": None, "kind": "school", "all": 1, "paired": 0, "aligned": 0, "gap": 0, "unknown": 1},
            {"county": "c1", "kind": "school", "all": 1, "paired": 1, "aligned": 1, "gap": 0, "unknown": 0},
        ]


@both_readers
def test_one_helper_under_two_forces_whichever_table_and_stand_in(reader: Reader, tmp_path: Path) -> None:
    team = Dispatch("d", "group_talent", "s2", "o1", "group_education", since=BEGIN)
    load = Load(
        units=UNITS,
        pairings=(pairing("p", "o2", "s1"), pairing("q", "f", "s1")),
        dispatches=(team,),
        rules=(schools(),),
    )
    with reader(tmp_path, load) as ask:
        [row] = ask("overlaps", DAY, pattern="two_forces")

        assert row == {
            "pattern": "two_forces",
            "unit": "s1",
            "name": "s1号",
            "rule": None,
            "count": 2,
            "helpers": ["s2"],
            "forces": ["group_talent", "soe"],
            "units": [],
        }


@both_readers
@pytest.mark.parametrize(
    ("options", "units"),
    [
        pytest.param({}, ["c1", "s1"], id="two units by default"),
        pytest.param({"at_least": "3"}, None, id="three are not shared"),
        pytest.param({"within": "s1", "at_least": "1"}, ["s1"], id="only those inside the place are counted"),
        pytest.param({"within": "s1"}, None, id="and one alone is not two"),
    ],
)
def test_two_helpers_that_share_units(
    reader: Reader, tmp_path: Path, options: dict[str, str], units: list[str] | None
) -> None:
    links = (pairing("a", "s2", "s1"), pairing("b", "f", "o1"), pairing("c", "o2", "k"), pairing("d", "f", "c1"))

    with reader(tmp_path, load(*links, rule=schools())) as ask:
        rows = ask("overlaps", DAY, pattern="shared_units", **options)

        assert [only(row, "unit name helpers units count") for row in rows] == (
            [{"unit": None, "name": None, "helpers": ["f", "s2"], "units": units, "count": len(units)}] if units else []
        )
