"""Whom to ask 该找谁 on the page: all fields with the first unit to ask in each, and one field in full."""

from dataclasses import dataclass
from datetime import date

from graph_model.days import number
from graph_model.vocabulary import Field, Force, Kind, Post, Reason, Role
from queries.whom_to_ask import Row
from visuals.values import as_known
from visuals.words import Lang, Words, word

MOST = 8
"""Units to ask that the page lists; it says how many more there are."""

_OPEN = Words("{day} 起，长期", "from {day}, open-ended")
_THROUGH = Words("至 {day}", "to {day}")
_PEOPLE = Words("{post} {count} 人", "{post} ×{count}")


@dataclass(frozen=True, slots=True)
class Advice:
    """A unit to ask, in words; `left` are the days until its term ends, `more` its further links for that reason."""

    rank: int
    unit: str | None
    name: str | None
    kind: str
    reason: str
    why: str
    force: str
    force_word: str
    as_what: str
    host: str | None
    host_name: str | None
    term: str
    left: int | None
    more: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A field, the first unit to ask in it, and how many there are."""

    field: str
    name: str
    first: Advice
    count: int

    @property
    def is_answered(self) -> bool:
        return self.first.reason != Reason.NOBODY


def advice_of(row: Row, day: int, lang: Lang) -> Advice:
    """A row of the question `whom-to-ask` in words."""
    return Advice(
        rank=row.rank,
        unit=row.unit,
        name=row.name,
        kind=word(row.kind, Kind, lang) if row.kind else "",
        reason=row.reason,
        why=word(row.reason, Reason, lang),
        force=row.force or "",
        force_word=word(row.force, Force, lang) if row.force else "",
        as_what=_as_what(row, lang),
        host=row.host,
        host_name=row.host_name,
        term=_term(row, lang),
        left=_left(row, day),
        more=max(row.links - 1, 0),
    )


def subject_of(field: Field, first: Row, count: int, day: int, lang: Lang) -> Subject:
    """`first` is the first of `count` rows of the question."""
    return Subject(str(field), word(field, Field, lang), advice_of(first, day, lang), count)


def _as_what(row: Row, lang: Lang) -> str:
    """The post and how many people, or the part in a pairing."""
    if row.post:
        return _PEOPLE.said(lang, post=word(row.post, Post, lang), count=row.headcount)
    return word(row.role, Role, lang) if row.role else ""


def _term(row: Row, lang: Lang) -> str:
    """Its last day, or where it has none its first."""
    if row.through:
        return _THROUGH.said(lang, day=as_known(row.through, row.through_precision))
    begin = row.since or row.seen
    return _OPEN.said(lang, day=as_known(begin, row.since_precision)) if begin else ""


def _left(row: Row, day: int) -> int | None:
    return None if row.through is None else number(date.fromisoformat(row.through)) - day
