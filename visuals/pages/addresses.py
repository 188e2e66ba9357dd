"""Addresses of pages and of answers.

Paths stand here and not with the pages, because pages link to each other.
"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

_API = "/api/v1"

PATHS: Mapping[str, str] = {
    "overview": "/",
    "county": "/county/{unit}",
    "gaps": "/gaps",
    "overlaps": "/overlaps",
    "network": "/network",
    "changes": "/changes",
    "imports": "/imports/{number}",
    "unit": "/unit/{unit}",
    "search": "/search",
}
"""Of every page, by its name; `{unit}` or `{number}` may be left out."""


def page_address(page: str, in_path: str | int | None, options: Mapping[str, str | int | None]) -> str:
    """Options of None are left out; what stands in the path is an id or a number."""
    path = PATHS[page]
    if in_path is None:
        path = path.partition("{")[0].rstrip("/") or "/"
    else:
        head, _, tail = path.partition("{")
        path = f"{head}{quote(str(in_path), safe='')}{tail.partition('}')[2]}"
    return _with_options(path, options)


def api_address(question: str, format: str, options: Mapping[str, str | bool]) -> str:
    """Where a question is answered in a format."""
    return _with_options(f"{_API}/{question}", {**options, "format": format})


def _with_options(path: str, options: Mapping[str, str | int | bool | None]) -> str:
    told = {name: "true" if value is True else str(value) for name, value in options.items() if value is not None}
    return f"{path}?{urlencode(told)}" if told else path
