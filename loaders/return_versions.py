"""One return 填报 as the ledger keeps it, whichever way it was declared."""

import hashlib

from graph_model.days import OPEN
from graph_model.ledger.draft import Draft
from graph_model.snapshot.history import ReturnVersion
from graph_model.snapshot.snapshot import Snapshot


def return_version(
    draft: Draft,
    table: str,
    within: int,
    kind: str,
    force: str,
    as_of: tuple[int, int],
    basis: str,
    origin: int,
    row: int,
) -> ReturnVersion:
    """`as_of` is a day and its precision; a return is known by its table, unit, kind, force and day."""
    day, precision = as_of
    identity = "\x1f".join((table, draft.unit_id(within), kind, force, str(day)))
    return ReturnVersion(
        id="r-" + hashlib.blake2b(identity.encode(), digest_size=8).hexdigest(),
        table=table,
        within=within,
        kind=kind,
        force=force,
        as_of=day,
        precision=precision,
        basis=basis,
        origin=origin,
        row=row,
        added=draft.seq,
        removed=OPEN,
    )


def known_returns(graph: Snapshot) -> dict[str, tuple[int, ReturnVersion]]:
    """The returns that the ledger holds, by id, each with its row in the history."""
    return {
        each.id: (place, each)
        for place, each in enumerate(graph.history.returns)
        if each.added <= graph.known_at < each.removed
    }
