"""Where units are drawn: in rings around one of them, else around their homes; worked out once and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from graph_model.days import OPEN
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Kind
from visuals.network.asked import NetworkAsk
from visuals.network.chosen import Added, Chosen, chosen
from visuals.network.homes import homes
from visuals.network.places import WIDE, Place, on_spiral
from visuals.network.star import Sector, star


class LaidOut(NamedTuple):
    """Pixels from the middle by slot, and units by whose names a reader finds the way, the most telling first.

    `room` lies between two units. Of it `zoom` is seen when all of the picture is: pixels of a screen for each.
    """

    at: Mapping[int, Place]
    named: Sequence[int]
    zoom: float
    room: float
    sectors: Sequence[Sector] = ()


_WIDE_PLACES = (Kind.PROVINCE, Kind.PREFECTURE)
_SCREEN = 860, 480
"""Pixels of a screen that the picture has."""
_MOST_READ, _NAME_HIGH = 150, 84.0


def positions(graph: Snapshot, ask: NetworkAsk, found: Chosen, only: int | None = None) -> LaidOut:
    """The same on every day while all can be drawn, and for the same graph worked out once."""
    ever = replace(ask, day=OPEN, force=(), state=(), expand=())
    base = graph.remember(("network", ever, only), lambda: _of_all(graph, ever, only), _weight)
    if base is None:
        shown = replace(ask, expand=())
        base = graph.remember(("network", shown, only), lambda: _laid_out(graph, shown, _unexpanded(found)), _weight)
    at = dict(base.at)
    for added in found.added:
        at |= _beside(at, added, base.room)
    drawn = {unit: at[unit] for unit in found.units}
    named = [unit for unit in base.named if unit in drawn]
    sectors = [each._replace(units=tuple(unit for unit in each.units if unit in drawn)) for each in base.sectors]
    return LaidOut(drawn, named, _zoom(drawn), base.room, [each for each in sectors if each.units])


def _weight(made: LaidOut | None) -> int:
    return 1 if made is None else len(made.at)


def _of_all(graph: Snapshot, ever: NetworkAsk, only: int | None) -> LaidOut | None:
    """Of all that there ever was; None where that is too much to be drawn."""
    found = chosen(graph, ever, only)
    return None if found.is_cut else _laid_out(graph, ever, found)


def _unexpanded(found: Chosen) -> Chosen:
    later = {unit for added in found.added for unit in added.units}
    ties = {tie for added in found.added for tie in added.ties}
    return replace(
        found,
        units=[unit for unit in found.units if unit not in later],
        ties=[tie for tie in found.ties if tie not in ties],
    )


def _laid_out(graph: Snapshot, ask: NetworkAsk, found: Chosen) -> LaidOut:
    middle = ask.within if ask.around is None else ask.around
    if middle is not None:
        middle = int(graph.structure.counts_for[middle])
        if ask.around is not None or graph.kind(middle) not in _WIDE_PLACES:
            made = star(graph, middle, found.units, found.ties)
            return LaidOut(made.at, made.named, _zoom(made.at), 46.0 if made.sectors else 74.0, made.sectors)
    at, named, room = homes(graph, found)
    return LaidOut(at, named, _zoom(at), room)


def _beside(at: Mapping[int, Place], added: Added, room: float) -> dict[int, Place]:
    """Free places around what was expanded, the nearest first."""
    if len(at) <= _MOST_READ:  # where names are read, they need more room than dots
        room = max(room, _NAME_HIGH)
    taken = np.array(list(at.values()), np.float64)
    x, y = at[added.centre]
    found, turn = dict[int, Place](), 2
    for unit in added.units:
        while True:
            place = on_spiral(x, y, room, turn)
            turn += 1
            if np.hypot(*((taken - place) / (WIDE, 1)).T).min() >= 0.9 * room:
                break
        found[unit] = place
        taken = np.vstack([taken, place])
    return found


def _zoom(at: Mapping[int, Place]) -> float:
    parts = []
    for axis, pixels in enumerate(_SCREEN):
        along = [place[axis] for place in at.values()]
        parts.append(pixels / max(max(along, default=0) - min(along, default=0), 1))
    return min(1.0, *parts)
