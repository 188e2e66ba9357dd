"""What each unit of a network looks like: the same in the file that travels and on the page."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, Kind
from visuals.network.chosen import Chosen
from visuals.network.link_states import LinkState
from visuals.network.positions import LaidOut
from visuals.network.words import WORDS
from visuals.pictures.markup import fitted
from visuals.words import Lang, word

_NAMED = 45
"""Units whose names are large enough to be read when all is seen."""
_LONGEST, _LONGEST_IN_RINGS = 18, 9
"""Characters of a name that are drawn."""
COLOURS: Mapping[str, str] = {
    Force.EAST_WEST: "#2a6496",
    Force.INTRA_PROVINCE: "#2f7d6d",
    Force.DESIGNATED: "#7d5ba6",
    Force.SOE: "#a86a17",
    Force.GROUP_TALENT: "#b0446f",
}
GREY = "#9aa4af"
_INK, _BODY, _LIT = "#1b2430", "#66727f", "#ffe9ad"
"""Of places and bodies that only receive."""
PLACES = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)
SHAPES: Mapping[Kind, str] = {
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


def degrees(found: Chosen) -> dict[int, int]:
    """Lines of each unit."""
    lines = dict.fromkeys(found.units, 0)
    for tie in found.ties:
        lines[tie.source] += 1
        lines[tie.target] += tie.target != tie.source
    return lines


def unit_looks(graph: Snapshot, found: Chosen, laid_out: LaidOut, lang: Lang) -> Iterator[dict[str, Any]]:
    """Nodes as vis-network takes them; x and y in pixels."""
    # What many live around stays readable from afar.
    named = set(found.units if len(found.units) <= _NAMED else laid_out.named[:_NAMED])
    slots, degree, forces = np.array(found.units, np.int64), degrees(found), _helping(found)
    for unit, unit_id, name in zip(found.units, graph.ids(slots), graph.names(slots), strict=True):
        kind, (x, y) = graph.kind(unit), laid_out.at[unit]
        lines = WORDS["lines"].said(lang, count=degree[unit])
        yield {
            "id": unit_id,
            "label": fitted(name, _LONGEST_IN_RINGS if laid_out.sectors else _LONGEST),
            "title": f"{name}\n{word(kind, Kind, lang)} · {unit_id}\n{lines}",
            "x": x,
            "y": y,
            "font": _font(laid_out) if unit in named else {"size": 13},
            "kind": kind,
            **_look(kind, degree[unit], forces.get(unit), laid_out),
        }


def _font(laid_out: LaidOut) -> dict[str, Any]:
    """A name that is readable when all is seen."""
    return {
        "size": round((13 if laid_out.sectors else 14.5) / laid_out.zoom),
        "strokeWidth": round(4 / laid_out.zoom),
    }


def _helping(found: Chosen) -> dict[int, str]:
    """The force for which each helper has most of its lines, lapsed ones only where it has no others."""
    lines = dict[int, dict[str, float]]()
    for tie in found.ties:
        weight = 0.001 if tie.state == LinkState.LAPSED else 1.0
        forces = lines.setdefault(tie.source, {})
        forces[tie.force] = forces.get(tie.force, 0) + weight * tie.many
    return {unit: max(sorted(forces), key=forces.__getitem__) for unit, forces in lines.items()}


def _look(kind: Kind, degree: int, force: str | None, laid_out: LaidOut) -> dict[str, Any]:
    """Places are rings, bodies are filled, their shape by kind; the more lines, the larger. Helpers have colours."""
    lines = min(degree, 60) ** 0.5
    size = min(max(7 + 2.4 * lines, (2.2 + 0.35 * lines) / laid_out.zoom), 0.36 * laid_out.room)
    if kind in PLACES:
        border = _INK if force is None else COLOURS[force]
        colour = {"background": "#ffffff", "border": border, "highlight": {"background": _LIT, "border": border}}
        return {"shape": "dot", "size": size * 1.35, "color": colour, "borderWidth": 2.5}
    fill = _BODY if force is None else COLOURS[force]
    return {
        "shape": SHAPES.get(kind, "dot"),
        "size": size,
        "color": {"background": fill, "border": fill, "highlight": {"background": fill, "border": _INK}},
        "borderWidth": 0,
        "borderWidthSelected": 3,
    }
