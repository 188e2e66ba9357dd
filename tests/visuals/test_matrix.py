"""The matrix: which level its lines are of, and that they, its columns and the coverage answer give one sum."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.days import parse_day
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import GAP_STATES, State
from visuals.pictures.levels import level_of, places_of
from visuals.pictures.matrix import matrix
from visuals.pictures.place_table import place_table
from visuals.words import Lang

DAY = parse_day("2026-06-30")
RETURNS = "table,within,kind,as_of\n结对,{place},county,2026-01-01\n"


@contextmanager
def _country(folder: Path, prefectures: int, counties: int) -> Iterator[Snapshot]:
    """Three provinces, each with its prefectures and those with their counties; one pairing in the first county."""
    rows = ["id,kind,name,parent,scope"]
    for province in ("51", "52", "53"):
        rows.append(f"{province},province,省{province},,")
        for prefecture in range(10, 10 + prefectures):
            above = f"{province}{prefecture}"
            rows.append(f"{above},prefecture,州{above},{province},")
            rows += [
                f"{above}{number},county,县{above}{number},{above},sichuan39" for number in range(10, 10 + counties)
            ]
    rows += ["h,county,湖区,,", "lost,county,孤县,,sichuan39", "t-1,township,镇,53,sichuan39"]
    (folder / "u.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "p.csv").write_text("id,force,helper,recipient,since\np,east_west,h,511010,2024\n", encoding="utf-8")
    (folder / "r.csv").write_text(RETURNS.format(place="5110"), encoding="utf-8")
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([folder]).exit_code == 0
        yield desk.graph()


@pytest.mark.parametrize(
    ("prefectures", "counties", "level", "lines"),
    [
        pytest.param(2, 3, "county", 3 * 2 * 3 + 1, id="few counties: each, and the one without a province"),
        pytest.param(4, 6, "prefecture", 3 * 4, id="more than 60 counties: their prefectures"),
        pytest.param(21, 1, "province", 3, id="more than 60 prefectures too: provinces"),
    ],
)
def test_too_many_places_are_shown_by_the_level_above(
    tmp_path: Path, prefectures: int, counties: int, level: str, lines: int
) -> None:
    with _country(tmp_path, prefectures, counties) as graph:
        made = matrix(graph, None, DAY, Lang.ZH)
        few = matrix(graph, graph.find("5110"), DAY, Lang.ZH)

    # What lies in no place of the level has a line of its own: the township of a province, the county without one.
    nowhere = [line for block in made.blocks for line in block.lines if not line.place]
    assert made.by == level
    assert made.lines == lines + len(nowhere)
    assert len(nowhere) == 1
    assert (few.by, few.lines) == ("county", counties)


def test_blocks_are_the_places_of_the_next_level(tmp_path: Path) -> None:
    with _country(tmp_path, 4, 6) as graph:
        made = matrix(graph, None, DAY, Lang.ZH)

    assert [(block.name, len(block.lines)) for block in made.blocks] == [("省51", 4), ("省52", 4), ("省53", 4), ("", 1)]


def test_lines_and_columns_give_the_sums_that_the_coverage_answer_gives(tmp_path: Path) -> None:
    with _country(tmp_path, 2, 3) as graph:
        made = matrix(graph, None, DAY, Lang.ZH)
        lines = [line for block in made.blocks for line in block.lines]

    # By the return, the counties of 5110 lack every pairing that a county is owed but one; nothing else is known.
    pairings_owed = 7 + 1
    assert made.gaps == 3 * pairings_owed - 1
    assert sum(line.gaps for line in lines) == made.gaps
    assert {line.place: line.gaps for line in lines if line.gaps} == {"511010": 7, "511011": 8, "511012": 8}
    assert {column.rule: column.gaps for column in made.columns if column.gaps} == {
        "county-east-west": 2,
        "county-intra-province": 3,
        "county-designated-central": 3,
        "county-designated-provincial": 3,
        "county-designated-lead": 3,
        "county-central-soe": 3,
        "county-local-soe": 3,
        "county-enterprise-agreement": 3,
    }


def test_the_table_of_places_counts_what_coverage_counts(tmp_path: Path) -> None:
    with _country(tmp_path, 2, 3) as graph:
        level = level_of(graph, graph.rules, None)
        table = place_table(graph, graph.rules, DAY, None, level)
        places = graph.ids(places_of(graph, graph.rules, None, level))

    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([tmp_path]).exit_code == 0
        rows = desk.answer("coverage", {"by": "county", "as_of": "2026-06-30"})
        for row in rows.answer.page(0, rows.answer.total):
            rule = next(place for place, each in enumerate(table.rules) if each.id == row.rule)
            at = places.index(row.place) if row.place else len(places)
            assert table.counts[rule, at].tolist() == [getattr(row, state) for state in State]
            assert (table.slots[rule, at], table.filled[rule, at]) == (row.slots, row.filled)
    assert table.total(*GAP_STATES) == int(table.gaps.sum())
