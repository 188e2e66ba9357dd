"""Shapes out of GeoJSON: polygons in degrees, found by an area code or a name among their properties."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import orjson

from visuals.pictures.map.shapes import Ring, Shape, area_code

_CODES = ("adcode", "code", "id", "gb")
_NAMES = ("name", "NAME", "名称")


class GeoJsonError(ValueError):
    """What is wrong with a file, in both languages: the end of a sentence."""


def shapes_in(content: bytes) -> list[Shape]:
    """Every polygon of a feature collection; lines and points are passed over. Raises GeoJsonError."""
    try:
        told = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise GeoJsonError("不是 JSON · it is no JSON") from None
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list):
        raise GeoJsonError("没有 features · it has no features")
    shapes = list(_shapes(features))
    if not shapes:
        raise GeoJsonError("里面没有多边形 · no polygon is in it")
    return shapes


def _shapes(features: Sequence[Any]) -> Iterator[Shape]:
    for place, feature in enumerate(features, 1):
        try:
            geometry, properties = feature["geometry"] or {}, feature.get("properties") or {}
            polygons = _polygons(geometry)
            if polygons:
                rings = tuple(_ring(ring) for polygon in polygons for ring in polygon)
                yield Shape(_code(feature, properties), _name(properties), rings)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise GeoJsonError(
                f"第 {place} 个要素不是经纬度多边形 · feature {place} is no polygon in degrees"
            ) from None


def _polygons(geometry: Mapping[str, Any]) -> Sequence[Any]:
    match geometry.get("type"):
        case "Polygon":
            return [geometry["coordinates"]]
        case "MultiPolygon":
            return list(geometry["coordinates"])
        case _:
            return []


def _ring(corners: Sequence[Sequence[float]]) -> Ring:
    """Longitude and latitude of each corner; a height is left out."""
    ring = np.array(corners, np.float64)
    if ring.ndim != 2 or len(ring) < 3 or ring.shape[1] < 2:
        raise ValueError
    ring = ring[:, :2]
    if not np.isfinite(ring).all() or (np.abs(ring) > (180, 90)).any():
        raise ValueError
    return ring


def _code(feature: Mapping[str, Any], properties: Mapping[str, Any]) -> str:
    codes = [area_code(properties.get(name)) for name in _CODES]
    return next(filter(None, [*codes, area_code(feature.get("id"))]), "")


def _name(properties: Mapping[str, Any]) -> str:
    return next((str(properties[name]) for name in _NAMES if properties.get(name)), "")
