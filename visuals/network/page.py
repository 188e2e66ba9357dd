"""A network as one HTML file: pyvis holds the graph, our own template writes it, vis-network draws it.

pyvis' own templates ask two CDNs for files and take headings for markup; so only its graph is used.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import IO, Any

from markupsafe import Markup
from pyvis.network import Network

from graph_model.days import iso
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, Kind, LinkTable
from queries.cells import iso_days, last_days
from visuals.network.chosen import IN_FORCE, LAPSED, PLANNED, Chosen, Tie
from visuals.network.positions import LaidOut, positions
from visuals.network.words import WORDS
from visuals.templating import rendered
from visuals.words import FICTIONAL, Lang, word

MOST_ROWS = 1_000
"""Links that the table under the picture lists."""

_NAMED = 45
"""Homes whose names are large enough to be read when all is seen."""
_CROWD = 1_000
"""Lines from which each is thin and lets others shine through."""
_VIS = "vis-network.min.js"
_COLOURS: Mapping[str, str] = {
    Force.EAST_WEST: "#2a6496",
    Force.INTRA_PROVINCE: "#2f7d6d",
    Force.DESIGNATED: "#7d5ba6",
    Force.SOE: "#a86a17",
    Force.GROUP_TALENT: "#b0446f",
}
_GREY = "#9aa4af"
_PLACES = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)
_SHAPES: Mapping[Kind, str] = {
    Kind.TOWNSHIP: "dot",
    Kind.VILLAGE: "dot",
    Kind.CENTRAL_SOE: "square",
    Kind.LOCAL_SOE: "square",
    Kind.PRIVATE_FIRM: "square",
    Kind.CENTRAL_UNIT: "diamond",
    Kind.PROVINCIAL_UNIT: "diamond",
    Kind.DEPARTMENT: "diamond",
    Kind.UNIVERSITY: "triangle",
    Kind.SCHOOL: "triangle",
    Kind.HOSPITAL: "star",
}


def write_network(graph: Snapshot, chosen: Chosen, day: int, lang: Lang, out: IO[bytes], **about: Any) -> None:
    out.write(network_page(graph, chosen, day, lang, **about).encode())


def network_page(
    graph: Snapshot, chosen: Chosen, day: int, lang: Lang, *, title: str = "", fictional: bool = False
) -> str:
    """`title` names the unit around or within which it is; without one it is the whole ledger."""
    net = drawn(graph, chosen, lang)
    record = graph.history.imports[graph.known_at]
    return rendered(
        "network.html",
        lang="zh-CN" if lang is Lang.ZH else "en",
        say=partial(_said, lang),
        title=title or WORDS["everything"].said(lang),
        fictional=FICTIONAL if fictional else "",
        day=iso(day),
        record=record,
        time=record.time[:16].replace("T", " "),
        chosen=chosen,
        forces=[(str(force), word(force, Force, lang), _COLOURS[force]) for force in Force],
        states=[(state, WORDS[state].said(lang)) for state in (IN_FORCE, PLANNED, LAPSED)],
        data={"nodes": net.nodes, "edges": net.edges},
        rows=list(_rows(graph, chosen.ties[:MOST_ROWS], lang)),
        vis=_vis(),
    )


def _said(lang: Lang, name: str, /, **values: object) -> str:
    return WORDS[name].said(lang, **values)


@cache
def _vis() -> Markup:
    """vis-network as it came, but for the last line, which names a file that nobody has."""
    text = files("visuals").joinpath("static", "vendor", _VIS).read_text(encoding="utf-8")
    script, _, _ = text.rpartition("//# sourceMappingURL=")
    assert "</script" not in script.lower(), f"{_VIS} would end the element it stands in"
    return Markup(script)  # a vendored file, whose checksum a test holds


def drawn(graph: Snapshot, chosen: Chosen, lang: Lang) -> Network:
    """The graph with what each unit and line looks like."""
    # Undirected, pyvis compares every new line with all that are there.
    net = Network(directed=True)
    laid_out = positions(graph, chosen)
    # What many live around stays readable from afar.
    named = set(chosen.units if len(chosen.units) <= _NAMED else laid_out.homes[:_NAMED])
    degree = dict[int, int]()
    for tie in chosen.ties:
        for end in (tie.source, tie.target):
            degree[end] = degree.get(end, 0) + 1
    names = graph.names(_slots(chosen.units))
    for unit, unit_id, name in zip(chosen.units, graph.ids(_slots(chosen.units)), names, strict=True):
        kind = graph.kind(unit)
        x, y = laid_out.at[unit]
        net.add_node(
            unit_id,
            label=name,
            title="\n".join(
                [name, f"{word(kind, Kind, lang)} · {unit_id}", _said(lang, "lines", count=degree.get(unit, 0))]
            ),
            x=x,
            y=y,
            font=_font(laid_out.zoom) if unit in named else {"size": 13},
            **_look(kind, degree.get(unit, 0), laid_out),
        )
    _add_ties(net, graph, chosen.ties, lang)
    return net


def _slots(units: Sequence[int]) -> Any:
    import numpy as np

    return np.array(units, np.int64)


def _font(zoom: float) -> dict[str, Any]:
    """A name that is readable when all is seen."""
    return {"size": round(13 / zoom), "strokeWidth": round(4 / zoom)}


def _look(kind: Kind, degree: int, laid_out: LaidOut) -> dict[str, Any]:
    """Places are rings, bodies are filled, their shape by kind; the more lines, the larger."""
    lines = min(degree, 60) ** 0.5
    size = min(max(7 + 2.4 * lines, (2.2 + 0.35 * lines) / laid_out.zoom), 0.36 * laid_out.room)
    if kind in _PLACES:
        colour = {"background": "#ffffff", "border": "#1b2430"}
        return {"shape": "dot", "size": size * 1.35, "color": colour, "borderWidth": 2}
    colour = {"background": "#5b6b7b", "border": "#3d4b59"}
    return {"shape": _SHAPES.get(kind, "dot"), "size": size, "color": colour, "borderWidth": 0}


def _add_ties(net: Network, graph: Snapshot, ties: Sequence[Tie], lang: Lang) -> None:
    crowded = len(ties) > _CROWD
    for number, tie in enumerate(ties):
        grey = tie.state == LAPSED
        opacity = (0.2 if grey else 0.45) if crowded else (0.6 if grey else 0.9)
        net.add_edge(
            graph.id(tie.source),
            graph.id(tie.target),
            id=number,
            color={
                "color": _GREY if grey else _COLOURS[tie.force],
                "opacity": opacity,
                "highlight": _COLOURS[tie.force],
            },
            dashes=[6, 5] if tie.state == PLANNED else [1.5, 4] if grey else False,
            width=1.2 if grey or crowded else 1.4 + 0.6 * min(tie.many, 4),
            title=_title(graph, tie, lang),
            force=tie.force,
            state=tie.state,
        )


def _title(graph: Snapshot, tie: Tie, lang: Lang) -> str:
    ends = f"{graph.name(tie.source)} → {graph.name(tie.target)}"
    what = f"{word(tie.table, LinkTable, lang)} · {word(tie.force, Force, lang)} · {WORDS[tie.state].said(lang)}"
    return f"{ends}\n{what}\n{_term(graph, tie)}" + (f" ×{tie.many}" if tie.many > 1 else "")


def _term(graph: Snapshot, tie: Tie) -> str:
    """First and last day of the first of its links."""
    rows, links = _slots(tie.rows[:1]), graph.history.links
    return f"{iso_days(links.since[rows])[0] or '?'} – {last_days(links.until[rows])[0] or ''}"


def _rows(graph: Snapshot, ties: Sequence[Tie], lang: Lang) -> Iterator[tuple[str, ...]]:
    for tie in ties:
        yield (
            graph.name(tie.source),
            graph.name(tie.target),
            word(tie.table, LinkTable, lang),
            word(tie.force, Force, lang),
            WORDS[tie.state].said(lang),
            _term(graph, tie),
        )
