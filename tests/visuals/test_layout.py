import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from visuals.layout import columns, fold

texts = st.text(st.sampled_from("ab 县乡-、"), max_size=30)


def test_what_fits_is_in_straight_columns() -> None:
    head, body = columns(["名称", "数"], [["昭觉县", "7"], ["a", "191"]], [False, True], 80)

    assert head == ["名称     数"]
    assert body == ["昭觉县    7", "a       191"]


def test_on_a_narrow_screen_headings_of_numbers_give_way_before_names_do() -> None:
    head, body = columns(["规则名称", "应覆盖", "未填报"], [["生态环境紧缺岗位", "39", "2"]], [False, True, True], 26)

    assert head == ["规则名称         应覆 未填", "                   盖   报"]
    assert body == ["生态环境紧缺岗位   39    2"]


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=5), st.integers(40, 90))
def test_no_line_is_wider_than_the_screen(rows: list[list[str]], width: int) -> None:
    head, body = columns(["名称", "说明", "帮扶方"], rows, [False, False, False], width)

    assert max(map(cell_len, [*head, *body])) <= width


@given(texts, st.integers(2, 20))
def test_folding_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = fold(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("width", [1, 2])
def test_a_screen_that_is_narrower_than_a_character_is_no_endless_loop(width: int) -> None:
    assert fold("县县", width) == ["县", "县"]
