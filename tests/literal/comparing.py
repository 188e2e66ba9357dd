"""Holds an answer of the program against the literal reading: the fields that the contract names, and their order."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from tests.literal.asking import plain
from tests.literal.changing import Held, changes, objects
from tests.literal.world import Dispatch, Pairing, World

Row = dict[str, Any]


def named(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """The rows cut down to the fields that the contract names; a field that is not there says so."""
    found = [{name: row.get(name, "(no such field)") for name in names} for row in rows]
    for row in found:
        if "title" in row and ":" in str(row["rule"]):
            # The contract does not say whether the force in it is a code or a word.
            del row["title"]
    return found


def assert_same(found: Sequence[Row], expected: Sequence[Row]) -> None:
    names = list((expected or found or [{}])[0])
    assert named(found, names) == named(expected, names)


def assert_same_changes(found: Sequence[Row], held: Sequence[World]) -> None:
    """Units, links and rules by id, with what they were and became; returns, which have no id, by their number.

    A rule that is expanded may be told of under its own id or as what `each` made of it, so those are left out.
    """
    kept = {rule.id for world in held for rule in world.rules}
    kept -= {rule.id for world in held for rule in world.rules if rule.each}
    order = [(row["import"], row["what"], row["id"]) for row in found]
    assert order == sorted(order)
    told = {
        (row["import"], row["what"], row["id"]): row
        for row in found
        if row["what"] in ("unit", "pairing", "dispatch") or row["id"] in kept
    }
    wanted = [one for one in changes(held, 0, len(held) - 1) if one[1] != "rule" or one[2] in kept]
    assert [(*key, row["change"]) for key, row in told.items()] == wanted
    for (number, what, id), row in told.items():
        assert_says(row["before"], objects(held[number - 1]).get((what, id)))
        assert_says(row["after"], objects(held[number]).get((what, id)))
    for number in range(1, len(held)):
        changed = set(held[number].returns) ^ set(held[number - 1].returns)
        assert len([one for one in order if one[:2] == (number, "return")]) == len(changed)


def assert_says(row: Row | None, thing: Held | None) -> None:
    """Whole rows or null."""
    assert (row is None) == (thing is None)
    if row is None or thing is None:
        return
    columns = [one.name for one in fields(thing) if one.name not in ("scope", "written_as")]
    if not isinstance(thing, Pairing | Dispatch):
        columns = [name for name in columns if name in row]
    assert {name: row.get(name) for name in columns} == {name: plain(getattr(thing, name)) for name in columns}
