"""What changed between two states of the ledger?"""

from dataclasses import dataclass, replace
from typing import Annotated, Any, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Change, What
from queries.options import Within
from queries.unit_versions import touched_units
from queries.version_rows import NONE, Touched, touched_links, touched_returns, touched_rules

_SOURCES = touched_links, touched_returns, touched_rules, touched_units


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    since: Annotated[
        int, Option(Takes.MOMENT, "自", "Imports after this one (a number or a time); 0, the default, for all.")
    ] = 0
    until: Annotated[int | None, Option(Takes.MOMENT, "至", "Imports up to this one; default: known_at.")] = None
    within: Within = None


class Row(NamedTuple):
    change: Annotated[str, Heading("变化", "Change", "added, ended, corrected or withdrawn.", terms=Change)]
    what: Annotated[str, Heading("对象", "What", "unit, pairing, dispatch, return or rule.", terms=What)]
    id: Annotated[str, Heading("编号", "Id", "Its id.")]
    before: Annotated[dict[str, Any] | None, Heading("原值", "Before", "The whole row before; null when added.")]
    after: Annotated[dict[str, Any] | None, Heading("新值", "After", "The whole row after; null when withdrawn.")]
    import_: Annotated[int, Heading("导入", "Import", "The import that changed it.")]
    file: Annotated[str | None, Heading("文件", "File", "File of the row after, else before.")]
    sheet: Annotated[str | None, Heading("工作表", "Sheet", "Its sheet; null for a CSV.", brief=False)]
    row: Annotated[int | None, Heading("行", "Row", "Its row as the spreadsheet shows it.")]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    until = graph.known_at if ask.until is None else min(ask.until, graph.known_at)
    sources = [source(graph, ask.since, until) for source in _SOURCES]
    if ask.within is not None:
        inside = graph.within(ask.within)
        sources = [_touched_within(each, inside) for each in sources]
    of = np.repeat(np.arange(len(sources)), [len(each.seq) for each in sources])
    place = np.concatenate([np.arange(len(each.seq)) for each in sources])
    order = np.lexsort(
        (
            np.concatenate([each.rank for each in sources]),
            np.concatenate([_kinds_of_objects(each) for each in sources]),
            np.concatenate([each.seq for each in sources]),
        )
    )

    def page(start: int, stop: int) -> list[Row]:
        chosen = order[start:stop]
        made: list[Row | None] = [None] * len(chosen)
        for number, source in enumerate(sources):
            here = np.flatnonzero(of[chosen] == number)
            for at, row in zip(here.tolist(), _rows(source, place[chosen[here]]), strict=True):
                made[at] = row
        return [row for row in made if row is not None]

    return Answer(len(order), page)


def _touched_within(touched: Touched, inside: Bools) -> Touched:
    """What of it lies inside: a link that moved out is withdrawn there. Rules are everywhere."""
    before, after = (_inside(touched, versions, inside) for versions in (touched.before, touched.after))
    kept = np.flatnonzero((before != NONE) | (after != NONE))
    return replace(touched, seq=touched.seq[kept], rank=touched.rank[kept], before=before[kept], after=after[kept])


def _inside(touched: Touched, versions: Ints, inside: Bools) -> Ints:
    """The versions that are about a unit inside, NONE for the others."""
    kept = versions.copy()
    there = np.flatnonzero(versions != NONE)
    units = touched.unit(versions[there])
    kept[there[(units != NOBODY) & ~inside[units]]] = NONE
    return kept


def _kinds_of_objects(touched: Touched) -> Ints:
    """The place of each object's `what` in the alphabet."""
    versions = np.maximum(touched.before, touched.after).tolist()
    return np.array([_WHATS.index(touched.what(version)) for version in versions], np.int64)


_WHATS = ("dispatch", "pairing", "return", "rule", "unit")


def _rows(touched: Touched, at: Ints) -> list[Row]:
    """What happened to some objects of one kind."""
    before, after = touched.before[at], touched.after[at]
    known = np.where(after == NONE, before, after).tolist()
    return [
        Row(
            _change(then, now),
            touched.what(version),
            (now or then or {})["id"],
            then,
            now,
            seq,
            *touched.place(version),
        )
        for then, now, version, seq in zip(
            _shown(touched, before), _shown(touched, after), known, touched.seq[at].tolist(), strict=True
        )
    ]


def _shown(touched: Touched, versions: Ints) -> list[dict[str, Any] | None]:
    """What the versions say; None where there is none."""
    there = np.flatnonzero(versions != NONE)
    shown: list[dict[str, Any] | None] = [None] * len(versions)
    for at, row in zip(there.tolist(), touched.rows(versions[there].tolist()), strict=True):
        shown[at] = row
    return shown


def _change(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None or after is None:
        return "added" if before is None else "withdrawn"
    differing = {name for name in after if after[name] != before.get(name)}
    ended = differing <= {"through", "through_precision"} and after["through"] is not None
    earlier = ended and (before["through"] is None or after["through"] < before["through"])
    return "ended" if differing and earlier else "corrected"


CHANGES = Question(
    name="changes",
    title="变化",
    title_en="Changes",
    meaning="What changed between two states of the ledger?",
    params=Params,
    row=Row,
    answer=answer,
)
