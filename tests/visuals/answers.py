"""Small answers for the tests of every format, with what makes formats stumble."""

from typing import Any

from graph_model.question import Heading, NamedHeading
from graph_model.vocabulary import Force, State
from visuals.shown import Shown
from visuals.words import Words

COLUMNS = [
    NamedHeading("unit", Heading("编码", "Unit", "Id.", brief=False)),
    NamedHeading("name", Heading("名称", "Name", "Name.")),
    NamedHeading("state", Heading("状态", "State", "State.", terms=State)),
    NamedHeading("has", Heading("现有", "Has", "Helpers.")),
    NamedHeading("reported", Heading("已填报", "Reported", "Whether.")),
    NamedHeading("forces", Heading("帮扶力量", "Forces", "Forces.", terms=Force)),
    NamedHeading("since", Heading("起始", "Since", "First day.")),
    NamedHeading("since_precision", Heading("起始精度", "Since precision", "How exact.", brief=False)),
    NamedHeading("import_", Heading("导入", "Import", "Import.", brief=False)),
]

ROWS: list[tuple[Any, ...]] = [
    ("510001", "昭觉县", "covered", 2, True, ["soe", "east_west"], "2021-01-01", "year", 1),
    ("510002", "=HYPERLINK(1)", "unknown", 0, False, [], None, None, 1),
    ("510003", '[red]"甲", 乙\n丙', "lapsed", -1, False, ["soe"], "2021-06-01", "month", 2),
]


def shown(rows: list[tuple[Any, ...]] = ROWS, **more: Any) -> Shown:
    said = {"as_of": "2026-11-23", "known_at": 3} | more
    return Shown.of_rows("gaps", Words("缺口", "Gaps"), COLUMNS, rows, **said)


def counted(total: int) -> Shown:
    """Many rows, made when they are asked for; remembers the longest page that was."""
    longest.clear()

    def page(start: int, stop: int) -> list[tuple[Any, ...]]:
        longest.append(stop - start)
        return [(f"u{number}", *ROWS[0][1:]) for number in range(start, stop)]

    return Shown("gaps", Words("缺口", "Gaps"), COLUMNS, total, total, page, known_at=3, as_of="2026-11-23")


longest: list[int] = []
