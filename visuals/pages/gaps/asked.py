"""What the address of the gaps page asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_model.vocabulary import Force, Group, Kind, State, Term
from loaders.cells.readers import term_meant
from queries.gap_counts import GapCounts, gap_counts
from queries.gap_listing import GapListing, gap_listing
from queries.gaps import GAPS, Params
from visuals.pages.ask import Ask
from visuals.pages.gaps.order import GROUPINGS, SORTS
from visuals.pages.options import one_of

FILTERS = ("state", "group", "rule", "force", "kind")
"""Options that the question takes, too, under the same names; so are `within` and `unknown`."""
OPTIONS = (*FILTERS, "unknown", "group_by", "sort", "page", "print")


@dataclass(frozen=True, slots=True)
class GapsAsked:
    """A `sort` with a leading minus is the other way round; `group_by` is empty for one plain list."""

    params: Params
    sort: str
    group_by: str
    listing: GapListing
    counts: GapCounts


def gaps_asked(ask: Ask) -> GapsAsked:
    """Raises what the API raises to a wrong option, and UsageError for an order that there is not."""
    ask.answer(GAPS, within=ask.within_id, unknown=flag(ask, "unknown"), **_filters(ask))
    params = _params(ask)
    return GapsAsked(
        params=params,
        sort=one_of("sort", ask.options.get("sort", "rule"), [sign + name for name in SORTS for sign in ("", "-")]),
        group_by=one_of("group_by", ask.options.get("group_by", "rule"), [*GROUPINGS, "none"]),
        listing=gap_listing(ask.graph, params),
        counts=gap_counts(ask.graph, params),
    )


def flag(ask: Ask, name: str) -> bool:
    """Whether an option that is there or not is there; raises UsageError for anything but true and false."""
    return one_of(name, ask.options.get(name, "false"), ["true", "false"]) == "true"


def _filters(ask: Ask) -> Mapping[str, str]:
    return {name: ask.options[name] for name in FILTERS if name in ask.options}


def _params(ask: Ask) -> Params:
    """As the API reads the same words, which it has just found right."""
    options = ask.options
    group = options.get("group")
    return Params(
        ask.day,
        rule=options.get("rule"),
        group=None if group is None else term_meant(Group, group) or group,
        force=Force.of(code) if (code := _code(Force, options.get("force"))) else None,
        kind=Kind.of(code) if (code := _code(Kind, options.get("kind"))) else None,
        state=State.of(code) if (code := _code(State, options.get("state"))) else None,
        within=ask.within,
        unknown=flag(ask, "unknown"),
    )


def _code(terms: type[Term], text: str | None) -> str | None:
    return None if text is None else term_meant(terms, text)
