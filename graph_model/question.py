"""What a question is: options in, rows out, both declared, and a function over the snapshot.

From one declaration follow the command with its help, the JSON, the CSV and XLSX headers and, later,
the HTTP parameters and their documentation. The questions themselves live in `queries/`.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum, auto
from functools import cache
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Term

P = TypeVar("P")
R = TypeVar("R", bound=tuple[Any, ...])


class Takes(Enum):
    """What an option holds, and so how it is read and what its help says."""

    UNIT = auto()
    """A unit by id or name; a slot in the params."""
    UNITS = auto()
    """Units by id or name, with commas between; a tuple of slots."""
    RULE = auto()
    """A rule's id, with or without `:<force>`."""
    GROUP = auto()
    """A group of rules."""
    TERM = auto()
    """A word of a closed list, as a code."""
    TERMS = auto()
    """Words of a closed list, with commas between; a tuple of codes."""
    CHOICE = auto()
    """One of a few fixed words."""
    COUNT = auto()
    """A whole number, 1 or more."""
    FLAG = auto()
    """There or not."""
    MONTH = auto()
    """A month, counted as `year * 12 + month - 1`."""
    TEXT = auto()
    """Any words, as they are."""
    MOMENT = auto()
    """An import number or a time; an import number in the params."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question, beside `as_of`, `known_at`, `limit` and `cursor`, which all take."""

    takes: Takes
    zh: str
    meaning: str
    terms: type[Term] | None = None
    choices: tuple[str, ...] = ()
    argument: bool = False
    """On the command line it stands by itself, without `--name`; it must be given."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the answer. `brief` columns are those of the table on a terminal."""

    zh: str
    en: str
    meaning: str
    brief: bool = True
    terms: type[Term] | None = None
    """The closed list whose codes the column holds; people see its words."""


class NamedOption(NamedTuple):
    name: str
    option: Option
    default: Any


class NamedHeading(NamedTuple):
    name: str
    heading: Heading


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """`total` rows in the question's order; `page(start, stop)` makes those that are wanted."""

    total: int
    page: Callable[[int, int], list[R]]

    @classmethod
    def of(cls, rows: list[R]) -> "Answer[R]":
        return cls(len(rows), lambda start, stop: rows[start:stop])


@dataclass(frozen=True, slots=True)
class Question(Generic[P, R]):
    """One question. `params` is a frozen dataclass whose first field is `day`; `row` a NamedTuple."""

    name: str
    title: str
    title_en: str
    meaning: str
    params: type[P]
    row: type[R]
    answer: Callable[[Snapshot, P], Answer[R]]

    @property
    def options(self) -> tuple[NamedOption, ...]:
        """The options of `params`, in order; `day` is not among them."""
        params: Any = self.params
        return _options_of(params)

    @property
    def columns(self) -> tuple[NamedHeading, ...]:
        row: Any = self.row
        return columns_of(row)


@cache
def _options_of(params: Any) -> tuple[NamedOption, ...]:
    hints = get_type_hints(params, include_extras=True)
    defaults = {each.name: each.default for each in fields(params)}
    return tuple(
        NamedOption(name, _declared(hint, Option), defaults[name]) for name, hint in hints.items() if name != "day"
    )


@cache
def columns_of(row: Any) -> tuple[NamedHeading, ...]:
    """The headings that a NamedTuple declares, in order."""
    hints = get_type_hints(row, include_extras=True)
    # `import_` is `import` outside: Python keeps that word to itself.
    return tuple(NamedHeading(name.rstrip("_"), _declared(hint, Heading)) for name, hint in hints.items())


D = TypeVar("D")


def _declared(hint: Any, wanted: type[D]) -> D:
    """The declaration inside `Annotated[...]`."""
    assert get_origin(hint) is Annotated, f"{hint} says nothing about itself"
    return next(each for each in get_args(hint)[1:] if isinstance(each, wanted))
