import io
from typing import Any

import pytest

from tests.visuals.answers import counted, shown
from visuals.shown import Shown
from visuals.terminal import write_table
from visuals.words import FICTIONAL, Lang


def written(answer: Shown) -> str:
    out = io.StringIO()
    write_table(answer, out)
    return out.getvalue()


def test_brief_columns_words_for_codes_and_days_as_exact_as_they_are_known() -> None:
    assert [line.rstrip() for line in written(shown()).splitlines()] == [
        "缺口 · 截至 2026-11-23 · 账本至第 3 次导入 · 共 3 行",
        "名称              状态    现有  已填报  帮扶力量                  起始",
        "昭觉县            满足       2  是      国有企业帮扶、东西部协作  2021",
        "=HYPERLINK(1)     未填报     0  否",
        '[red]"甲", 乙 丙  已到期    -1  否      国有企业帮扶              2021-06',
    ]


def test_in_english() -> None:
    title, headings, first, *_ = written(shown(lang=Lang.EN)).splitlines()

    assert title.rstrip() == "Gaps · as of 2026-11-23 · ledger up to import 3 · 3 rows"
    assert headings.split() == ["Name", "State", "Has", "Reported", "Forces", "Since"]
    assert "State-owned enterprises, East-west collaboration" in first


def test_fictional_data_says_so_before_all_else() -> None:
    assert written(shown(fictional=True)).splitlines()[0].rstrip() == FICTIONAL


def test_an_answer_without_rows_says_so() -> None:
    assert written(shown([])).splitlines()[-1].rstrip() == "没有符合条件的行。"


def test_the_first_of_many_says_how_to_go_on() -> None:
    answer = counted(10)
    page = Shown("gaps", answer.title, answer.columns, 1234, 10, answer.page, known_at=3, next="abc")

    lines = written(page).splitlines()

    assert lines[0].rstrip().endswith("显示 10 行，共 1,234 行")
    assert lines[-1].rstrip() == "接着看：--cursor abc"


@pytest.mark.parametrize("trick", ["\x1b[2J", "\u202e", "\x07", "\x9b1m"])
def test_a_name_cannot_move_the_cursor_or_turn_the_text_around(trick: str) -> None:
    row: tuple[Any, ...] = ("1", f"甲{trick}乙", "covered", 1, True, [], None, None, 1)

    assert trick not in written(shown([row]))


def test_a_narrow_screen_leaves_out_what_is_zero_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    out = io.StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]  # as a terminal says
    row: tuple[Any, ...] = ("1", "甲县", "unknown", 0, False, ["soe"], "2021-01-01", "day", 1)

    write_table(shown([row]), out)

    assert "全为 0 的列没有列出：现有" in out.getvalue().replace("\n", "")
