"""One link taken back that never was: nobody assigned it, whatever a table said."""

from collections.abc import Sequence

from graph_model.errors import NameNotFoundError, UsageError
from graph_model.ledger.draft import Draft
from graph_model.ledger.known_links import KnownLinks
from graph_model.ledger.operation import Operation, Plan
from graph_model.schema import LINK_TABLES, SOURCE_COLUMN, TARGET_COLUMN
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Action, LinkTable

_CANDIDATES = 5
_LIKENESS = 50
"""Least likeness (0 to 100, rapidfuzz's WRatio) of an id that is named instead."""
_MOST_LOOKED_THROUGH = 1_000_000
"""Links; among more, looking for like ids would take longer than the answer is worth."""


def withdraw(graph: Snapshot, link_id: str, basis: str, table: LinkTable | None = None) -> Plan:
    """Plan to take a link back, in the table given or the only one that holds its id.

    Raises UsageError when no link, or one in both tables, has the id.
    """
    known = KnownLinks(Draft(graph))
    held = {each: known.with_id(each, link_id, 1) for each in LinkTable if table in (None, each)}
    rows = {each: row for each, row in held.items() if row >= 0}
    if not rows:
        raise _not_found(known, link_id, table)
    if len(rows) > 1:
        raise UsageError(
            f"结对和选派里都有 {link_id}，请加 --table pairing 或 --table dispatch · "
            f"both tables hold {link_id}: add --table pairing or --table dispatch."
        )
    [(of, row)] = rows.items()
    known.draft.closed_links.append(row)
    about = {"table": str(of), "id": link_id, **_ends(graph, of, row), "basis": basis}
    return Plan(Operation(Action.WITHDRAW, about, changes={f"{of}.withdrawn": 1}), known.draft)


def _ends(graph: Snapshot, table: LinkTable, row: int) -> dict[str, str]:
    """Both ends, ids and names, under the names of the table's columns."""
    links = graph.history.links
    ends = {SOURCE_COLUMN[table]: int(links.helper[row]), TARGET_COLUMN[table]: int(links.recipient[row])}
    return {key: told for name, slot in ends.items() for key, told in _end(graph, name, slot)}


def _end(graph: Snapshot, name: str, slot: int) -> Sequence[tuple[str, str]]:
    return (name, graph.id(slot)), (f"{name}_name", graph.name(slot))


def _not_found(known: KnownLinks, link_id: str, table: LinkTable | None) -> UsageError:
    """Where the id is instead, when it went, or what looks like it."""
    versions, removed = list(known.versions(link_id)), known.links.removed
    if table and any(map(known.is_held, versions)):
        return UsageError(
            f"{LINK_TABLES[table].zh}里没有 {link_id}，另一张表里有；请改 --table · "
            f"{link_id} is in the other table; change --table."
        )
    if versions:
        last = max(int(removed[row]) for row in versions)
        return UsageError(
            f"{link_id} 从第 {last} 次导入起已不在账本里，不必再撤回 · "
            f"{link_id} has not been held since import {last}: there is nothing to withdraw."
        )
    return NameNotFoundError(
        f"没有编号为“{link_id}”的结对或选派，编号见 bangfu pairings 和 bangfu dispatches · "
        f"no link has the id {link_id!r}; bangfu pairings and bangfu dispatches show ids.",
        _alike(known, link_id),
    )


def _alike(known: KnownLinks, link_id: str) -> list[str]:
    from rapidfuzz import process  # only when an id is wrong

    if len(known.rows) > _MOST_LOOKED_THROUGH:
        return []
    ids = known.graph.history.link_ids.take(known.rows)
    return list(
        dict.fromkeys(found for found, _, _ in process.extract(link_id, ids, limit=_CANDIDATES, score_cutoff=_LIKENESS))
    )
