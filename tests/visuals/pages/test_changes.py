"""The pages of changes and of imports: what moved between two states of a small ledger, worked out by hand."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.errors import UsageError
from tests.visuals.pages.asking import content
from tests.visuals.reports import DAY, loaded
from visuals.pages.changes import rows

SECOND = """\
编号,帮扶力量,帮扶方,受扶方,起始,截止,依据,备注
p-soe,国企,h-soe,510101,2024-01-01,2026-03-31,协议二,
p-t3,东西部协作,h-town,t-3,2026-06-01,,,提前
,东西部协作,没有的区,t-4,2026-06-01,,,
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("changes")
    with Desk.open(folder / "s.db", create=True) as desk:
        loaded(desk, folder / "tables")
        (folder / "second.csv").write_text(SECOND, encoding="utf-8")
        assert desk.load([folder / "second.csv"]).rejected == 1
        yield desk


def test_the_last_import_is_told_in_words_with_its_source(desk: Desk) -> None:
    told = content(desk, "changes", DAY)
    rows = [(row.change, row.about.split(" → ")[1], row.file, row.row) for row in told["changed"]]
    differs = {row.id: [tuple(each) for each in row.differs] for row in told["changed"]}

    assert tuple(told["period"]) == (1, 2)
    assert rows == [("ended", "清溪县", "second.csv", 2), ("corrected", "南镇", "second.csv", 3)]
    assert differs["p-soe"] == [("截止日期", "2026-08-15", "2026-03-31")]
    assert differs["p-t3"] == [("起始日期", "2026-09-01", "2026-06-01"), ("备注", "—", "提前")]


def test_counts_are_those_of_the_rows_and_narrow_the_list(desk: Desk) -> None:
    rows = desk.ask("changes", {"since": "0"})["rows"]
    whole = content(desk, "changes", DAY, since="0")
    ended = content(desk, "changes", DAY, since="0", what="pairing", change="ended")

    cells = [cell.rows for _, line in whole["counted"].lines for cell in line]
    counted = Counter((row["what"], row["change"]) for row in rows)
    assert sorted(cells, reverse=True)[: len(counted)] == sorted(counted.values(), reverse=True)
    assert sum(cells) == len(rows) == whole["pages"].total
    assert [row.id for row in ended["changed"]] == ["p-soe"]


def test_many_changes_are_counted_by_their_imports(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one = content(desk, "changes", DAY, since="0")["counted"]
    monkeypatch.setattr(rows, "MOST_COUNTED", 3)
    by_import = content(desk, "changes", DAY, since="0")["counted"]

    assert [[cell.rows for cell in line] for _, line in by_import.lines] == [
        [cell.rows for cell in line] for _, line in one_by_one.lines
    ]
    assert {cell.href for _, line in by_import.lines for cell in line} == {None}
    assert content(desk, "changes", DAY, since="0", place="5101")["counted"] is None


def test_gaps_that_opened_and_closed(desk: Desk) -> None:
    before, now = (
        {(row["unit"], row["rule"]) for row in desk.ask("gaps", {"as_of": DAY, "known_at": seq})["rows"]}
        for seq in ("1", "2")
    )
    moves = content(desk, "changes", DAY)["moves"]

    assert (moves.opened.total, moves.closed.total) == (len(now - before), len(before - now)) == (1, 1)
    assert [(row.name, row.before, row.after) for row in moves.opened.rows] == [("清溪县", "covered", "lapsed")]
    assert [(row.name, row.before, row.after) for row in moves.closed.rows] == [("南镇", "planned", "covered")]
    assert not content(desk, "changes", DAY, since="0", until="1")["moves"].had_data


def test_a_limited_reader_sees_what_changed_in_the_place(desk: Desk) -> None:
    told = content(desk, "changes", DAY, place="510102")

    assert (told["pages"].total, told["moves"].opened.total) == (0, 0)


def test_a_period_may_be_named_by_a_day_and_never_by_nonsense(desk: Desk) -> None:
    assert content(desk, "changes", DAY, since="2100-01-01")["pages"].total == 0
    with pytest.raises(UsageError):
        content(desk, "changes", DAY, since="昨天")


def test_an_import_tells_what_it_read_and_what_is_to_be_mended(desk: Desk) -> None:
    told = content(desk, "imports", DAY, number=2)
    view = told["view"]

    assert list(view.total) == [3, 2, 0, 1, 0]
    assert [(each.row, each.column, each.value, each.code) for each in view.errors] == [
        (4, "帮扶方", "没有的区", "unknown_unit")
    ]
    assert view.errors[0].message == "没有叫“没有的区”的单位"
    assert told["change_count"] == 2


def test_the_list_of_imports_and_one_that_was_taken_back(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("kind,name\nchamber,商会\n", encoding="utf-8")
    with Desk.open(tmp_path / "own.db", create=True) as own:
        own.load([tmp_path / "x.csv"])
        own.undo(1)
        told = content(own, "imports", DAY)["imports"]

    assert [(each.seq, each.action, each.undone, each.undone_by) for each in told] == [
        (2, "undo", 1, None),
        (1, "load", None, 2),
        (0, "create", None, None),
    ]
    assert list(told[1].counts) == [1, 1, 0, 0, 0]
    assert told[1].changes == ["单位新增 1"]
    assert content(desk, "imports", DAY, number=2, place="510102")["about"] is None
