"""A long list page by page: where one stands, and the links to the others."""

from collections.abc import Sequence
from typing import NamedTuple

from graph_model.errors import UsageError
from visuals.pages.ask import Ask

_AROUND = 2
"""Pages on each side of this one that have a link of their own."""


class PageLink(NamedTuple):
    """`href` is None for the page that is shown, and for the dots where some are left out."""

    said: str
    href: str | None
    is_here: bool = False


class Paging(NamedTuple):
    """Rows `start` to `stop` of `total`, counted from 0."""

    start: int
    stop: int
    total: int
    links: Sequence[PageLink] = ()
    before: str | None = None
    after: str | None = None

    @classmethod
    def whole(cls, total: int, most: int) -> "Paging":
        """All rows on one page, up to a number."""
        return cls(0, min(total, most), total)


def paging(ask: Ask, total: int, size: int) -> Paging:
    """What `page` in the address means; a number behind the last page is the last page. Raises UsageError."""
    last = max((total + size - 1) // size, 1)
    page = min(_number(ask.options.get("page", "1")), last)
    return Paging(
        start=(page - 1) * size,
        stop=min(page * size, total),
        total=total,
        links=_links(ask, page, last),
        before=_address(ask, page - 1) if page > 1 else None,
        after=_address(ask, page + 1) if page < last else None,
    )


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text):
        return int(text)
    raise UsageError(f"page 要写 1 以上的整数，不是“{text}” · page is a whole number, 1 or more, not {text!r}.")


def _address(ask: Ask, page: int) -> str:
    return ask.here(page=page if page > 1 else None)


def _links(ask: Ask, page: int, last: int) -> list[PageLink]:
    shown = sorted({1, last, *range(max(page - _AROUND, 1), min(page + _AROUND, last) + 1)})
    links, before = list[PageLink](), 0
    for number in shown:
        if number > before + 1:
            links.append(PageLink("…", None))
        links.append(PageLink(f"{number:,}", None if number == page else _address(ask, number), number == page))
        before = number
    return links
