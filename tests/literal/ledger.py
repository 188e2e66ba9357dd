"""What the ledger holds after each import. Imports are numbered from 1."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from tests.literal.world import Dispatch, Load, Origin, Pairing, Rule, Unit, World

L = TypeVar("L", Pairing, Dispatch)
SHIPPED = "sichuan-39"
FIRST_DATA_ROW = 2  # as a spreadsheet numbers it: the headers are row 1


def worlds(loads: Sequence[Load]) -> list[World]:
    """The world after each load; the first is before any, without the pack that ships with the program."""
    found = [World()]
    for load in loads:
        found.append(after(found[-1], load, number=len(found)))
    return found


def after(world: World, load: Load, number: int) -> World:
    origins = dict(world.origins)
    return World(
        units=units_after(world.units, load.units),
        pairings=links_after(world.pairings, load.pairings, origins, "pairings.csv", number),
        dispatches=links_after(world.dispatches, load.dispatches, origins, "dispatches.csv", number),
        returns=tuple(dict.fromkeys((*world.returns, *load.returns))),
        packs=packs_after(world.packs, load),
        origins=origins,
    )


def units_after(held: tuple[Unit, ...], told: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The same id with other values: the old version is closed, the new one added."""
    return tuple(({unit.id: unit for unit in held} | {unit.id: unit for unit in told}).values())


def links_after(
    held: tuple[L, ...], told: tuple[L, ...], origins: dict[str, Origin], file: str, number: int
) -> tuple[L, ...]:
    """As with units; and a link that is told again unchanged keeps the row and import it came from."""
    links = {link.id: link for link in held}
    for row, link in enumerate(told, start=FIRST_DATA_ROW):
        new = seen_earliest(links.get(link.id), link)
        if links.get(new.id) != new:
            links[new.id] = new
            origins[new.id] = Origin(file, row, number)
    return tuple(links.values())


def seen_earliest(old: L | None, new: L) -> L:
    """Of a link known only as `seen`, the earliest `seen` stays."""
    if old is None or old.since is not None or new.since is not None:
        return new
    return replace(new, seen=min(day for day in (old.seen, new.seen) if day))


def packs_after(held: Mapping[str, tuple[Rule, ...]], load: Load) -> Mapping[str, tuple[Rule, ...]]:
    """Loading a pack replaces the pack of the same id; the first pack of one's own retires the shipped one."""
    kept = {name: rules for name, rules in held.items() if name != SHIPPED}
    return held if load.rules is None else {**kept, load.pack: load.rules}
