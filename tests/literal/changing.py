"""INTERFACES §3, `changes`: what one load did to what was held before it."""

from collections.abc import Sequence
from dataclasses import replace

from tests.literal.world import Dispatch, Pairing, Rule, Unit, World

Held = Unit | Pairing | Dispatch | Rule
Change = tuple[int, str, str, str]


def changes(held: Sequence[World], since: int, until: int) -> list[Change]:
    """`(import, what, id, change)` of units, links and rules; `since` is exclusive, `until` inclusive.

    `held` are the worlds after import 0, 1, 2 and so on. One row per import and object, in this order.
    """
    found: list[Change] = []
    for number in range(since + 1, until + 1):
        before, after = objects(held[number - 1]), objects(held[number])
        for what, id in before.keys() | after.keys():
            change = changed(before.get((what, id)), after.get((what, id)))
            if change:
                found.append((number, what, id, change))
    return sorted(found)


def objects(world: World) -> dict[tuple[str, str], Held]:
    return {
        **{("unit", one.id): one for one in world.units},
        **{("pairing", one.id): one for one in world.pairings},
        **{("dispatch", one.id): one for one in world.dispatches},
        **{("rule", one.id): one for one in world.rules},
    }


def changed(before: Held | None, after: Held | None) -> str | None:
    """`ended` is: only `through` appeared or moved earlier."""
    if before == after:
        return None
    if before is None:
        return "added"
    if after is None:
        return "withdrawn"
    if replace(before, through=None) != replace(after, through=None) or after.through is None:
        return "corrected"
    return "ended" if before.through is None or after.through < before.through else "corrected"
