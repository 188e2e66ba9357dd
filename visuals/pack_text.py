"""A rule pack as the TOML that a load reads; tomllib of the standard library only reads."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from graph_model.days import iso
from graph_model.rules import Rule, to_body
from graph_model.snapshot.history import PackVersion
from graph_model.snapshot.snapshot import Snapshot


def own_packs(graph: Snapshot) -> list[tuple[PackVersion, str]]:
    """The packs held, but for the one that every new store has, each with its text; by id."""
    packs = sorted((pack for pack in graph.packs if not pack.shipped), key=lambda pack: pack.id)
    return [(pack, pack_text(pack, _rules_of(graph, pack.id))) for pack in packs]


def pack_text(pack: PackVersion, rules: Sequence[Rule]) -> str:
    about = {"id": pack.id, "title": pack.title, "title_en": pack.title_en, "version": pack.version}
    lines = ["[pack]", *(f"{name} = {_value(text)}" for name, text in about.items() if text)]
    for rule in rules:
        lines += ["", "[[rule]]", *(f"{name} = {_value(value)}" for name, value in _fields(rule))]
    return "\n".join(lines) + "\n"


def _rules_of(graph: Snapshot, pack: str) -> list[Rule]:
    k = graph.known_at
    held = (each for each in graph.history.rules if each.pack == pack and each.added <= k < each.removed)
    return sorted((each.rule for each in held), key=lambda rule: rule.id)


def _fields(rule: Rule) -> Iterator[tuple[str, Any]]:
    """What differs from the default, with the last day and not the day after it."""
    for name, value in to_body(rule).items():
        if name == "until":
            yield "through", iso(value - 1)
        else:
            yield name, iso(value) if name == "since" else value


def _value(value: Any) -> str:
    """JSON writes texts, numbers, true and false as TOML does."""
    return json.dumps(value, ensure_ascii=False)
