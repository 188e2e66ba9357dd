"""A mark for each state: told apart by shape alone, so that print in grey and colour-blind readers lose nothing."""

from functools import cache

from markupsafe import Markup

from graph_model.vocabulary import State
from visuals.pictures.markup import group, hover, tag
from visuals.words import Lang, word


def state_mark(state: str, x: float, y: float, r: float = 6, *, title: str = "", also: str = "") -> Markup:
    """The mark of a state around a point; `also` is a further class."""
    inside = _SHAPES[State.of(state)](x, y, r)
    told = (hover(title),) if title else ()
    return group(*told, *inside, class_=f"mark {state} {also}".strip())


def state_words(lang: Lang) -> list[tuple[str, str]]:
    return [(state, word(state, State, lang)) for state in State]


@cache
def inline_mark(state: str, lang: Lang, said: str | None = None) -> Markup:
    """The mark with its word beside it, for tables; `said` is a shorter one, the word shows on hovering then."""
    drawn = tag("svg", state_mark(state, 8, 8), viewBox="0 0 16 16", width=14, height=14, aria_hidden="true")
    whole = word(state, State, lang)
    return tag("span", drawn, said or whole, class_=f"state {state}", title=whole if said else None)


def _disc(x: float, y: float, r: float) -> Markup:
    return tag("circle", cx=x, cy=y, r=r, class_="disc")


def _ring(x: float, y: float, r: float) -> Markup:
    return tag("circle", cx=x, cy=y, r=r, class_="ring")


def _path(d: str, class_: str = "line") -> Markup:
    return tag("path", d=d, class_=class_)


def _covered(x: float, y: float, r: float) -> list[Markup]:
    return [_disc(x, y, r)]


def _over(x: float, y: float, r: float) -> list[Markup]:
    s = r * 0.55
    return [_disc(x, y, r), _path(f"M{x - s:.1f} {y:.1f}h{2 * s:.1f}M{x:.1f} {y - s:.1f}v{2 * s:.1f}", "on")]


def _partial(x: float, y: float, r: float) -> list[Markup]:
    return [_ring(x, y, r), _path(f"M{x:.1f} {y - r:.1f}a{r} {r} 0 0 0 0 {2 * r}z", "disc")]


def _inherited(x: float, y: float, r: float) -> list[Markup]:
    return [_ring(x, y, r), tag("circle", cx=x, cy=y, r=r * 0.36, class_="disc")]


def _planned(x: float, y: float, r: float) -> list[Markup]:
    return [_ring(x, y, r), _path(f"M{x:.1f} {y - r * 0.6:.1f}V{y:.1f}H{x + r * 0.5:.1f}")]


def _lapsed(x: float, y: float, r: float) -> list[Markup]:
    s = r * 0.5
    return [
        _ring(x, y, r),
        _path(f"M{x - s:.1f} {y - s:.1f}l{2 * s:.1f} {2 * s:.1f}M{x - s:.1f} {y + s:.1f}l{2 * s:.1f} {-2 * s:.1f}"),
    ]


def _uncovered(x: float, y: float, r: float) -> list[Markup]:
    return [_ring(x, y, r)]


def _unknown(x: float, y: float, r: float) -> list[Markup]:
    """A square, as nothing else is: nobody has reported, which is no gap."""
    s = r * 0.9
    box = tag("rect", x=x - s, y=y - s, width=2 * s, height=2 * s, class_="ring")
    return [box, tag("text", "?", x=x, y=y + r * 0.62, text_anchor="middle", font_size=r * 1.7)]


_SHAPES = {
    State.COVERED: _covered,
    State.OVER: _over,
    State.PARTIAL: _partial,
    State.INHERITED: _inherited,
    State.PLANNED: _planned,
    State.LAPSED: _lapsed,
    State.UNCOVERED: _uncovered,
    State.UNKNOWN: _unknown,
}
