"""How much of what an undo adds, ends, corrects and withdraws."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graph_model.ledger.draft import Draft
from graph_model.ledger.effect import Effect
from graph_model.ledger.effects import Effects
from graph_model.ledger.fresh_links import COMPARED
from graph_model.ledger.objects import NONE
from graph_model.snapshot.texts import Bools
from graph_model.vocabulary import LinkTable


def count_changes(effects: Effects, draft: Draft) -> dict[str, int]:
    """`pairing.withdrawn`, `unit.corrected` and so on, each with how many."""
    counts = _tally("unit", effects.units)
    history, links = effects.graph.history, effects.links
    table = np.array([each.link for each in history.link_classes])[history.links.link_class[links.known]]
    for name in LinkTable:
        counts |= _tally(name, links, np.asarray(table == name), _ended(effects))
    counts |= _tally("return", effects.returns) | _tally("alias", effects.aliases) | _rules(draft)
    return {change: count for change, count in counts.items() if count}


def _tally(what: str, effect: Effect, chosen: Bools | bool = True, ended: Bools | bool = False) -> dict[str, int]:
    back = effect.back & chosen
    added, withdrawn = back & (effect.now == NONE), back & (effect.before == NONE)
    corrected = back & ~added & ~withdrawn
    counted = {
        "added": added,
        "ended": corrected & ended,
        "corrected": corrected & ~np.asarray(ended),
        "withdrawn": withdrawn,
    }
    return {f"{what}.{change}": int(places.sum()) for change, places in counted.items()}


def _ended(effects: Effects) -> Bools:
    """Where only `through` appears or moves earlier; one place a link that the import touched."""
    links, columns = effects.links, effects.graph.history.links
    now, before = np.maximum(links.now, 0), np.maximum(links.before, 0)
    ended = np.asarray(columns.until[before] < columns.until[now])
    for name in COMPARED:
        if name != "until":
            column = getattr(columns, name)
            ended &= column[before] == column[now]
    return ended


def _rules(draft: Draft) -> dict[str, int]:
    """Rules by their ids, in whatever pack, as `changes` tells of them; and packs."""
    history = draft.graph.history
    rules_gone, rules = (
        {each.rule.id: each[:2] for each in rows} for rows in (_rows(history.rules, draft.closed_rules), draft.rules)
    )
    packs_gone, packs = (
        {each.id: each[:5] for each in rows} for rows in (_rows(history.packs, draft.closed_packs), draft.packs)
    )
    return _compared("rule", rules_gone, rules) | _compared("pack", packs_gone, packs)


def _rows(versions: Sequence[Any], rows: list[int]) -> list[Any]:
    return [versions[row] for row in rows]


def _compared(what: str, gone: Mapping[str, object], there: Mapping[str, object]) -> dict[str, int]:
    return {
        f"{what}.added": len(there.keys() - gone.keys()),
        f"{what}.corrected": sum(gone[name] != there[name] for name in there.keys() & gone.keys()),
        f"{what}.withdrawn": len(gone.keys() - there.keys()),
    }
