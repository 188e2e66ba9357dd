"""The dispatched of a county by post and field, in people: a small matrix, and the dispatches behind a cell."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_model.rules import Rule
from graph_model.vocabulary import Field, LinkTable, Post
from queries.dispatches import Row
from queries.gaps import Row as GapRow
from queries.subjects import SUBJECTS
from visuals.words import Lang, word


@dataclass(frozen=True, slots=True)
class CadreCell:
    """`people` in one post and field; `field` is empty where no row names one.

    An empty seat has the `state` and the `rule` that asks for it.
    """

    post: str
    field: str
    people: int
    state: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class CadreLine:
    """One post, and its people in each field."""

    post: str
    title: str
    cells: Sequence[CadreCell]
    people: int


@dataclass(frozen=True, slots=True)
class CadreMatrix:
    """Posts down, fields across, as far as somebody is sent there; `totals` are those of the fields."""

    fields: Sequence[tuple[str, str]]
    lines: Sequence[CadreLine]
    totals: Sequence[CadreCell]
    people: int


Place = tuple[str, str]
"""A post and a field."""


def cadre_matrix(rows: Sequence[Row], empty: Mapping[Place, GapRow], lang: Lang) -> CadreMatrix:
    """`rows` are dispatches in force, `empty` the gaps by post and field."""
    people = Counter[Place]()
    for row in rows:
        people[row.post, row.field or ""] += row.headcount
    there = [*people, *empty]
    posts = [str(post) for post in Post if any(at == post for at, _ in there)]
    fields = [str(each) for each in Field if any(at == each for _, at in there)]
    fields += [""] if any(not at for _, at in there) else []
    lines = [_line(post, fields, people, empty, lang) for post in posts]
    totals = [CadreCell("", field, sum(people[post, field] for post in posts)) for field in fields]
    return CadreMatrix([(field, word(field, Field, lang)) for field in fields], lines, totals, people.total())


def _line(
    post: str, fields: Sequence[str], people: Mapping[Place, int], empty: Mapping[Place, GapRow], lang: Lang
) -> CadreLine:
    cells = [_cell((post, field), people[post, field], empty.get((post, field))) for field in fields]
    return CadreLine(post, word(post, Post, lang), cells, sum(cell.people for cell in cells))


def _cell(place: Place, people: int, gap: GapRow | None) -> CadreCell:
    return CadreCell(*place, people, *((gap.state, gap.rule) if gap else ()))


def empty_posts(gaps: Iterable[GapRow], county: str, rules: Mapping[str, Rule]) -> dict[Place, GapRow]:
    """The posts that a rule asks of the county itself and that nobody is in, or of which nobody has reported."""
    return {
        (post, field): row
        for row in gaps
        if row.unit == county and (rule := rules[row.rule]).link == LinkTable.DISPATCH and not row.has
        for post in rule.post
        for field in rule.field or _fields_of(post)
    }


def _fields_of(post: str) -> Sequence[str]:
    """The field that a post says by itself."""
    return [str(field) for field, subject in SUBJECTS.items() if post in subject.posts] or [""]
