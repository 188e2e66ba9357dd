from xml.etree import ElementTree

import pytest

from graph_model.days import OPEN, parse_day
from visuals.pictures.time_axis import MOST, Axis, Bar, Phase, draw_time_axis, drawn
from visuals.words import Lang

DAY = parse_day("2026-06-30")


def bar(start: str, until: str | None, *, dated: bool = True, name: str = "甲", force: str = "soe") -> Bar:
    end = OPEN if until is None else parse_day(until)
    return Bar("受谁帮扶", force, name, "牵头", parse_day(start), end, dated, "2026", f"{name} 说明")


def picture(*bars: Bar) -> ElementTree.Element:
    return ElementTree.fromstring(str(draw_time_axis("清溪县", bars, DAY, Lang.ZH)))


def having(element: ElementTree.Element, class_: str) -> list[ElementTree.Element]:
    return [each for each in element.iter() if class_ in each.get("class", "").split()]


def test_the_axis_holds_whole_months_and_is_even_in_days() -> None:
    axis = Axis.of([bar("2026-01-15", "2026-12-10")], DAY)
    half = (axis.first + axis.beyond) / 2

    assert (axis.first, axis.beyond) == (parse_day("2026-01-01"), parse_day("2027-01-01"))
    assert len(axis.months) == 13
    assert axis.x(int(half)) == pytest.approx((axis.x(axis.first) + axis.x(axis.beyond)) / 2, abs=2)
    assert axis.x(axis.first - 500) == axis.x(axis.first)
    assert len(axis.labelled()) == 7  # every other month has room


def test_nothing_far_ahead_makes_the_rest_too_small_to_read() -> None:
    axis = Axis.of([bar("2026-01-01", "2099-01-01")], DAY)

    assert axis.beyond < parse_day("2031-09-01")


@pytest.mark.parametrize(
    ("start", "until", "phase"),
    [
        ("2026-06-30", "2026-07-01", Phase.IN_FORCE),
        ("2026-01-01", "2026-06-30", Phase.PAST),
        ("2026-07-01", None, Phase.PLANNED),
        ("2020-01-01", None, Phase.IN_FORCE),
    ],
)
def test_a_bar_stands_where_its_days_say_in_its_forces_colour(start: str, until: str | None, phase: Phase) -> None:
    one = bar(start, until, force="east_west")
    axis = Axis.of([one], DAY)
    [shape] = having(picture(one), "bar")

    assert set(shape.get("class", "").split()) == {"bar", phase, "east_west"}
    if until is None:
        assert shape.tag.endswith("path")  # points on
    else:
        left, width = float(shape.get("x", "")), float(shape.get("width", ""))
        assert (left, left + width) == pytest.approx((axis.x(one.start), axis.x(one.until)), abs=2.01)


def test_the_day_is_marked_where_it_lies() -> None:
    one = bar("2026-01-01", "2026-12-31")
    drawing = picture(one)
    [now] = having(drawing, "now")

    assert now.get("d", "").startswith(f"M{Axis.of([one], DAY).x(DAY):.1f} ")
    assert "截至 2026-06-30" in [each.text for each in having(drawing, "strong")]


def test_a_start_that_was_only_seen_has_a_soft_edge() -> None:
    known, seen = picture(bar("2026-01-15", "2026-12-10")), picture(bar("2026-03-15", "2026-12-10", dated=False))

    assert [each.get("mask") for each in having(known, "bar")] == [None]
    assert [each.get("mask") for each in having(seen, "bar")] == ["url(#soft-edge)", None]


def test_of_many_links_those_in_force_are_drawn_and_the_others_counted() -> None:
    now = [bar("2024-01-01", None, name=f"今{n}") for n in range(40)]
    past = [bar("2020-01-01", f"2021-01-{n + 1:02}", name=f"昔{n}") for n in range(30)]
    shown = drawn([*past, *now], DAY)
    drawing = picture(*past, *now)

    assert len(shown) == len(having(drawing, "bar")) == MOST
    assert [each.name for each in shown if each.name.startswith("昔")] == [f"昔{n}" for n in range(10, 30)]
    assert "还有 10 条没有画出来，见下面的表。" in "".join(drawing.itertext())


def test_hostile_names_are_text() -> None:
    drawing = draw_time_axis("<b>", [bar("2026-01-01", None, name="<script>")], DAY, Lang.EN)

    assert "<script>" not in drawing
    assert "&lt;script&gt;" in drawing
