"""An import taken back by another one, wherever the values are still those that it left.

Object by object (a unit, a link, a return, a rule, a pack, an alias): what the import added and
still stands is closed, what it closed comes back as it was, file and row included. What has been
changed since stays, and so does whatever the ledger could not do without.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph_model.days import OPEN
from graph_model.errors import UsageError
from graph_model.ledger.draft import Draft
from graph_model.ledger.effect_counts import count_changes
from graph_model.ledger.effects import Effects
from graph_model.ledger.operation import Operation, Plan
from graph_model.ledger.packs_back import PacksBack
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Action


def undo(graph: Snapshot, seq: int) -> Plan:
    """Plan to take import `seq` back; `graph` is the newest. Raises UsageError when that cannot be asked for."""
    _check(seq, graph.history.seq)
    effects, draft = Effects.of(graph, seq), Draft(graph)
    kept = [*effects.changed_since(), *effects.hold_together()]
    packs = PacksBack.of(effects)
    kept += packs.hold_together()
    _fill(draft, effects, packs)
    return Plan(Operation(Action.UNDO, {"undone": seq}, changes=count_changes(effects, draft), kept=kept), draft)


def _check(seq: int, newest: int) -> None:
    if seq == 0:
        raise UsageError(
            "第 0 次导入是随程序附带的规则包，不能撤销；请导入自己的规则包 · "
            "import 0 is the rule pack that comes with the program and cannot be undone; load a pack of your own."
        )
    if not 0 < seq <= newest:
        raise UsageError(
            f"没有第 {seq} 次导入，最新的是 {newest}，请看 bangfu imports · "
            f"there is no import {seq}; the newest is {newest}: see bangfu imports."
        )


def _fill(draft: Draft, effects: Effects, packs: PacksBack) -> None:
    history = effects.graph.history
    draft.closed_units += effects.units.closing.tolist()
    draft.add_units_again(effects.units.again)
    draft.closed_links += effects.links.closing.tolist()
    if len(effects.links.again):
        draft.add_links_again(effects.links.again)
    draft.closed_returns += effects.returns.closing.tolist()
    draft.returns += _again(draft, history.returns, effects.returns.again.tolist())
    draft.closed_aliases += effects.aliases.closing.tolist()
    draft.aliases += _again(draft, history.aliases, effects.aliases.again.tolist())
    draft.closed_packs, draft.closed_rules = packs.closing()
    packs_again, rules_again = packs.again()
    draft.packs += _again(draft, history.packs, packs_again)
    draft.rules += _again(draft, history.rules, rules_again)


def _again(draft: Draft, versions: Sequence[Any], rows: Iterable[int]) -> Iterator[Any]:
    """Rows of the history as versions of this import."""
    return (versions[row]._replace(added=draft.seq, removed=OPEN) for row in rows)
