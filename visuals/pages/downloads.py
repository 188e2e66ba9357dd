"""Where a page's own list can be had as a file: the page's address with a suffix."""

from graph_model.days import iso
from visuals.pages.ask import Ask

FORMATS = ("csv", "xlsx")


def file_address(ask: Ask, format: str) -> str:
    """Of all rows of the view, as they are now: its day and import are pinned."""
    view = ask.here(as_of=iso(ask.day), known_at=ask.graph.known_at, page=None, print=None)
    path, mark, options = view.partition("?")
    return f"{path}.{format}{mark}{options}"
