"""What each line of a network looks like, and what it says in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, LinkTable
from queries.cells import iso_days, last_days
from visuals.network.chosen import Tie
from visuals.network.link_states import LinkState
from visuals.network.looks import COLOURS, GREY
from visuals.words import Lang, word

_MOST_BENT = 170
"""Lines up to which each is bent; beyond, straight ones are drawn faster and read better."""
_CROWD = 400
"""Lines from which each is thin and lets others shine through."""


class Term(NamedTuple):
    """First day of the earliest and last day of the latest of a line's links; None where nobody said, or it is open."""

    since: str | None
    through: str | None


def term_of(graph: Snapshot, tie: Tie) -> Term:
    """Of all links that a line stands for."""
    links, rows = graph.history.links, np.array(tie.rows, np.int64)
    since = [day for day in iso_days(links.since[rows]) if day is not None]
    through = [day for day in last_days(links.until[rows]) if day is not None]
    return Term(min(since, default=None), max(through) if len(through) == len(tie.rows) else None)


def line_looks(graph: Snapshot, ties: Sequence[Tie], zoom: float, lang: Lang) -> Iterator[dict[str, Any]]:
    """Edges as vis-network takes them; those between the same two units bend more and more, so that each is seen."""
    crowded, beside = len(ties) > _CROWD, Counter[tuple[int, int]]()
    thick = 1.0 if crowded else min(max(0.7 / zoom, 1.0), 1.7)  # what is seen from afar is drawn thicker
    for number, tie in enumerate(ties):
        beside[tie.source, tie.target] += 1
        bend = {} if len(ties) > _MOST_BENT else {"smooth": _bent(beside[tie.source, tie.target])}
        grey = tie.state == LinkState.LAPSED
        opacity = (0.2 if grey else 0.45) if crowded else (0.6 if grey else 0.9)
        yield {
            "from": graph.id(tie.source),
            "to": graph.id(tie.target),
            "id": number,
            "color": {
                "color": GREY if grey else COLOURS[tie.force],
                "opacity": opacity,
                "highlight": COLOURS[tie.force],
            },
            "dashes": [6, 5] if tie.state == LinkState.PLANNED else [1.5, 4] if grey else False,
            "width": round(thick * (1.2 if grey or crowded else 1.4 + 0.6 * min(tie.many, 4)), 2),
            "title": _title(graph, tie, lang),
            "force": tie.force,
            "state": tie.state,
            **bend,
        }


def _bent(number: int) -> dict[str, Any]:
    """To one side, then to the other."""
    return {"enabled": True, "type": "curvedCW" if number % 2 else "curvedCCW", "roundness": 0.1 * ((number + 1) // 2)}


def _title(graph: Snapshot, tie: Tie, lang: Lang) -> str:
    ends = f"{graph.name(tie.source)} → {graph.name(tie.target)}"
    return f"{ends}\n{what_text(tie, lang)}\n{term_text(graph, tie)}"


def what_text(tie: Tie, lang: Lang) -> str:
    """结对 · 东西部协作 · 有效: table, force and state."""
    state = word(tie.state, LinkState, lang)
    return f"{word(tie.table, LinkTable, lang)} · {word(tie.force, Force, lang)} · {state}"


def term_text(graph: Snapshot, tie: Tie) -> str:
    """2021-04-01 – 2026-12-31 ×3: the term, and how many links there are."""
    since, through = term_of(graph, tie)
    return f"{since or '?'} – {through or ''}" + (f" ×{tie.many}" if tie.many > 1 else "")


class TableRow(NamedTuple):
    """A line in words: the names of both ends, and what it is."""

    helper: str
    recipient: str
    table: str
    force: str
    state: str
    term: str


def table_rows(graph: Snapshot, ties: Sequence[Tie], lang: Lang) -> Iterator[TableRow]:
    """What the table behind the picture says."""
    for tie in ties:
        yield TableRow(
            graph.name(tie.source),
            graph.name(tie.target),
            word(tie.table, LinkTable, lang),
            word(tie.force, Force, lang),
            word(tie.state, LinkState, lang),
            term_text(graph, tie),
        )
