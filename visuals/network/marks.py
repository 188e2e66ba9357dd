"""The marks of the legend, drawn like the lines and units that they explain."""

from markupsafe import Markup

from graph_model.vocabulary import Kind
from visuals.network.link_states import LinkState
from visuals.network.looks import COLOURS, GREY, PLACES, SHAPES
from visuals.pictures.markup import tag

_DASHES = {LinkState.PLANNED: "5 3.5", LinkState.LAPSED: "1.5 3"}
_POINTS = {"square": "2,2 14,2 14,14 2,14", "diamond": "8,1 15,8 8,15 1,8", "triangle": "8,1.5 15,14 1,14"}
_STAR = "8,0.8 10.1,5.8 15.4,6.2 11.3,9.7 12.6,15 8,12.1 3.4,15 4.7,9.7 0.6,6.2 5.9,5.8"


def force_mark(force: str) -> Markup:
    return _line(COLOURS[force], None, 4)


def link_state_mark(state: LinkState) -> Markup:
    return _line(GREY if state is LinkState.LAPSED else "#1b2430", _DASHES.get(state), 2)


def kind_mark(kind: Kind) -> Markup:
    shape = SHAPES.get(kind, "dot")
    if kind in PLACES:
        inside = tag("circle", cx=8, cy=8, r=5.6, fill="#ffffff", stroke="#1b2430", stroke_width=2)
    elif shape == "dot":
        inside = tag("circle", cx=8, cy=8, r=5, fill="#66727f")
    else:
        inside = tag("polygon", points=_POINTS.get(shape, _STAR), fill="#66727f")
    return tag("svg", inside, viewBox="0 0 16 16", width=14, height=14, aria_hidden="true")


def _line(colour: str, dashes: str | None, thick: float) -> Markup:
    drawn = tag("path", d="M0 5h26", fill="none", stroke=colour, stroke_width=thick, stroke_dasharray=dashes)
    return tag("svg", drawn, viewBox="0 0 26 10", width=26, height=10, aria_hidden="true")
