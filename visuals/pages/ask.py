"""What a page is asked for, made out of its address once, and the links that lead on from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph_model.days import iso
from graph_model.question import Question
from graph_model.snapshot.history import NOBODY, ImportRecord
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Kind
from visuals.pages.addresses import api_address, page_address
from visuals.pages.page import COMMON, Page
from visuals.pictures.map.shapes import Shapes
from visuals.words import Lang


class Answered(Protocol):
    """Rows of a question, made when they are wanted; all of them count, `page` gives some."""

    @property
    def total(self) -> int: ...

    def page(self, start: int, stop: int) -> Sequence[Any]: ...


class Source(Protocol):
    """Where pages have their answers from: the same that the HTTP API gives the same reader."""

    def answer(self, question: str | Question[Any, Any], options: Mapping[str, str | bool]) -> Answered: ...

    def understood(self, question: Question[Any, Any], options: Mapping[str, str | bool]) -> tuple[Any, int | None]: ...

    def imports(self) -> Sequence[Any]: ...

    def receipt(self, number: int) -> Mapping[str, Any]: ...

    def past(self, known_at: int) -> Snapshot: ...

    def import_of(self, text: str) -> int:
        """The import that a number or a time names. Raises UsageError."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for a page.

    `options` are the address's own; `unit` and `within` are slots; `number` is that in the path. A `limited` reader
    sees only what lies in a place, and `within` is never wider than it. An `editor` may import. `shapes` is what
    maps are drawn from; None: tiles.
    """

    page: Page
    graph: Snapshot
    day: int
    today: int
    lang: Lang
    options: Mapping[str, str]
    source: Source
    unit: int | None = None
    number: int | None = None
    within: int | None = None
    limited: bool = False
    editor: bool = False
    signed_in: bool = False
    fictional: bool = False
    shapes: Shapes | None = None

    @property
    def record(self) -> ImportRecord:
        """The newest import that the page knows of."""
        return self.graph.history.imports[self.graph.known_at]

    @property
    def is_past(self) -> bool:
        """Whether the address pins what was known at an earlier import."""
        return "known_at" in self.options

    def rows(self, question: str | Question[Any, Any], **options: str | int | bool | None) -> Sequence[Any]:
        """All rows of an answer."""
        answer = self.answer(question, **options)
        return answer.page(0, answer.total)

    def answer(self, question: str | Question[Any, Any], **options: str | int | bool | None) -> Answered:
        """What the API answers to the same options, on the page's day; options of None are left out."""
        return self.source.answer(question, self._told(options))

    def understood(self, question: Question[Any, Any], **options: str | int | bool | None) -> tuple[Any, int | None]:
        """The params of a question for a picture that is drawn from the graph, and the slot of the place to which
        the reader is limited.
        """
        return self.source.understood(question, self._told(options))

    @property
    def within_id(self) -> str | None:
        """The id of the place filter, as questions take it."""
        return None if self.within is None else self.graph.id(self.within)

    @property
    def kept(self) -> Mapping[str, str]:
        """The options that every link keeps: day, import, place and language, where the address has them."""
        return {name: self.options[name] for name in COMMON if name in self.options}

    def href(self, page: str, unit: str | int | None = None, **changes: str | int | None) -> str:
        """A link to a page by its name; it keeps day, import, place and language unless they are changed.

        `unit` is an id, or the number in the path. A change of None drops what the link would keep.
        """
        return page_address(page, unit, {**self.kept, **changes})

    def here(self, **changes: str | int | None) -> str:
        """This very view with other options."""
        return page_address(self.page.name, self._in_path, {**self.options, **changes})

    def unit_href(self, unit_id: str | None) -> str | None:
        """The page of a unit, a county's own for a county; None where this reader may not open it."""
        slot = NOBODY if unit_id is None else self.graph.find(unit_id)
        if slot == NOBODY or not self.may_open(slot):
            return None
        page = "county" if self.graph.kind(slot) is Kind.COUNTY else "unit"
        return self.href(page, unit_id, within=None if not self.limited else self.within_id)

    def may_open(self, slot: int) -> bool:
        """Whether this reader sees the page of a unit."""
        return not self.limited or (self.within is not None and self.graph.is_within(slot, self.within))

    def api(self, question: str, format: str, **options: str | int | bool | None) -> str:
        """The address at which the API gives the same answer as a file."""
        return api_address(question, format, self._told(options))

    def _told(self, options: Mapping[str, str | int | bool | None]) -> Mapping[str, str | bool]:
        """Options as a question takes them, on the page's day and import; None and False are left out."""
        told = {name: _option(value) for name, value in options.items() if value is not None and value is not False}
        return {"as_of": iso(self.day), "known_at": str(self.graph.known_at), **told}

    @property
    def _in_path(self) -> str | int | None:
        return self.number if self.unit is None else self.graph.id(self.unit)


def _option(value: str | int | bool) -> str | bool:
    return value if isinstance(value, bool) else str(value)
