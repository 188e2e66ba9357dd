"""The curve: day above day with its slider, and cliffs that lead to what ends there."""

from xml.etree import ElementTree

import pytest

from graph_model.days import parse_day
from tests.visuals.reports import words_of
from visuals.pictures.curve import draw_curve
from visuals.pictures.curve_chart import Span
from visuals.pictures.months import Cliff, Month
from visuals.words import Lang


def _month(name: str, met: int, *, past: bool, ending: int = 0) -> Month:
    return Month(name, past, 10, met, 10 - met, 0, frozenset(f"l-{number}" for number in range(ending)))


MONTHS = [
    _month("2026-01", 9, past=True),
    _month("2026-02", 7, past=True, ending=3),
    _month("2026-03", 8, past=False),
    _month("2026-04", 2, past=False, ending=6),
]
NOW = parse_day("2026-03-01")


def _drawn(**more: object) -> ElementTree.Element:
    return ElementTree.fromstring(draw_curve(MONTHS, NOW, Lang.ZH, **more))  # type: ignore[arg-type]  # options of the drawing


def _all(root: ElementTree.Element, name: str, class_: str) -> list[ElementTree.Element]:
    return [each for each in root.iter() if each.tag.endswith(f"}}{name}") and class_ in each.get("class", "").split()]


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2026-01-01", 0.0),
        ("2026-04-30", 100.0),
        ("2026-02-28", 100 * 58 / 119),
        pytest.param("2025-06-30", 0.0, id="a day before it stands at its beginning"),
        pytest.param("2027-06-30", 100.0, id="a day after it stands at its end"),
    ],
)
def test_a_day_stands_where_a_slider_of_the_same_width_has_it(day: str, share: float) -> None:
    span = Span.of(MONTHS)

    assert (span.first, span.last) == (parse_day("2026-01-01"), parse_day("2026-04-30"))
    assert span.share(parse_day(day)) == pytest.approx(share)


def test_months_begin_where_their_first_day_is_and_the_chosen_day_has_a_line() -> None:
    drawn = _drawn(chosen=parse_day("2026-02-01"))

    columns = [each for each in drawn.iter() if each.get("class", "").startswith("column")]
    starts = [each[1].get("x") for each in columns]
    (chosen,) = _all(drawn, "line", "chosen")
    assert starts == ["0.000%", f"{100 * 31 / 119:.3f}%", f"{100 * 59 / 119:.3f}%", f"{100 * 90 / 119:.3f}%"]
    assert chosen.get("x1") == chosen.get("x2") == starts[1]
    assert _all(_drawn(), "line", "chosen") == []


def test_only_a_drop_to_come_is_a_cliff_and_leads_to_what_ends_there() -> None:
    asked = list[Cliff]()

    def link(cliff: Cliff) -> str:
        asked.append(cliff)
        return f"/?ending={cliff.month.month}"

    drawn = _drawn(chosen=NOW, link=link)

    links = [each for each in drawn.iter() if each.tag.endswith("}a")]
    assert [each.get("href") for each in links] == ["/?ending=2026-04"]
    assert links[0][0].text == "2026-04：满足 −6 项，6 条到期；看这些到期的关系"
    assert [(cliff.month.month, cliff.before, cliff.drop) for cliff in asked] == [("2026-04", 8, 6)]
    assert "−6 项" in words_of(drawn)
    assert "−6 项  6 条到期" in words_of(_drawn())
    assert len(_all(drawn, "line", "fall")) == 1


def test_without_rules_there_is_no_curve() -> None:
    assert draw_curve([], NOW, Lang.ZH) == ""
