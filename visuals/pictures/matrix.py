"""The coverage matrix: places down, rules across, a cell for each; a state in words, never by colour alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import GAP_STATES, Force, Group, State
from queries.coverage import COVERAGE
from queries.coverage import Params as CoverageParams
from visuals.pictures.markup import fitted
from visuals.words import Lang, Words, word

MOST_ROWS = 60
"""A matrix with more counties shows prefectures."""

_GOOD_SHARE = 60
"""Percent from which a cell of many units is short and not a gap as a whole."""

_COLUMN = 14
"""Ems that the heading of a column has."""

_SHORT: Mapping[State, Words] = {
    State.COVERED: Words("", ""),
    State.OVER: Words("超", "over"),
    State.INHERITED: Words("挂名", "name"),
    State.PLANNED: Words("待启", "plan"),
    State.LAPSED: Words("到期", "end"),
    State.UNCOVERED: Words("缺", "0"),
    State.UNKNOWN: Words("?", "?"),
}
_ALL = Words("{met}/{all} 满足", "{met} of {all} met")


@dataclass(frozen=True, slots=True)
class Cell:
    """`look` is a state or `some` (many units, most met), `few` (most not), `none` (no rule applies)."""

    said: str
    look: str
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    cells: Sequence[Cell]
    gaps: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one prefecture."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`groups` are names of groups of columns and how many they span; `columns` a short and the whole name each."""

    groups: Sequence[tuple[str, int]]
    columns: Sequence[tuple[str, str]]
    blocks: Sequence[Block]
    by: str

    @property
    def lines(self) -> int:
        return sum(len(block.lines) for block in self.blocks)


def short_words(lang: Lang) -> Mapping[str, str]:
    """What a cell says of a state; of one that is partial, an example."""
    return {state: "1/2" if state is State.PARTIAL else _SHORT[state].said(lang) for state in State}


def matrix(graph: Snapshot, slot: int, day: int, lang: Lang) -> Matrix:
    """Counties of a place, or prefectures where the counties are too many. Rules made by `each` share a column."""
    by = "county"
    rows = _rows(graph, slot, day, by)
    if len({row.place for row in rows}) > MOST_ROWS:
        by, rows = "prefecture", _rows(graph, slot, day, "prefecture")
    rules = {rule.id: rule for rule in graph.rules}
    columns = _columns({row.rule: rules[row.rule] for row in rows}.values())
    cells = dict[tuple[str, str], list[Any]]()
    for row in rows:
        cells.setdefault((row.place, rules[row.rule].declared), []).append(row)
    places = dict.fromkeys(row.place for row in rows if row.place is not None)
    lines = {place: _line(graph, place, columns, cells, lang) for place in places}
    return Matrix(
        groups=_groups(columns, lang),
        columns=[_heading(rule, lang) for rule in columns],
        blocks=_blocks(graph, lines, by, lang),
        by=by,
    )


def _rows(graph: Snapshot, slot: int, day: int, by: str) -> Sequence[Any]:
    answer = COVERAGE.answer(graph, CoverageParams(day, by=by, within=slot))
    return answer.page(0, answer.total)


def _columns(rules: Iterable[Rule]) -> list[Rule]:
    """One rule for each declared one: by group, force and id."""
    known = [str(each) for each in Group]
    first = dict[str, Rule]()
    for rule in rules:
        first.setdefault(rule.declared, rule)
    order = {name: place for place, name in enumerate(known)}
    forces = list(Force)
    return sorted(
        first.values(),
        key=lambda rule: (
            order.get(rule.group, len(order)),
            rule.group,
            forces.index(rule.force[0]) if len(rule.force) == 1 and not rule.each else len(forces),
            rule.declared,
        ),
    )


def _heading(rule: Rule, lang: Lang) -> tuple[str, str]:
    """As a narrow column says it, and the rule's whole title; without the force that `each` put behind it."""
    title = (rule.title_en or rule.title) if lang is Lang.EN else rule.title
    whole = title.split("·")[0].strip() if rule.each else title
    return fitted(whole.rpartition(": ")[2], _COLUMN), whole


def _groups(columns: Sequence[Rule], lang: Lang) -> list[tuple[str, int]]:
    spans = dict[str, int]()
    for rule in columns:
        spans[rule.group] = spans.get(rule.group, 0) + 1
    return [(word(name, Group, lang), span) for name, span in spans.items()]


def _line(
    graph: Snapshot,
    place: str,
    columns: Sequence[Rule],
    cells: Mapping[tuple[str, str], Sequence[Any]],
    lang: Lang,
) -> Line:
    slot = graph.find(place)
    of_place = [cells.get((place, rule.declared), ()) for rule in columns]
    counted = [row for rows in of_place for row in rows]
    return Line(
        name=_short(graph, slot, lang),
        cells=[_cell(rows, lang) for rows in of_place],
        gaps=sum(getattr(row, state) for row in counted for state in GAP_STATES),
        unknown=sum(row.unknown for row in counted),
    )


def _cell(rows: Sequence[Any], lang: Lang) -> Cell:
    counts = {state: sum(getattr(row, state) for row in rows) for state in State}
    applies = sum(counts.values())
    if not applies:
        return Cell("", "none", "")
    met = counts[State.COVERED] + counts[State.OVER]
    told = "，".join(f"{word(state, State, lang)} {count}" for state, count in counts.items() if count)
    only = [state for state, count in counts.items() if count == applies]
    if only:
        return Cell(_only(only[0], rows, lang), only[0], f"{_ALL.said(lang, met=met, all=applies)} · {told}")
    unknown = counts[State.UNKNOWN]
    share = round(100 * met / (applies - unknown))
    mostly_unknown = 2 * unknown > applies
    # A share of the few that are known would say more than anybody knows.
    said = f"{met}/{applies}" if mostly_unknown or applies < 10 else f"{share}"
    look = (
        "unknown"
        if mostly_unknown
        else "covered"
        if met == applies - unknown
        else "some"
        if share >= _GOOD_SHARE
        else "few"
    )
    return Cell(said + ("?" if unknown else ""), look, f"{_ALL.said(lang, met=met, all=applies)} · {told}")


def _only(state: State, rows: Sequence[Any], lang: Lang) -> str:
    """What a cell says when all its units are in one state."""
    if state is State.PARTIAL:
        return f"{sum(row.filled for row in rows)}/{sum(row.slots for row in rows)}"
    return _SHORT[state].said(lang)


def _blocks(graph: Snapshot, lines: Mapping[str, Line], by: str, lang: Lang) -> list[Block]:
    if by == "prefecture":
        return [Block("", list(lines.values()))]
    made = dict[str, list[Line]]()
    for place, line in lines.items():
        above = int(graph.structure.prefecture[graph.find(place)])
        made.setdefault("" if above < 0 else _short(graph, above, lang), []).append(line)
    return [Block(name, lines) for name, lines in made.items()]


def _short(graph: Snapshot, slot: int, lang: Lang) -> str:
    """A place as a narrow column has it."""
    units, words, version = graph.history.units, graph.history.words, graph.structure.version[slot]
    if lang is Lang.EN and (english := words[int(units.name_en[version])]):
        return english.split()[0]
    return words[int(units.short_name[version])] or graph.name(slot)
