"""Links against what the ledger holds: the same again, corrected, contradicted, seen."""

from pathlib import Path

import pytest

from api.desk import Desk
from tests.ledger.tables import UNITS, counted, faults, load, shown, warnings

ID_LESS = "force,helper,recipient,role,since,through\n"
WITH_ID = "id,force,helper,recipient,role,since,through\n"
SEEN = "force,helper,recipient,since,seen,basis\n"
TWO = "soe,f-1,513001,,2021-01-01,\nsoe,f-2,513001,,2022-03,2025\n"


@pytest.mark.parametrize("header", [ID_LESS, WITH_ID], ids=["without ids", "with ids"])
def test_the_same_tables_again_change_nothing_and_are_an_import_all_the_same(
    desk: Desk, tmp_path: Path, header: str
) -> None:
    rows = TWO if header == ID_LESS else "p-1," + TWO.replace("\nsoe", "\np-2,soe")
    dispatches = "force,sender,host,post,field,headcount,since\nsoe,f-1,513001,挂职,发改,2人,2025\n"
    returns = "table,within,as_of\n结对,513,2025\n"
    tables = {"units": UNITS, "pairings": header + rows, "dispatches": dispatches, "returns": returns}
    load(desk, tmp_path, **tables)
    before = desk.ask("pairings", {"all_time": True})["rows"], desk.ask("dispatches", {"all_time": True})["rows"]

    receipt = load(desk, tmp_path, **tables)

    assert counted(receipt) == {
        "units": (0, 6, 0),
        "pairings": (0, 2, 0),
        "dispatches": (0, 1, 0),
        "returns": (0, 1, 0),
    }
    assert (receipt.seq, receipt.changes, warnings(receipt)) == (2, {}, [])
    assert desk.ask("changes", {"since": "1"})["rows"] == []
    assert (
        desk.ask("pairings", {"all_time": True})["rows"],
        desk.ask("dispatches", {"all_time": True})["rows"],
    ) == before
    assert len(desk.graph().history.units.unit) == 6


@pytest.mark.parametrize(
    ("again", "change", "fields"),
    [
        pytest.param("p,soe,f-1,513001,,2021,2026-06-30", "ended", {"through"}, id="an end appears"),
        pytest.param("p,soe,f-1,513001,,2021-02,", "corrected", {"since"}, id="the start is another"),
        pytest.param("p,soe,f-2,513001,,2021,", "corrected", {"helper"}, id="the helper is another"),
        pytest.param("p,soe,f-1,513002,,2021,", "corrected", {"recipient"}, id="the recipient is another"),
        pytest.param("p,designated,f-1,513001,,2021,", "corrected", {"force"}, id="the force is another"),
        pytest.param("p,soe,f-1,513001,牵头,2021,", "corrected", {"role"}, id="a role is told"),
        pytest.param("p,soe,f-1,513001,lead,2021,2026", "corrected", {"role", "through"}, id="a role and an end"),
    ],
)
def test_a_row_with_a_known_id_corrects_it(
    desk: Desk, tmp_path: Path, again: str, change: str, fields: set[str]
) -> None:
    load(desk, tmp_path, units=UNITS, pairings=WITH_ID + "p,soe,f-1,513001,,2021,\n")

    receipt = load(desk, tmp_path, pairings=WITH_ID + again + "\n")

    assert (counted(receipt), receipt.changes) == ({"pairings": (1, 0, 0)}, {f"pairing.{change}": 1})
    [row] = desk.ask("changes", {"since": "1"})["rows"]
    assert (row["change"], row["what"], row["id"], row["import"]) == (change, "pairing", "p", 2)
    differing = {name for name in row["after"] if row["after"][name] != row["before"][name]}
    assert {name.removesuffix("_precision") for name in differing} == fields
    assert [each["id"] for each in desk.ask("pairings", {"all_time": True})["rows"]] == ["p"]
    links = desk.graph().history.links
    assert (links.added.tolist(), links.removed.tolist()[0]) == ([1, 2], 2)


def test_an_end_that_moves_later_is_a_correction(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS, pairings=WITH_ID + "p,soe,f-1,513001,,2021,2025\n")

    assert load(desk, tmp_path, pairings=WITH_ID + "p,soe,f-1,513001,,2021,2026\n").changes == {"pairing.corrected": 1}
    assert load(desk, tmp_path, pairings=WITH_ID + "p,soe,f-1,513001,,2021,2024\n").changes == {"pairing.ended": 1}
    assert load(desk, tmp_path, pairings=WITH_ID + "p,soe,f-1,513001,,2021,\n").changes == {"pairing.corrected": 1}


def test_a_pairing_and_a_dispatch_of_one_id_are_two_links(desk: Desk, tmp_path: Path) -> None:
    many = "".join(f"x-{number},soe,f-2,513002,,{1950 + number},{1950 + number}\n" for number in range(60))
    load(
        desk,
        tmp_path,
        units=UNITS,
        pairings=WITH_ID + "a,soe,f-1,513001,,2021,\n" + many,
        dispatches="id,force,sender,host,post,since\na,soe,f-1,513001,挂职,2021\n",
    )

    receipt = load(desk, tmp_path, dispatches="id,force,sender,host,post,since\na,soe,f-1,513001,挂职,2022\n")

    assert receipt.changes == {"dispatch.corrected": 1}
    assert shown(desk, "since", "dispatches") == [("2022-01-01",)]
    assert shown(desk, "since", recipient="513001") == [("2021-01-01",)]


def test_a_table_without_a_column_leaves_what_the_ledger_has_in_it(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS, pairings=WITH_ID + "p,soe,f-1,513001,lead,2021,2027\n")

    load(desk, tmp_path, pairings="id,force,helper,recipient,since,agreement\np,soe,f-1,513001,2021,《协议》\n")

    fields = "role agreement since since_precision through through_precision"
    assert shown(desk, fields) == [("lead", "《协议》", "2021-01-01", "year", "2027-12-31", "year")]


def test_precision_alone_is_no_change(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS, pairings=WITH_ID + "p,soe,f-1,513001,,2021,2025\n")

    receipt = load(desk, tmp_path, pairings=WITH_ID + "p,soe,f-1,513001,,2021-01-01,2025-12-31\n")

    assert counted(receipt) == {"pairings": (0, 1, 0)}
    assert shown(desk, "since_precision through_precision") == [("year", "year")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("soe,f-1,513001,,2021,\n" * 2, (1, 1, 0), id="the same row twice is one link"),
        pytest.param("soe,f-1,513001,,2021,\n国企,第一公司,青溪,,2021年,\n", (1, 1, 0), id="in other words, too"),
        pytest.param("soe,f-1,513001,,2021,\nsoe,f-1,513001,,2021,2025\n", (1, 0, 1), id="with another end: duplicate"),
        pytest.param(
            "soe,f-1,513001,lead,2021,\nsoe,f-1,513001,,2021,\n", (1, 0, 1), id="with another role: duplicate"
        ),
        pytest.param(
            "soe,f-1,513001,,2021,2021\nsoe,f-1,513001,,2022,\n", (2, 0, 0), id="terms that follow are two links"
        ),
    ],
)
def test_rows_without_id_in_one_table(desk: Desk, tmp_path: Path, rows: str, expected: tuple[int, int, int]) -> None:
    receipt = load(desk, tmp_path, units=UNITS, pairings=ID_LESS + rows)

    assert counted(receipt)["pairings"] == expected
    assert len(shown(desk, "id")) == expected[0]
    kept = shown(desk, "id")[0][0]
    said = [(3, "id", "duplicate", f"is the same link as {kept}, with other content.")]
    assert faults(receipt) == (said if expected[2] else [])


def test_a_row_without_id_corrects_its_link_in_a_later_load(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS, pairings=ID_LESS + "soe,f-1,513001,,2021,\n")
    [[first]] = shown(desk, "id")

    receipt = load(desk, tmp_path, pairings=ID_LESS + "soe,f-1,513001,lead,2021,2025\n")

    assert (receipt.changes, warnings(receipt)) == ({"pairing.corrected": 1}, [])
    assert shown(desk, "id role through") == [(first, "lead", "2025-12-31")]


@pytest.mark.parametrize(
    ("second", "warned"),
    [
        pytest.param("q,soe,f-1,513001,,2023,", True, id="both are in force"),
        pytest.param("q,soe,f-1,513001,lead,2025-12-31,", True, id="for one day, and in another role"),
        pytest.param("q,soe,f-1,513001,,2026-01-01,", False, id="the day after"),
        pytest.param("q,designated,f-1,513001,,2023,", False, id="under another force"),
        pytest.param("q,soe,f-2,513001,,2023,", False, id="by another helper"),
    ],
)
def test_a_second_link_between_the_same_ends_is_accepted_with_a_warning(
    desk: Desk, tmp_path: Path, second: str, warned: bool
) -> None:
    load(desk, tmp_path, units=UNITS, pairings=WITH_ID + "p,soe,f-1,513001,,2021,2025\n")

    receipt = load(desk, tmp_path, pairings=WITH_ID + second + "\n")

    assert counted(receipt) == {"pairings": (1, 0, 0)}
    said = "p has the same ends on the same days; to correct it, give its id."
    assert warnings(receipt) == ([(2, "id", "duplicate", said)] if warned else [])
    assert receipt.exit_code == 0


def test_the_old_table_after_a_corrected_start_is_a_second_link_and_says_so(desk: Desk, tmp_path: Path) -> None:
    old = ID_LESS + "soe,f-1,513001,,2021,\n"
    load(desk, tmp_path, units=UNITS, pairings=old)
    [[own]] = shown(desk, "id")
    load(desk, tmp_path, pairings=WITH_ID + f"{own},soe,f-1,513001,,2022,\n")

    again, once_more = load(desk, tmp_path, pairings=old), load(desk, tmp_path, pairings=old)

    said = f"{own} has the same ends on the same days; to correct it, give its id."
    assert (counted(again), warnings(again)) == ({"pairings": (1, 0, 0)}, [(2, "id", "duplicate", said)])
    assert shown(desk, "id since") == [(own, "2022-01-01"), (f"{own}-2", "2021-01-01")]
    assert counted(once_more) == {"pairings": (0, 1, 0)}


@pytest.mark.parametrize(
    ("then", "expected", "held"),
    [
        pytest.param("soe,f-1,513001,,2025,报二", (0, 1, 0), ("2023-06-30", "报一"), id="seen again later: unchanged"),
        pytest.param("soe,f-1,513001,,2022,报零", (1, 0, 0), ("2022-12-31", "报零"), id="seen earlier: corrected"),
    ],
)
def test_of_a_link_only_seen_the_earliest_sight_stays(
    desk: Desk, tmp_path: Path, then: str, expected: tuple[int, int, int], held: tuple[str, str]
) -> None:
    load(desk, tmp_path, units=UNITS, pairings=SEEN + "soe,f-1,513001,,2023-06,报一\n")

    assert counted(load(desk, tmp_path, pairings=SEEN + then + "\n")) == {"pairings": expected}
    assert shown(desk, "seen basis since") == [(*held, None)]


def test_seen_in_several_reports_of_one_load_is_one_link_of_the_earliest(desk: Desk, tmp_path: Path) -> None:
    rows = "soe,f-1,513001,,2025,报三\nsoe,f-1,513001,,2023,报一\nsoe,f-1,513001,,2024,报二\n"

    receipt = load(desk, tmp_path, units=UNITS, pairings=SEEN + rows)

    assert counted(receipt)["pairings"] == (1, 2, 0)
    assert shown(desk, "seen basis") == [("2023-12-31", "报一")]


def test_a_start_corrects_the_one_link_that_was_only_seen(desk: Desk, tmp_path: Path) -> None:
    seen, dated = SEEN + "soe,f-1,513001,,2023-06,报一\n", SEEN + "soe,f-1,513001,2022,,报二\n"
    load(desk, tmp_path, units=UNITS, pairings=seen)
    [[own]] = shown(desk, "id")

    loads = [load(desk, tmp_path, pairings=table) for table in (dated, dated, seen, dated)]

    assert [counted(each)["pairings"] for each in loads] == [(1, 0, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0)]
    assert shown(desk, "id since since_precision seen") == [(own, "2022-01-01", "year", "2023-06-30")]


def test_a_start_after_it_was_seen_is_another_link(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS, pairings=SEEN + "soe,f-1,513001,,2023-06,报一\n")

    receipt = load(desk, tmp_path, pairings=SEEN + "soe,f-1,513001,2024,,报二\n")

    assert (receipt.changes, len(warnings(receipt))) == ({"pairing.added": 1}, 1)


def test_a_link_that_was_given_its_start_is_corrected_by_id_and_keeps_its_sight(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS, pairings="id,force,helper,recipient,seen\np,soe,f-1,513001,2023\n")

    load(desk, tmp_path, pairings="id,force,helper,recipient,since\np,soe,f-1,513001,2022-05\n")

    assert shown(desk, "id since since_precision seen") == [("p", "2022-05-01", "month", "2023-12-31")]


@pytest.mark.parametrize(
    ("since", "through", "seen", "held"),
    [
        pytest.param("2021", "2025", "", ("2021-01-01", "year", "2025-12-31", "year", None), id="years"),
        pytest.param("2021.6", "2025年2月", "", ("2021-06-01", "month", "2025-02-28", "month", None), id="months"),
        pytest.param("20210630", "2024/2/29", "", ("2021-06-30", "day", "2024-02-29", "day", None), id="days"),
        pytest.param("2021年6月30日", "2021.6.30", "", ("2021-06-30", "day", "2021-06-30", "day", None), id="one day"),
        pytest.param("", "", "2024", (None, None, None, None, "2024-12-31"), id="seen in a year"),
        pytest.param(
            "", "2024-05-10", "2024", (None, None, "2024-05-10", "day", "2024-05-10"), id="never after through"
        ),
        pytest.param("", "2024-05-10", "2024-05", (None, None, "2024-05-10", "day", "2024-05-10"), id="nor in a month"),
        pytest.param("　", "  ", " 2024年 ", (None, None, None, None, "2024-12-31"), id="spaces are nothing"),
    ],
)
def test_days_and_their_precision(
    desk: Desk, tmp_path: Path, since: str, through: str, seen: str, held: tuple[str | None, ...]
) -> None:
    row = f"soe,f-1,513001,{since},{through},{seen}\n"

    receipt = load(desk, tmp_path, units=UNITS, pairings="force,helper,recipient,since,through,seen\n" + row)

    assert faults(receipt) == []
    assert shown(desk, "since since_precision through through_precision seen") == [held]


NOT_A_DAY = "{} is not a day like 2025-06-30, 2025-06 or 2025."


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        pytest.param(
            "soe,f-1,513001,,,", ("since", "missing", "there is neither since nor seen."), id="no start at all"
        ),
        pytest.param(
            "soe,f-1,513001,2025-01-02,2025-01-01,",
            ("since", "start_after_end", "since is after through."),
            id="a term that ends before it starts",
        ),
        pytest.param(
            "soe,f-1,513001,,2025-01-01,2025-01-02",
            ("seen", "start_after_end", "seen is after through."),
            id="seen after its end",
        ),
        pytest.param(
            "soe,f-1,513001,2025-02-30,,", ("since", "bad_date", NOT_A_DAY.format("'2025-02-30'")), id="30 February"
        ),
        pytest.param(
            "soe,f-1,513001,十四五,,", ("since", "bad_date", NOT_A_DAY.format("'十四五'")), id="a plan period"
        ),
        pytest.param(
            "soe,f-1,513001,21-6-1,,", ("since", "bad_date", NOT_A_DAY.format("'21-6-1'")), id="two digits of a year"
        ),
        pytest.param("soe,,513001,2025,,", ("helper", "missing", "helper must not be empty."), id="nobody helps"),
        pytest.param(
            "soe,f-9,513001,2025,,", ("helper", "unknown_unit", "no unit has the id or name 'f-9'."), id="an unknown id"
        ),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(
    desk: Desk, tmp_path: Path, cells: str, fault: tuple[str, str, str]
) -> None:
    header = "force,helper,recipient,since,through,seen\n"

    receipt = load(desk, tmp_path, units=UNITS, pairings=f"{header}\n{cells}\nsoe,f-2,513002,2020,,\n")

    assert faults(receipt) == [(3, *fault)]
    assert counted(receipt)["pairings"] == (1, 0, 1)


@pytest.mark.parametrize(
    ("headcount", "people"),
    [
        ("", 1),
        ("3", 3),
        ("３", 3),
        ("2人", 2),
        ("2名", 2),
        ("0", None),
        ("-1", None),
        ("1.5", None),
        ("若干", None),
        ("1-2", None),
    ],
)
def test_a_headcount_is_a_whole_number_of_people(
    desk: Desk, tmp_path: Path, headcount: str, people: int | None
) -> None:
    row = f"soe,f-1,513001,驻村,2025,{headcount}\n"

    receipt = load(desk, tmp_path, units=UNITS, dispatches="force,sender,host,post,since,headcount\n" + row)

    assert shown(desk, "headcount", "dispatches") == ([(people,)] if people else [])
    assert [(row, column, code) for row, column, code, _ in faults(receipt)] == (
        [] if people else [(2, "headcount", "bad_number")]
    )
