"""A page asked for as the server asks for it, without one."""

from collections.abc import Mapping
from typing import Any

from api.access.scope import Scope
from api.desk import Desk
from api.http.page_source import PageSource
from graph_model.days import parse_day
from visuals.pages.ask import Ask
from visuals.pages.frame import page_text
from visuals.pages.pages import page_named
from visuals.words import Lang


def asked(
    desk: Desk,
    name: str,
    day: str,
    /,
    place: str | None = None,
    unit: str | None = None,
    number: int | str | None = None,
    today: str | None = None,
    **options: str,
) -> Ask:
    """`place` limits the reader; `unit` and `number` stand in the path, `options` are the address's own.

    It is `today` on that day, the day asked about unless another is said.
    """
    graph = desk.graph(int(options["known_at"]) if "known_at" in options else None)
    within = options.get("within", place)
    return Ask(
        page=page_named(name),
        graph=graph,
        day=parse_day(options.get("as_of", day)),
        today=parse_day(day if today is None else today),
        lang=Lang(options.get("lang", "zh")),
        options={"as_of": day, **options},
        source=PageSource(desk, None if place is None else Scope(place)),
        unit=None if unit is None else graph.find(unit),
        number=None if number is None else int(number),
        within=None if within is None else graph.find(within),
        limited=place is not None,
    )


def content(desk: Desk, name: str, day: str, /, **more: Any) -> Mapping[str, Any]:
    """What the page's template is given."""
    return page_named(name).content(asked(desk, name, day, **more))


def html(desk: Desk, name: str, day: str, /, **more: Any) -> str:
    """The whole page."""
    return page_text(asked(desk, name, day, **more))
