"""Made-up places and shapes, and what a picture says once it is read as XML."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin
from typing import Any
from xml.etree import ElementTree

from visuals.pictures.map.places import MapPlace

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\"'><img onerror=x>"


def place(
    id: str,
    at: tuple[float, float] | None = (100.0, 30.0),
    *,
    gaps: int = 0,
    unknown: int = 0,
    applies: int = 10,
    block: str = "",
    name: str = "",
) -> MapPlace:
    named = name or id
    return MapPlace(id, named, f"{named}县", block, block, block, at, gaps, unknown, applies)


def lattice(columns: int, rows: int) -> list[MapPlace]:
    """Places on the corners of a net, row by row from the north-west, half a degree apart."""
    return [
        place(f"{row}-{column}", (100 + column * 0.5, 30 - row * 0.5))
        for row in range(rows)
        for column in range(columns)
    ]


def href(unit: str) -> str:
    return f"/county/{unit}?as_of=2026-06-30"


def read(picture: str) -> ElementTree.Element:
    """As an XML reader has it, whose complaint fails the test."""
    return ElementTree.fromstring(picture)


def links(picture: str) -> Mapping[str, ElementTree.Element]:
    """What is drawn inside each link, by its address."""
    return {each.get("href", ""): each for each in read(picture).iter(f"{SVG}a")}


def texts(element: ElementTree.Element) -> list[str]:
    return ["".join(each.itertext()) for each in element.iter(f"{SVG}text")]


def title(element: ElementTree.Element) -> str:
    return element.findtext(f"{SVG}title", "")


def assert_harmless(picture: str) -> None:
    """Nothing that a strict policy forbids, and nothing that a name brought in."""
    for element in read(picture).iter():
        assert not element.tag.endswith(("script", "img", "style", "foreignObject"))
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", picture)


Corners = Sequence[tuple[float, float]]


def square(west: float, south: float, side: float = 1.0) -> list[tuple[float, float]]:
    east, north = west + side, south + side
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def jagged(west: float, south: float, corners: int = 400) -> list[tuple[float, float]]:
    """A circle with teeth, closed."""
    ring = [
        (
            west + (0.4 + 0.02 * (n % 2)) * cos(2 * pi * n / corners),
            south + (0.4 + 0.02 * (n % 2)) * sin(2 * pi * n / corners),
        )
        for n in range(corners)
    ]
    return [*ring, ring[0]]


def feature(ring: Corners, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def geojson(features: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False)
