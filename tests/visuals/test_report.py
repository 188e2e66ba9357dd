"""The report for the monthly meeting: what it says of a small county, worked out by hand, and that it is safe."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.days import parse_day
from graph_model.errors import UsageError
from tests.visuals.reports import DAY, HOSTILE, elements, loaded, marks, page, pictures, report, words_of
from visuals.pictures.matrix import matrix
from visuals.words import FICTIONAL, Lang


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        loaded(opened, tmp_path / "in")
        yield opened


def test_the_numbers_of_a_county_sum_up(desk: Desk) -> None:
    told = report(desk)

    # 18 declared rules ask of the county, one of them five times; four townships are in full-domain pairing.
    assert told.total("due") == 7 + 1 + 5 + 1 + 3 + 5 + 4
    # East-west, the local SOE, one task-force member, the cadre for 发改, the first township.
    assert told.total("met") == 5
    # By the return: five of the five forces and the agreement; of the townships one lapsed, one planned.
    assert told.total("gap") == 5 + 0 + 1 + 2
    assert told.total("unknown") == told.total("due") - told.total("met") - told.total("gap")


def test_the_butterfly_seats_helpers_and_leaves_empty_seats(desk: Desk) -> None:
    butterfly, *_ = pictures(page(desk))
    said = words_of(butterfly)

    assert "湖区" in said
    assert "至 2026-08-15<script>alert(1)</script…" in said
    assert "省内结对帮扶 · 无帮扶" in said
    assert "“组团式”教育人才 · 未填报" in said
    assert "1/4 已结对" in said
    assert "东镇" not in said  # the paired township is a mark, not a name
    assert [marks(butterfly, state) for state in ("covered", "lapsed", "planned")] == [1, 1, 1]
    assert "空席 7" in said
    assert "南镇、西镇" in said


def test_unknown_is_no_gap_in_any_picture(desk: Desk) -> None:
    butterfly, bars, curve = pictures(page(desk))

    unknown = [each for each in butterfly.iter() if "mark unknown" in each.get("class", "")]
    assert len(unknown) == 3 + 1  # group talent, and the township about which nobody has reported
    assert "4" not in words_of(bars)[1]
    parts = [each.get("class") for each in bars.iter() if each.get("class", "").startswith("part ")]
    assert parts == ["part aligned", "part gap", "part unknown"]
    assert any(each.get("class") == "unknown" for each in curve.iter())


def test_bars_say_what_full_domain_says(desk: Desk) -> None:
    (bar,) = report(desk).domain

    assert bar == ("township", 4, 1, 1, 2, 1)
    assert words_of(pictures(page(desk))[1]) == ["乡镇（街道）", "1", "2", "1", "1/4", "25%"]


def test_the_curve_marks_what_falls_off_if_nothing_is_renewed(desk: Desk) -> None:
    html = page(desk)

    said = words_of(pictures(html)[2])

    assert f"截至 {DAY}" in said
    assert "−2 项  2 条到期" in said
    number = '<td class="n">'
    assert re.search(rf"<td>2026-08</td>{number}\d+ → \d+</td>{number}2</td>{number}2</td>", html)


def test_what_ends_within_90_days_is_listed_with_its_source(desk: Desk) -> None:
    ending = report(desk).ending

    assert [(link.id, link.until_known, link.file, link.row) for link in ending] == [
        ("d-tf", "2026-07", "d.csv", 2),
        ("p-soe", "2026-08-15", "p.csv", 3),
    ]
    assert [(link.id) for link in report(desk, "51").ending] == ["d-tf", "p-soe"]


def test_gaps_of_a_county_are_told_with_their_age(desk: Desk) -> None:
    html, gaps = page(desk), report(desk).gaps

    assert gaps.total == gaps.listed == 8
    assert [each.title for each in gaps.rules] == ["县本级", "乡镇（街道）结对"]
    assert [(gap.name, gap.row.state, gap.row.gap_since, gap.age) for gap in gaps.rules[1].gaps] == [
        ("西镇", "lapsed", "2026-06-01", "30 天"),
        ("南镇", "planned", None, ""),
    ]
    assert "省内结对帮扶" in [gap.name for gap in gaps.rules[0].gaps]
    assert 'class="mark lapsed"' in html


def test_a_larger_place_has_a_matrix(desk: Desk) -> None:
    told = report(desk, "5101")
    assert told.places is not None
    assert told.seats is None

    (block,) = told.places.blocks
    columns = [column.whole for column in told.places.columns]
    clear_brook, cloud_ridge = block.lines
    assert (block.name, clear_brook.name, cloud_ridge.name) == ("青山", "清溪", "云岭")
    assert [name for name, _ in told.places.groups] == ["五支力量", "机制", "组团人才", "紧缺岗位", "全域结对"]
    assert columns[:2] == ["东西部协作结对", "省内结对帮扶"]
    east, intra, talent = (columns.index(name) for name in ("东西部协作结对", "省内结对帮扶", "“组团式”教育人才"))
    assert [clear_brook.cells[at].look for at in (east, intra, talent)] == ["covered", "uncovered", "unknown"]
    assert [cloud_ridge.cells[at].look for at in (east, intra)] == ["covered", "unknown"]
    towns = clear_brook.cells[columns.index("乡镇（街道）结对")]
    assert (towns.said, towns.look) == ("1/4?", "few")
    assert "满足 1，待启动 1，已到期 1，未填报 1" in towns.told
    assert (clear_brook.gaps, cloud_ridge.gaps) == (8, 0)


def test_what_hardly_anybody_reported_is_neither_met_nor_a_gap_as_a_whole(tmp_path: Path) -> None:
    units = "id,kind,name,parent,scope\nc,county,云岭县,,sichuan39\nh,township,湖镇,,\n"
    units += "".join(f"t-{number:02},township,镇{number},c,\n" for number in range(20))
    (tmp_path / "u.csv").write_text(units, encoding="utf-8")
    (tmp_path / "p.csv").write_text("id,force,helper,recipient,since\np,east_west,h,t-00,2024\n", encoding="utf-8")
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([tmp_path]).exit_code == 0
        graph = desk.graph()
        made = matrix(graph, graph.find("c"), parse_day(DAY), Lang.ZH)
        centre = words_of(pictures(page(desk, "c"))[0])

    (line,) = made.blocks[0].lines
    towns = line.cells[[column.whole for column in made.columns].index("乡镇（街道）结对")]
    assert (towns.said, towns.look) == ("1/20?", "unknown")
    assert line.gaps == 0
    assert "席位已满" not in centre
    assert any(said.startswith("未填报 ") for said in centre)


def test_since_the_last_meeting(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "later.csv").write_text(
        "id,force,helper,recipient,since,through\np-t4,east_west,h-town,t-2,2026-06-01,\n"
        "p-far,east_west,h-east,510102,2024-01-01,2026-09-30\n"
    )
    desk.load([tmp_path / "later.csv"])

    meeting = report(desk, since="1").meeting

    assert [(row.name, row.title) for row in meeting.closed] == [("西镇", "乡镇（街道）结对")]
    assert [row.name for row in meeting.opened] == []
    assert [(row.change, row.what, row.said, row.file) for row in meeting.rows] == [
        ("新增", "结对", "湖区一镇 → 西镇", "later.csv")
    ]
    assert meeting.counts == [("结对", "新增", 1)]
    wider = report(desk, "51", since="1").meeting
    assert [row.change for row in wider.rows] == ["结束", "新增"]
    assert "through 2026-10-31 → through 2026-09-30" in wider.rows[0].said


def test_a_meeting_before_there_was_data_compares_with_nothing(desk: Desk) -> None:
    assert not report(desk, since="2026-01-01").meeting.had_data
    assert "那时账本里还没有这里的数据，无从比较。" in page(desk, since="2026-01-01")


@pytest.mark.parametrize("place", ["510101", "5101", "51"])
@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_names_are_text_and_nothing_is_asked_of_anybody(desk: Desk, place: str, lang: Lang) -> None:
    html = page(desk, place, lang, since="0")

    found = elements(html)
    attributes = {name for _, given in found for name in given}
    assert not {tag for tag, _ in found} & {"script", "img", "iframe", "link", "object", "form", "a"}
    assert not {name for name in attributes if name.startswith("on")} | attributes & {"src", "href", "style", "action"}
    assert not re.search(r"url\((?!#)|@import", html.split("</style>")[0])
    assert "&lt;script&gt;alert(1" in html
    assert "{{7*7}}" in html


def test_the_same_ledger_gives_the_same_bytes(desk: Desk) -> None:
    assert page(desk) == page(desk)
    assert HOSTILE not in page(desk)


@pytest.mark.parametrize("lang", list(Lang))
def test_fictional_data_has_a_band_on_the_page_and_on_every_sheet(desk: Desk, lang: Lang) -> None:
    html = page(desk, lang=lang, fictional=True)

    assert html.count(f'<div class="band" role="note">{FICTIONAL}</div>') == 1
    assert f'@top-center {{ content: "{FICTIONAL}"' in html
    assert FICTIONAL in re.findall(r"<title>(.*)</title>", html)[0]
    assert FICTIONAL not in page(desk, lang=lang)


def test_english_is_english(desk: Desk) -> None:
    html = page(desk, "5101", Lang.EN)

    assert "Green Mountains: assistance report" in html
    assert "Asked for" in html
    assert "应落实" not in html


def test_a_report_is_about_a_place(desk: Desk) -> None:
    with pytest.raises(UsageError, match="a report is about a county, a prefecture or a province"):
        report(desk, "t-1")


def test_an_empty_county_is_told_too(tmp_path: Path) -> None:
    with Desk.open(":memory:", create=True) as desk:
        (tmp_path / "u.csv").write_text("id,kind,name\n510101,county,空县\n", encoding="utf-8")
        desk.load([tmp_path / "u.csv"])

        html = page(desk)

    assert "没有缺口。" in html
    assert "没有到期的结对和选派。" in html
