"""What if the unit left: units that would have nobody any more under some rule, and states that would be others."""

from collections.abc import Sequence
from typing import NamedTuple

from queries.without import Loss, losses
from visuals.pages.ask import Ask
from visuals.pages.under_rule import under_rule

MOST = 80


class LossRow(NamedTuple):
    """A unit under a rule, its state and helpers before, and after with `left` of them; `is_last`: none is left."""

    name: str
    place: str
    href: str | None
    rule: str
    before: str
    after: str
    has: int
    left: int
    owed: int
    is_last: bool


class WhatIf(NamedTuple):
    """`sole` units would have nobody left under some rule; `changed` states would be others; `rows` are the first."""

    sole: int
    changed: int
    rows: Sequence[LossRow]
    total: int


def what_if(ask: Ask, slot: int) -> WhatIf:
    """Where nobody would be left first, then by rule, county and unit."""
    found = losses(ask.graph, slot, ask.day, ask.within if ask.limited else None)
    ordered = sorted(found, key=lambda loss: not loss.is_last)
    return WhatIf(
        sole=len({loss.unit for loss in found if loss.is_last}),
        changed=sum(loss.before is not loss.after for loss in found),
        rows=[_row(ask, loss) for loss in ordered[:MOST]],
        total=len(found),
    )


def _row(ask: Ask, loss: Loss) -> LossRow:
    return LossRow(
        *under_rule(ask, loss.unit, loss.rule),
        before=str(loss.before),
        after=str(loss.after),
        has=loss.has,
        left=loss.left,
        owed=loss.rule.min,
        is_last=loss.is_last,
    )
