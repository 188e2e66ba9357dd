"""Style sheets and scripts of the pages, under an address that changes when any of them does."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from visuals.words import Words

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
NO_FILE = Words("没有这个文件。", "There is no such file.")


@cache
def assets() -> dict[str, bytes]:
    """Every file by the name it is served under."""
    visuals = files("visuals")
    found = [
        *visuals.joinpath("static", "explorer").iterdir(),
        *visuals.joinpath("static", "vendor").iterdir(),
        visuals.joinpath("templates", "pictures.css"),
        visuals.joinpath("templates", "matrix.css"),
    ]
    return {each.name: each.read_bytes() for each in found if _suffix(each) in TYPES}


def _suffix(file: Traversable) -> str:
    return f".{file.name.rpartition('.')[2]}"


@cache
def version() -> str:
    """Of all of them together."""
    digest = hashlib.blake2b(digest_size=8)
    for name, body in sorted(assets().items()):
        digest.update(f"{name} {len(body)} ".encode() + body)
    return digest.hexdigest()


def asset(name: str) -> str:
    """The address of a file."""
    return f"/static/{version()}/{name}"


def has_asset(name: str) -> bool:
    """Whether a page has a sheet or script of its own."""
    return name in assets()
