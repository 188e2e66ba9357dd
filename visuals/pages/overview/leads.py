"""Where the parts of the overview lead: a cell to its gaps, a county to its page, a larger place into itself."""

from functools import cache, cached_property
from urllib.parse import quote

from graph_model.vocabulary import State
from visuals.pages.ask import Ask
from visuals.pages.overview.asked import Asked
from visuals.pictures.matrix import Line
from visuals.pictures.matrix_cells import Cell
from visuals.pictures.matrix_heads import Column


class Leads:
    """Of one request. Addresses of cells are put together, as a page has a thousand of them."""

    def __init__(self, ask: Ask, asked: Asked, level: str) -> None:
        self._ask, self._asked, self._level = ask, asked, level
        self._of_line = dict[str, str]()

    def place(self, line: Line) -> str | None:
        return self.of_place(line.place) if line.place else None

    def of_place(self, place: str) -> str | None:
        """A county's own page; the overview of anything larger."""
        if self._level == "county":
            return self.county(place)
        return self._ask.here(within=place, ending=None, part=None)

    def county(self, place: str) -> str | None:
        return self._ask.unit_href(place)

    def cell(self, line: Line, column: Column, cell: Cell) -> str:
        """The gaps of a place under a rule; where nobody has reported, what is unknown."""
        base = self._of_line.get(line.place)
        if base is None:
            base = self._of_line[line.place] = f"{self._gaps(within=line.place)}&rule="
        state = f"&state={State.UNKNOWN}" if cell.look == State.UNKNOWN else ""
        return f"{base}{_quoted(column.rule)}{state}"

    def all(self, line: Line) -> str | None:
        return self._gaps(within=line.place, group=self._asked.group) if line.place else None

    def rule(self, column: Column) -> str:
        return self._gaps(rule=column.rule)

    @cached_property
    def gaps(self) -> str:
        return self._gaps(group=self._asked.group)

    @cached_property
    def unknown(self) -> str:
        return self._gaps(group=self._asked.group, state=State.UNKNOWN)

    @cached_property
    def over(self) -> str:
        return self._ask.href("overlaps", pattern="over_max")

    @cached_property
    def ending(self) -> str:
        return self._ask.here(ending="soon", part=None)

    def force(self, force: str) -> str:
        return self._ask.here(force=force, part=None)

    def _gaps(self, **options: str | None) -> str:
        return self._ask.href("gaps", None, force=self._asked.force, **options)


_quoted = cache(quote)
