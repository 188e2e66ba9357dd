"""Units: who is who without an id, whose parent is named where, and what is contradicted."""

from pathlib import Path

import pytest

from api.desk import Desk
from tests.ledger.tables import UNITS, counted, faults, load, shown, warnings

PAIR = "force,helper,recipient,since\n"


def ids(desk: Desk) -> dict[str, str]:
    """The id of every unit held, by name."""
    graph = desk.graph()
    slots = graph.present.nonzero()[0]
    return dict(zip(graph.names(slots), graph.ids(slots), strict=True))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            "county,东方县,东方,\ncounty,西方县,西方,\ntownship,东镇,,东方县\ntownship,西镇,,西方县\n", id="in order"
        ),
        pytest.param(
            "township,西镇,,西方县\ntownship,东镇,,东方县\ncounty,西方县,西方,\ncounty,东方县,东方,\n", id="upside down"
        ),
        pytest.param(
            "township,西镇,,西方\ntownship,东镇,,东方\ncounty,西方县,西方,\ncounty,东方县,东方,\n", id="by short name"
        ),
        pytest.param(
            "township,西镇,,西 方　县\ntownship,东镇,,东方\ncounty,西方县,西方,\ncounty,东方县,东方,\n",
            id="spelt freely",
        ),
    ],
)
def test_units_without_id_get_the_same_slug_in_whatever_order(desk: Desk, tmp_path: Path, rows: str) -> None:
    receipt = load(desk, tmp_path, units="kind,name,short_name,parent\n" + rows)

    assert faults(receipt) == []
    assert ids(desk) == {
        "东方县": "county-f94323d16d20",
        "西方县": "county-30f8a0233e77",
        "东镇": "township-7576d4d432b6",
        "西镇": "township-9765faad76a2",
    }


def test_a_parent_may_stand_in_a_later_file_or_load(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, a="kind,name,parent\nvillage,甲村,乙镇\n", b="kind,name,parent\ntownship,乙镇,\n")
    before = ids(desk)

    receipt = load(desk, tmp_path, a="kind,name,parent\nvillage,甲村,乙镇\n")

    assert (counted(receipt), ids(desk)) == ({"a": (0, 1, 0)}, before)


def test_homonyms_are_told_apart_by_their_parents_and_ambiguous_in_a_link(desk: Desk, tmp_path: Path) -> None:
    units = UNITS + ",township,兴隆镇,,,青溪县\n,township,兴隆镇,,,白石县\n"
    receipt = load(desk, tmp_path, units=units, pairings=PAIR + "soe,f-1,兴隆镇,2025\n")
    own = [each for each in desk.graph().ids(desk.graph().present.nonzero()[0]) if each.startswith("township-")]

    assert len(own) == 2
    said = "'兴隆镇' names several units; write the id of one."
    assert faults(receipt) == [(2, "recipient", "ambiguous_unit", said)]
    assert receipt.sheets[-1].errors[0].candidates == tuple(f"兴隆镇 ({each}, 乡镇（街道）)" for each in own)
    assert counted(load(desk, tmp_path, units=units)) == {"units": (0, 8, 0)}


def test_a_row_without_id_is_the_known_unit_of_its_kind_name_and_parent(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS)

    receipt = load(desk, tmp_path, units="类型,名称,上级,范围\n县,青溪县,青山州,sichuan39\n")

    assert receipt.changes == {"unit.corrected": 1}
    [row] = desk.ask("changes", {"since": "1"})["rows"]
    assert (row["id"], row["after"]["scope"], row["after"]["short_name"]) == ("513001", ["sichuan39"], "青溪")


def test_the_same_name_of_another_kind_or_place_is_another_unit(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS)

    receipt = load(desk, tmp_path, units="kind,name,parent\ntownship,青溪县,513\ncounty,青溪县,51\n")

    assert receipt.changes == {"unit.added": 2}


@pytest.mark.parametrize(
    "written", ["513001", "青溪县", "青溪", "青溪特区", "溪县", " 青 溪\u3000县 ", "青溪县\u200b", "５１３００１"]
)
def test_a_unit_answers_to_its_id_and_names(desk: Desk, tmp_path: Path, written: str) -> None:
    load(desk, tmp_path, units=UNITS, pairings=PAIR + f"soe,f-1,{written},2025\n")

    assert shown(desk, "recipient") == [("513001",)]


def test_abbreviations_of_two_places_are_ambiguous_but_a_parent_is_a_place(desk: Desk, tmp_path: Path) -> None:
    units = "id,kind,name,short_name,parent\n1,prefecture,阿坝州,阿坝,\n2,county,阿坝县,阿坝,1\n3,school,阿坝,,2\n"
    receipt = load(desk, tmp_path, units=units + "4,village,某村,,阿坝\n", pairings=PAIR + "soe,3,阿坝,2025\n")

    assert [issue.code for sheet in receipt.sheets for issue in sheet.errors] == ["ambiguous_unit", "ambiguous_unit"]
    assert len(receipt.sheets[0].errors[0].candidates) == 2  # a school holds no village
    assert len(receipt.sheets[1].errors[0].candidates) == 3


def test_a_helper_that_no_units_table_lists_is_made_once_and_said(desk: Desk, tmp_path: Path) -> None:
    header = "force,helper,helper_kind,recipient,since\n"
    tables = header + "soe,某矿业,央企,513001,2025\nsoe,某 矿业,central_soe,513002,2025\nsoe,某矿业,,513002,2020\n"

    receipt = load(desk, tmp_path, units=UNITS, pairings=tables.rsplit("\n", 2)[0] + "\n")

    [made] = receipt.made
    assert (made.kind, made.name, made.file, made.row) == ("central_soe", "某矿业", "pairings.csv", 2)
    assert shown(desk, "helper") == [(made.id,), (made.id,)]
    again = load(desk, tmp_path, pairings=tables)
    assert (again.made, counted(again)) == ([], {"pairings": (1, 2, 0)})


def test_a_made_helper_that_is_renamed_since_is_still_the_helper_of_the_old_table(desk: Desk, tmp_path: Path) -> None:
    old = "force,helper,helper_kind,recipient,since\nsoe,某矿业,local_soe,513001,2025\n"
    [made] = load(desk, tmp_path, units=UNITS, pairings=old).made
    load(desk, tmp_path, units=f"id,kind,name\n{made.id},local_soe,新矿业集团\n")

    receipt = load(desk, tmp_path, pairings=old)

    assert (receipt.made, counted(receipt)) == ([], {"pairings": (0, 1, 0)})
    assert shown(desk, "helper_name") == [("新矿业集团",)]


@pytest.mark.parametrize(
    ("helper", "code", "message"),
    [
        pytest.param(
            "某\u202e矿业", "bad_character", "there is a control or direction character in the name.", id="reversed"
        ),
        pytest.param("某" * 201, "too_long", "is longer than 200 characters.", id="no name is that long"),
    ],
)
def test_a_helper_is_not_made_of_what_is_no_name(
    desk: Desk, tmp_path: Path, helper: str, code: str, message: str
) -> None:
    row = f"soe,{helper},local_soe,513001,2025\n"

    receipt = load(desk, tmp_path, units=UNITS, pairings="force,helper,helper_kind,recipient,since\n" + row)

    assert (receipt.made, faults(receipt)) == ([], [(2, "helper", code, message)])


def test_an_unknown_helper_without_a_kind_is_refused_with_candidates(desk: Desk, tmp_path: Path) -> None:
    receipt = load(desk, tmp_path, units=UNITS, pairings=PAIR + "soe,第一公事,513001,2025\nsoe,f-1,新县,2025\n")

    assert faults(receipt) == [
        (2, "helper", "unknown_unit", "no unit has the id or name '第一公事'."),
        (3, "recipient", "unknown_unit", "no unit has the id or name '新县'."),
    ]
    assert receipt.sheets[-1].errors[0].candidates[0] == "第一公司 (f-1, 地方国企)"


def test_the_units_table_wins_over_the_kind_in_a_row(desk: Desk, tmp_path: Path) -> None:
    header = "force,helper,helper_kind,recipient,since\n"
    receipt = load(desk, tmp_path, units=UNITS, pairings=header + "soe,第一公司,central_soe,513001,2025\n")

    said = "the units table says local soe; that is what counts."
    assert (warnings(receipt), receipt.made) == ([(2, "helper_kind", "context_mismatch", said)], [])
    assert shown(desk, "helper helper_kind") == [("f-1", "local_soe")]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(
            "id,kind,name,parent,since,lat,scope\n513001,county,青溪县,513,,,\n", (0, 0, 1), id="without its names"
        ),
        pytest.param(
            "id,kind,name,short_name,aliases,parent,since,lat\n513001,县,青溪县,青溪,青溪特区|溪县,青山州,,\n",
            (0, 1, 0),
            id="the same in other words, with empty columns",
        ),
        pytest.param(
            "id,kind,name,short_name,aliases,parent\n513001,county,青溪市,青溪,青溪特区;溪县,513\n",
            (0, 0, 1),
            id="another name",
        ),
        pytest.param(
            "id,kind,name,short_name,aliases,parent\n513001,county,青溪县,青溪,青溪特区;溪县,51\n",
            (0, 0, 1),
            id="another parent",
        ),
    ],
)
def test_two_tables_of_one_load_that_define_one_id(
    desk: Desk, tmp_path: Path, other: str, expected: tuple[int, int, int]
) -> None:
    receipt = load(desk, tmp_path, units=UNITS, units_too=other)

    assert counted(receipt) == {"units": (6, 0, 0), "units_too": expected}
    said = [(2, "id", "duplicate", "513001 is another unit in row units.csv 4.")]
    assert faults(receipt) == (said if expected[2] else [])
    assert ids(desk)["青溪县"] == "513001"


CIRCLE = "id,kind,name,parent,stands_for\n"


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        pytest.param("a,county,甲,a,\n", {"a"}, id="its own parent"),
        pytest.param("a,county,甲,b,\nb,county,乙,a,\n", {"a", "b"}, id="two"),
        pytest.param(
            "a,county,甲,b,\nb,county,乙,c,\nc,county,丙,a,\nd,village,丁,a,\n",
            {"a", "b", "c", "d"},
            id="three, and one below",
        ),
        pytest.param("a,task_force,甲,,b\nb,task_force,乙,,a\n", {"a", "b"}, id="through those they stand for"),
        pytest.param("a,county,甲,,\nb,village,乙,a,\n", set(), id="none"),
    ],
)
def test_a_circle_among_parents_is_refused(desk: Desk, tmp_path: Path, rows: str, refused: set[str]) -> None:
    receipt = load(desk, tmp_path, units=CIRCLE + rows + "x,county,好县,,\n")

    assert {issue.value for issue in receipt.sheets[0].errors} <= {"a", "b", "c", ""}
    assert set(ids(desk).values()) == {"x"} | (set() if refused else {"a", "b"})
    assert counted(receipt)["units"] == (1 if refused else 3, 0, len(refused))


def test_a_circle_through_what_the_ledger_holds_is_refused(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=CIRCLE + "a,prefecture,甲,,\nb,county,乙,a,\nc,township,丙,b,\n")

    receipt = load(desk, tmp_path, units=CIRCLE + "a,prefecture,甲,c,\n")

    assert faults(receipt) == [(2, "parent", "context_mismatch", "a would lie above itself.")]
    assert desk.ask("unit", {"unit": "c"})["rows"][0]["unit"]["parent"] == "b"


def test_nothing_refers_to_a_unit_whose_row_was_rejected(desk: Desk, tmp_path: Path) -> None:
    rows = "9,county,丁县,,,没有\n91,township,丁镇,,,丁县\n9x,village,戊村,,,91\n"
    receipt = load(
        desk,
        tmp_path,
        units=UNITS + rows,
        pairings="force,helper,helper_kind,recipient,since\nsoe,f-1,,丁县,2025\nsoe,f-1,,9x,2025\nsoe,丁镇,township,513001,2025\n",
        returns="table,within,as_of\npairings,9,2025\n",
    )

    assert [(column, code) for _, column, code, _ in faults(receipt)] == [
        ("parent", "unknown_unit"),
        ("parent", "unknown_unit"),
        ("parent", "unknown_unit"),
        ("recipient", "unknown_unit"),
        ("recipient", "unknown_unit"),
        ("helper", "unknown_unit"),
        ("within", "unknown_unit"),
    ]
    assert faults(receipt)[3][3] == "the row of '丁县' was not loaded."
    assert (shown(desk, "id"), receipt.changes) == ([], {"unit.added": 6})
    assert load(desk, tmp_path, units=UNITS + rows.replace("没有", "513")).changes == {"unit.added": 3}


def test_a_known_unit_whose_correction_was_rejected_can_still_be_linked_to(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS)

    receipt = load(
        desk,
        tmp_path,
        units="id,kind,name,parent\n513001,county,青溪县,没有\n",
        pairings=PAIR + "soe,f-1,青溪县,2025\n",
    )

    assert counted(receipt) == {"units": (0, 0, 1), "pairings": (1, 0, 0)}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param("甲1,county,某县,,", ("id", "bad_character"), id="an id in Chinese"),
        pytest.param("a b,county,某县,,", ("id", "bad_character"), id="an id with a space"),
        pytest.param(f"{'9' * 65},county,某县,,", ("id", "too_long"), id="an id that is too long"),
        pytest.param("9,county,某\x07县,,", ("name", "bad_character"), id="a control character in a name"),
        pytest.param("9,county,某\u202e县,,", ("name", "bad_character"), id="a direction character in a name"),
        pytest.param(f"9,county,{'长' * 201},,", ("name", "too_long"), id="a name that is too long"),
        pytest.param("9,county,某县,2026,2025", ("since", "start_after_end"), id="gone before it was there"),
        pytest.param("9,王国,某县,,", ("kind", "unknown_kind"), id="a kind that there is not"),
        pytest.param("9,,某县,,", ("kind", "missing"), id="no kind"),
        pytest.param("9,county,　,,", ("name", "missing"), id="no name"),
    ],
)
def test_a_units_row_that_cannot_be_taken(desk: Desk, tmp_path: Path, row: str, fault: tuple[str, str]) -> None:
    receipt = load(desk, tmp_path, units=f"id,kind,name,since,through\n8,county,好县,,\n{row}\n")

    assert [(number, column, code) for number, column, code, _ in faults(receipt)] == [(3, *fault)]
    assert counted(receipt)["units"] == (1, 0, 1)


def test_control_characters_in_a_note_are_stripped(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS, pairings=PAIR.strip() + ",note\nsoe,f-1,513001,2025,甲\x07乙\x1f丙\n")

    assert desk.ask("changes")["rows"][-7]["after"]["note"] == "甲乙丙"


def test_precision_of_a_lifetime_is_kept_for_a_day_that_the_table_does_not_have(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units="id,kind,name,since,through\n9,county,某县,2020,2030-06\n")

    load(desk, tmp_path, units="id,kind,name,since\n9,county,新某县,2021-02\n")

    [row] = desk.ask("changes", {"since": "1"})["rows"]
    fields = "name since since_precision through through_precision"
    assert [row["after"][field] for field in fields.split()] == ["新某县", "2021-02-01", "month", "2030-06-30", "month"]
