"""Who a unit is: its names, its codes, where it lies, what lies within it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph_model.vocabulary import Kind
from queries.earlier_versions import former_names
from visuals.pages.ask import Ask
from visuals.pages.link_texts import OPEN_END
from visuals.pages.words.unit import WORDS
from visuals.values import as_known
from visuals.words import AND, word


class Step(NamedTuple):
    """A unit above, or any other unit that is named; without a link where this reader may not open it."""

    name: str
    href: str | None


class Fact(NamedTuple):
    """One thing that the ledger says of the unit."""

    label: str
    text: str
    href: str | None = None


class Within(NamedTuple):
    """So many units of a kind lie within, with so many gaps; None where no rule asks anything of the kind."""

    kind: str
    units: int
    gaps: int | None
    href: str | None


def chain(ask: Ask, slot: int) -> list[Step]:
    """The units above it, the widest first."""
    graph = ask.graph
    return [Step(graph.name(each), ask.unit_href(graph.id(each))) for each in reversed(graph.above(slot))]


def facts(ask: Ask, slot: int, unit: Mapping[str, Any]) -> list[Fact]:
    """What the ledger says of it beside its name and kind; only what is said."""
    comma = AND.said(ask.lang)
    former = [] if ask.limited else former_names(ask.graph, slot)
    told = [
        ("code", unit["id"], None),
        ("short_name", unit["short_name"], None),
        ("name_en", unit["name_en"], None),
        ("aliases", comma.join(unit["aliases"]), None),
        (
            "former",
            comma.join(f"{name}（{WORDS['until_import'].said(ask.lang, seq=seq)}）" for name, seq in former),
            None,
        ),
        ("stands_for", unit["stands_for_name"], ask.unit_href(unit["stands_for"])),
        ("scope", comma.join(unit["scope"]), None),
        ("exists", _lifetime(ask, unit), None),
        (
            "where",
            f"{unit['lat']:.3f}°N {unit['lon']:.3f}°E" if unit["lat"] is not None and unit["lon"] is not None else "",
            None,
        ),
    ]
    return [Fact(WORDS[name].said(ask.lang), text, href) for name, text, href in told if text]


def _lifetime(ask: Ask, unit: Mapping[str, Any]) -> str:
    if not unit["since"] and not unit["through"]:
        return ""
    first = as_known(unit["since"], unit["since_precision"]) if unit["since"] else "…"
    last = as_known(unit["through"], unit["through_precision"]) if unit["through"] else OPEN_END.said(ask.lang)
    return f"{first} — {last}"


def within(ask: Ask, slot: int, counts: Mapping[str, int]) -> Sequence[Within]:
    """In the order of the kinds; with a link to their gaps where there can be some."""
    asked = {str(kind) for rule in ask.graph.rules for kind in rule.recipient}
    return [_within(ask, ask.graph.id(slot), kind, count, can_lack=kind in asked) for kind, count in counts.items()]


def _within(ask: Ask, unit: str, kind: str, count: int, *, can_lack: bool) -> Within:
    said = word(kind, Kind, ask.lang)
    if not can_lack:
        return Within(said, count, None, None)
    gaps = ask.answer("gaps", within=unit, kind=kind).total
    return Within(said, count, gaps, ask.href("gaps", within=unit, kind=kind))
