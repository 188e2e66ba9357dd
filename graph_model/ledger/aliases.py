"""Further names of units that the ledger remembers across loads."""

from graph_model.days import OPEN
from graph_model.errors import NameNotFoundError, UsageError
from graph_model.ledger.draft import Draft
from graph_model.ledger.operation import Operation, Plan
from graph_model.names import AmbiguousNameError, Directory, normalised
from graph_model.snapshot.history import NOBODY, AliasVersion
from graph_model.vocabulary import Action


def add_alias(directory: Directory, alias: str, unit: str) -> Plan:
    """Plan to give a unit, named as in a question, a further name; an empty draft when it leads there already.

    Raises UsageError for a name that leads to another unit, and where `unit` is nobody.
    """
    graph = directory.graph
    slot = directory.resolve(unit, prefer=directory.has_parts)
    plan = Plan(Operation(Action.ALIAS, _about(directory, alias, slot)), Draft(graph))
    leads_to = _leads_to(directory, alias)
    if others := [other for other in leads_to if other != slot]:
        raise AmbiguousNameError(
            f"“{alias}”已经是另一个单位的编码或名称，不能再指 {directory.id(slot)} · "
            f"{alias!r} is the id or a name of another unit already and cannot lead to {directory.id(slot)} too.",
            [directory.label(other) for other in others],
        )
    if not leads_to:
        plan.draft.aliases.append(AliasVersion(alias, slot, plan.draft.seq, OPEN))
        plan.operation.changes["alias.added"] = 1
    return plan


def remove_alias(directory: Directory, alias: str, unit: str) -> Plan:
    """Plan to forget a name. Raises UsageError where the ledger remembers no such name of the unit."""
    graph = directory.graph
    slot = directory.resolve(unit, prefer=directory.has_parts)
    plan = Plan(Operation(Action.ALIAS, _about(directory, alias, slot)), Draft(graph))
    held = [(row, each) for row, each in enumerate(graph.history.aliases) if each.unit == slot and each.removed == OPEN]
    rows = [row for row, each in held if normalised(each.alias) == normalised(alias)]
    if not rows:
        raise _not_remembered(directory, alias, slot, [each.alias for _, each in held])
    plan.draft.closed_aliases += rows
    plan.operation.changes["alias.withdrawn"] = len(rows)
    return plan


def _about(directory: Directory, alias: str, slot: int) -> dict[str, str]:
    return {"alias": alias, "unit": directory.id(slot), "unit_name": directory.name(slot)}


def _leads_to(directory: Directory, text: str) -> list[int]:
    """The units that go by this id or name: an id comes first, as where a name is looked up."""
    by_id = directory.slot(text)
    return [by_id] if by_id != NOBODY else directory.named(text)


def _not_remembered(directory: Directory, alias: str, slot: int, remembered: list[str]) -> UsageError:
    if slot in directory.named(alias):
        return UsageError(f"“{alias}”写在单位表里，请在单位表里改 · {alias!r} is in the units table: correct it there.")
    return NameNotFoundError(
        f"没有给 {directory.id(slot)} 记过别名“{alias}”，请看 bangfu alias list · "
        f"{alias!r} is not remembered as a name of {directory.id(slot)}; see bangfu alias list.",
        remembered,
    )
