"""Tiles keep neighbours and directions; held against nets whose layout is known, and the ground of the example."""

from collections.abc import Iterator, Sequence
from math import cos, radians
from pathlib import Path

import numpy as np
import pytest

from api.desk import Desk
from graph_model.vocabulary import Kind
from tests.visuals.pictures.drawn import lattice
from visuals.pictures.map.places import MapPlace, PlaceCount, map_places
from visuals.pictures.map.tiling import Cell, tile_cells
from visuals.words import Lang


def cells_of(places: Sequence[MapPlace]) -> list[Cell]:
    return tile_cells([place.at for place in places], [place.block for place in places])


@pytest.fixture(scope="module")
def counties(example: Desk) -> list[MapPlace]:
    graph = example.graph()
    slots = np.flatnonzero(graph.tagged("sichuan39") & (graph.structure.kind == Kind.COUNTY.number))
    return map_places(graph, [PlaceCount(slot, 1, 0, 10) for slot in slots.tolist()], Lang.ZH)


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (4, 3), (7, 2), (5, 5)])
def test_a_net_of_places_is_the_same_net_of_tiles(columns: int, rows: int) -> None:
    assert cells_of(lattice(columns, rows)) == [(column, row) for row in range(rows) for column in range(columns)]


def test_no_two_places_share_a_tile_even_where_they_lie_on_one_spot() -> None:
    cells = tile_cells([(100.0, 30.0)] * 7 + [(101.0, 30.0)], [""] * 8)

    assert len(set(cells)) == 8


def test_places_that_are_nowhere_lie_below_the_others() -> None:
    cells = tile_cells([None, (100.0, 30.0), (100.5, 30.0), None], ["a"] * 4)

    assert cells == [(0, 1), (0, 0), (1, 0), (1, 1)]
    assert tile_cells([None, None], ["", ""]) == [(0, 0), (1, 0)]
    assert tile_cells([], []) == []


def test_the_same_places_always_give_the_same_tiles(counties: list[MapPlace]) -> None:
    assert cells_of(counties) == cells_of(counties)


def test_neighbours_of_the_example_keep_their_directions(counties: list[MapPlace]) -> None:
    cells = cells_of(counties)
    assert len(set(cells)) == len(counties) == 39

    kept = [_agreement(*pair) for pair in _nearest(counties, cells)]
    assert np.mean(np.array(kept) > 0.5) > 0.9  # within 60 degrees
    assert min(kept) > -0.5  # and nobody on the wrong side


def test_neighbours_of_the_example_stay_near(counties: list[MapPlace]) -> None:
    steps = [np.hypot(*moved) for _, moved in _nearest(counties, cells_of(counties))]

    assert np.median(steps) <= 1.5
    assert max(steps) < 5


def test_the_counties_of_a_prefecture_lie_together(counties: list[MapPlace]) -> None:
    cells = cells_of(counties)
    for block in {place.block for place in counties}:
        left = {cell for cell, place in zip(cells, counties, strict=True) if place.block == block}
        reached = [left.pop()]
        for column, row in reached:
            for beside in ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)):
                if beside in left:
                    left.discard(beside)
                    reached.append(beside)
        assert not left, block


def test_the_grid_is_compact(counties: list[MapPlace]) -> None:
    columns, rows = (max(cell[axis] for cell in cells_of(counties)) + 1 for axis in (0, 1))

    assert columns * rows <= 2.2 * 39
    assert columns <= 12


def test_a_whole_country_of_prefectures_finds_its_tiles() -> None:
    rng = np.random.default_rng(1)
    spots = [(float(x), float(y)) for x, y in zip(rng.uniform(80, 130, 330), rng.uniform(20, 50, 330), strict=True)]
    cells = tile_cells(spots, [f"{int(x // 8)}-{int(y // 8)}" for x, y in spots])

    assert len(set(cells)) == 330
    west_to_east = np.corrcoef([x for x, _ in spots], [column for column, _ in cells])[0, 1]
    south_to_north = np.corrcoef([y for _, y in spots], [-row for _, row in cells])[0, 1]
    assert min(west_to_east, south_to_north) > 0.95


def test_a_place_without_a_position_takes_that_of_what_lies_within_or_above(tmp_path: Path) -> None:
    units = (
        "id,kind,name,parent,lat,lon\n"
        "51,province,川省,,,\n"
        "5101,prefecture,青山州,51,,\n"
        "510101,county,清溪县,5101,30,100\n"
        "510102,county,云岭县,5101,32,102\n"
        "510103,county,无址县,5101,,\n"
        "5102,prefecture,远州,,,\n"
    )
    (tmp_path / "units.csv").write_text(units, encoding="utf-8")
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([tmp_path]).exit_code == 0
        graph = desk.graph()
        ids = ("5101", "510102", "510103", "5102")
        places = map_places(graph, [PlaceCount(graph.find(id), 0, 0, 1) for id in ids], Lang.ZH)

    at = {place.id: place.at for place in places}
    assert at == {"5101": (101.0, 31.0), "510102": (102.0, 32.0), "510103": (101.0, 31.0), "5102": None}
    assert {place.id: place.block for place in places} == {"5101": "51", "510102": "5101", "510103": "5101", "5102": ""}


Vector = tuple[float, float]


def _nearest(places: Sequence[MapPlace], cells: Sequence[Cell]) -> Iterator[tuple[Vector, Vector]]:
    """For each place and its three nearest: east and south on the ground, columns and rows on the grid."""
    spots = [place.at for place in places]
    ground = [(lon * cos(radians(30)), -lat) for lon, lat in (spot for spot in spots if spot)]
    for one, (x, y) in enumerate(ground):
        others = sorted(
            (other for other in range(len(ground)) if other != one),
            key=lambda each: np.hypot(ground[each][0] - x, ground[each][1] - y),
        )
        for other in others[:3]:
            yield (
                (ground[other][0] - x, ground[other][1] - y),
                (cells[other][0] - cells[one][0], cells[other][1] - cells[one][1]),
            )


def _agreement(one: Vector, other: Vector) -> float:
    """1: the same direction, 0: a right angle, -1: the opposite."""
    return float(np.dot(one, other) / np.hypot(*one) / np.hypot(*other))
