"""What a network is asked for: declared once, so that the address of the API, its documentation and the page agree."""

from dataclasses import dataclass
from typing import Annotated

from graph_model.question import Option, Takes
from graph_model.vocabulary import Force, Kind
from visuals.network.link_states import LinkState

MOST = 3_000
"""Units that are drawn at most."""
USUAL = 500
"""Units that are drawn unless somebody says how many."""


@dataclass(frozen=True, slots=True)
class NetworkAsk:
    """Units are slots. What is empty leaves nothing out."""

    day: int
    around: Annotated[
        int | None, Option(Takes.UNIT, "围绕", "The links of this unit (id or name), and those among its neighbours.")
    ] = None
    within: Annotated[
        int | None, Option(Takes.UNIT, "范围", "Links whose recipient is, or lies within, this unit (id or name).")
    ] = None
    force: Annotated[
        tuple[Force, ...], Option(Takes.TERMS, "帮扶力量", "Only links of these forces, with commas between.", Force)
    ] = ()
    state: Annotated[
        tuple[LinkState, ...],
        Option(Takes.TERMS, "状态", "Only links that are this on the day, with commas between.", LinkState),
    ] = ()
    kind: Annotated[
        tuple[Kind, ...],
        Option(
            Takes.TERMS,
            "单位类型",
            "Only units of these kinds, with commas between, beside the unit asked around or within.",
            Kind,
        ),
    ] = ()
    expand: Annotated[
        tuple[int, ...],
        Option(
            Takes.UNITS,
            "展开",
            "Ids, with commas between, of units drawn whose other links are added; what was there keeps its place.",
        ),
    ] = ()
    limit: Annotated[
        int, Option(Takes.COUNT, "最多几个单位", f"Units at most, the most connected first; default {USUAL}.")
    ] = USUAL
