"""One value of a row: as JSON has it, and as people read it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graph_model.days import in_shanghai
from graph_model.vocabulary import Term
from visuals.words import AND, NO, YES, Lang, change_word, word

SCALARS = frozenset({str, int, float, bool, type(None)})
"""Types that JSON takes as they are; asked for by identity, as most values of most rows are these."""

_NOTHING: tuple[object, ...] = (None, "", [], ())
_LENGTH = {"year": 4, "month": 7}


def plain(value: Any) -> Any:
    """As JSON has it: a named tuple is an object, a day is its ISO text, an absent value is null."""
    if value.__class__ in SCALARS:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {name.rstrip("_"): plain(each) for name, each in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    return value.item()  # a numpy number


def only_differing(names: Sequence[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Where a row has an object `before` and one `after`, the fields in which they differ."""
    if "before" not in names or "after" not in names:
        return row
    one, other = names.index("before"), names.index("after")
    before, after = row[one], row[other]
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        return row
    differ = [name for name in after if after[name] != before.get(name)]
    changed = {one: {name: before.get(name) for name in differ}, other: {name: after[name] for name in differ}}
    return tuple(changed.get(place, value) for place, value in enumerate(row))


def as_known(day: str, precision: str | None) -> str:
    """A day with only what was known of it: 2021, 2021-06 or 2021-06-30."""
    return day[: _LENGTH.get(precision or "day", 10)]


def moment(time: str) -> str:
    """The moment of an import to the minute, in Beijing time: 2026-11-24 09:30."""
    return f"{in_shanghai(time):%Y-%m-%d %H:%M}"


def for_people(value: Any, terms: type[Term] | None, lang: Lang, precision: str | None = None) -> str:
    """Words for codes, a day as precisely as it is known, lists joined, nothing where nothing is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (YES if value else NO).said(lang)
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, str):
        return as_known(value, precision) if precision else word(value, terms, lang)
    if isinstance(value, Mapping):
        told = (
            f"{change_word(name, lang)} {for_people(each, None, lang)}"
            for name, each in value.items()
            if each not in _NOTHING
        )
        return "; ".join(told)
    if isinstance(value, list | tuple | set | frozenset):
        return AND.said(lang).join(for_people(each, terms, lang) for each in value)
    return str(value)
