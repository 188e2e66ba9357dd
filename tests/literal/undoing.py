"""Issue 4, item 9: `undo N` is a new import that takes import N's effect back, object by object, the slow way."""

import tomllib
from collections.abc import Hashable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from tests.literal.ledger import SHIPPED
from tests.literal.world import Dispatch, Origin, Pairing, Return, Rule, Unit, World

Key = tuple[Hashable, ...]
Held = Mapping[Key, Any]


def shipped_rules() -> tuple[Rule, ...]:
    """The pack that a new store has as import 0."""
    text = files("loaders.shipped").joinpath("sichuan-39.toml").read_text(encoding="utf-8")
    return tuple(_rule(given) for given in tomllib.loads(text)["rule"])


def _rule(given: Mapping[str, Any]) -> Rule:
    told = {name: value for name, value in given.items() if name not in ("title_en", "clause")}
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}
    return Rule(**values)


def undone(held: Sequence[World], number: int) -> World:
    """The world after an import that takes import `number` back; `held` are the worlds so far."""
    before, after, now = objects(held[number - 1]), objects(held[number]), objects(held[-1])
    touched = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    back = {key for key in touched if now.get(key) == after.get(key)}
    phases = (still_named, names_nobody, above_itself, shipped_beside_own, pack_of_a_rule, rule_alone)
    while True:
        left = set(back)
        for phase in phases:
            back -= {key for key in back if phase(key, before, then_of(now, before, frozenset(back)))}
        if back == left:
            break
    then = changed_over(then_of(now, before, frozenset(back)))
    origins = dict(held[-1].origins)
    for kind, id in ((key[0], key[1]) for key in back if key in before):
        if kind in ("pairing", "dispatch"):
            origin = held[number - 1].origins[str(id)]
            origins[str(id)] = Origin(origin.file, origin.row, len(held))
    return world_of(then, origins)


def objects(world: World) -> dict[Key, Any]:
    return {
        **{("unit", one.id): one for one in world.units},
        **{(one.table, one.id): one for one in world.links},
        **{("return", one): one for one in world.returns},
        **{("pack", name): name for name in world.packs},
        **{("rule", name, one.id): one for name, rules in world.packs.items() for one in rules},
    }


def world_of(held: Held, origins: Mapping[str, Origin]) -> World:
    packs: dict[str, tuple[Rule, ...]] = {str(key[1]): () for key in held if key[0] == "pack"}
    for key, rule in held.items():
        if key[0] == "rule":
            packs[str(key[1])] += (rule,)
    return World(
        units=tuple(one for one in held.values() if isinstance(one, Unit)),
        pairings=tuple(one for one in held.values() if isinstance(one, Pairing)),
        dispatches=tuple(one for one in held.values() if isinstance(one, Dispatch)),
        returns=tuple(one for one in held.values() if isinstance(one, Return)),
        packs=packs,
        origins=origins,
    )


def then_of(now: Held, before: Held, back: frozenset[Key]) -> dict[Key, Any]:
    """What is held once some objects are as they were before."""
    kept = {key: one for key, one in now.items() if key not in back or key in before}
    return kept | {key: before[key] for key in back if key in before}


# Why an object is left as it is. Each takes its key, what was before, and what would be held.


def still_named(key: Key, before: Held, then: Held) -> bool:
    """Keeps units that links still name; returns and other units too."""
    return key[0] == "unit" and key not in before and any(key[1] in names(one) for one in then.values())


def names_nobody(key: Key, before: Held, then: Held) -> bool:
    """No link, return or unit names a unit that is not held."""
    return key in before and any(("unit", name) not in then for name in names(before[key]))


def above_itself(key: Key, before: Held, then: Held) -> bool:
    """No unit lies above itself."""
    if key[0] != "unit" or key not in before:
        return False
    step, steps = above(then[key]), 0
    while step not in (None, key[1]) and ("unit", step) in then and steps < len(then):
        step, steps = above(then["unit", step]), steps + 1
    return step == key[1]


def shipped_beside_own(key: Key, before: Held, then: Held) -> bool:
    """A pack of one's own retires the shipped one."""
    return key == ("pack", SHIPPED) and key in before and bool(own_packs(then))


def pack_of_a_rule(key: Key, before: Held, then: Held) -> bool:
    """A pack is held as long as one of its rules is."""
    return key[0] == "pack" and key not in before and any(one[:2] == ("rule", key[1]) for one in then)


def rule_alone(key: Key, before: Held, then: Held) -> bool:
    """No rule without its pack; no id in two packs of one's own."""
    if key[0] != "rule" or key not in before:
        return False
    twins = [one for one in then if one[0] == "rule" and one[2:] == key[2:] and one[1] not in (key[1], SHIPPED)]
    return ("pack", key[1]) not in then or bool(twins)


def changed_over(then: dict[Key, Any]) -> dict[Key, Any]:
    """The shipped pack is in force where none of one's own is, and only there."""
    if own_packs(then):
        return {key: one for key, one in then.items() if key[1] != SHIPPED}
    return then | {("pack", SHIPPED): SHIPPED} | {("rule", SHIPPED, one.id): one for one in shipped_rules()}


def own_packs(then: Held) -> list[Hashable]:
    return [key[1] for key in then if key[0] == "pack" and key[1] != SHIPPED]


def names(one: object) -> set[str]:
    """The units that something names."""
    if isinstance(one, Rule | str):
        return set()
    columns = ("parent", "stands_for", "helper", "recipient", "sender", "host", "within")
    return {name for column in columns if (name := getattr(one, column, None)) is not None}


def above(one: Unit) -> str | None:
    return one.parent or one.stands_for
