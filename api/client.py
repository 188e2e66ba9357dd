"""A client of the HTTP API in one file: copy it alone; it needs nothing but Python 3.11.

from client import Bangfu
bangfu = Bangfu("http://127.0.0.1:8000")
for row in bangfu.rows("pairings", within="凉山州", as_of="2026-06-30"):
    print(row["helper_name"], row["recipient_name"])
"""

import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin

Row = dict[str, Any]

_AGAIN = (408, 429, 502, 503, 504)
_LONGEST_PAUSE = 20.0


class ProblemError(Exception):
    """An answer that is none: its `status`, and what the server says of it (RFC 9457)."""

    def __init__(self, status: int, problem: Row) -> None:
        super().__init__(f"{status} {problem.get('detail') or problem.get('title') or ''}".strip())
        self.status, self.problem = status, problem


@dataclass
class Bangfu:
    """`token` as `bangfu token add` showed it; without one only a server on this machine answers.

    What fails for the moment is tried again, `tries` times in all, later each time. `timeout` is in seconds.
    """

    address: str
    token: str | None = None
    timeout: float = 30.0
    tries: int = 5
    clocks: dict[str, Any] = field(default_factory=dict)
    """`as_of` and `known_at` of the last answer."""

    def rows(self, question: str, **options: object) -> Iterator[Row]:
        """Every row of an answer, page by page; all pages are of one day and one state of the ledger."""
        asked = {name.rstrip("_"): _text(value) for name, value in options.items() if value not in (None, False)}
        address: str | None = f"/api/v1/{question}?{urlencode({'limit': '1000', **asked})}"
        while address is not None:
            page, link = self._get(address)
            self.clocks = {name: page.get(name) for name in ("as_of", "known_at")}
            yield from page["rows"]
            address = link

    def unit(self, named: str, **options: object) -> Row:
        """Everything about one unit, by id or name."""
        found: Row = next(self.rows("unit", unit=named, **options))
        return found

    def changes(self, since: int = 0, **options: object) -> Iterator[Row]:
        """What changed after an import; keep `clocks["known_at"]` for the next time."""
        return self.rows("changes", since=since, **options)

    def _get(self, address: str) -> tuple[Row, str | None]:
        """A page, and the address of the next one."""
        headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        request = urllib.request.Request(urljoin(self.address, address), headers=headers)
        for attempt in range(1, self.tries + 1):
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                    return json.load(answer), _next(answer.headers.get("Link"))
            except urllib.error.HTTPError as error:
                if error.code not in _AGAIN or attempt == self.tries:
                    raise ProblemError(error.code, _problem(error.read())) from None
                pause = error.headers.get("Retry-After", "")
                time.sleep(min(float(pause), _LONGEST_PAUSE) if pause.isdigit() else _pause(attempt))
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                if attempt == self.tries:
                    raise
                time.sleep(_pause(attempt))
        raise AssertionError("unreachable")


def _text(value: object) -> str:
    return "true" if value is True else str(value)


def _next(link: str | None) -> str | None:
    """`</api/v1/gaps?cursor=...>; rel="next"`"""
    return link[1 : link.index(">")] if link and 'rel="next"' in link else None


def _problem(body: bytes) -> Row:
    try:
        problem: Row = json.loads(body)
    except ValueError:
        return {}
    return problem


def _pause(attempt: int) -> float:
    """Longer each time, and never for all clients alike."""
    return float(min(2.0**attempt, _LONGEST_PAUSE)) * random.uniform(0.1, 0.3)
