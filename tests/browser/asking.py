"""What the HTTP API says, for tests that compare a page with it."""

import json
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.browser.conftest import Site

_PAGE = 1000


def asked(site: Site, question: str, **options: str) -> list[dict[str, Any]]:
    """All rows of an answer."""
    rows: list[dict[str, Any]] = []
    more: dict[str, str] = {}
    while True:
        query = urlencode({**options, "limit": str(_PAGE), **more})
        with urlopen(f"{site.server.address}/api/v1/{question}?{query}") as response:
            answer = json.load(response)
        rows += answer["rows"]
        if answer["next"] is None:
            assert len(rows) == answer["total"]
            return rows
        more = {"cursor": answer["next"]}
