"""Links in the order in which questions read them: by the unit they count for, then by helper.

All versions are here, superseded ones too, so that a past import costs two comparisons more.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_model.snapshot.history import UNDATED, History
from graph_model.snapshot.structure import Structure
from graph_model.snapshot.texts import Bools, Ints, ranks
from graph_model.vocabulary import Kind

KINDS = len(Kind) + 1
"""Kinds a link's end can have; the last place is for a unit that the ledger does not hold."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """One place a version of a link, sorted by (target, source); int32 but for `dated`.

    `link` is the row in the history, `target` and `source` the units that the ends stand for,
    `start` the day from which it counts, `signature` all that a rule can ask of it.
    `by_source` reads the same places by (source, target). `id_rank` belongs to the history's rows.
    """

    link: Ints
    target: Ints
    source: Ints
    start: Ints
    until: Ints
    dated: Bools
    signature: Ints
    added: Ints
    removed: Ints
    by_source: Ints
    id_rank: Ints
    id_order: Ints


def build_wiring(history: History, structure: Structure, id_order: Ints | None = None) -> Wiring:
    links = history.links
    source, target = structure.counts_for[links.helper], structure.counts_for[links.recipient]
    order = np.argsort(target.astype(np.int64) << 32 | source, kind="stable").astype(np.int32)
    source, target = source[order], target[order]
    by_id = history.link_ids.order() if id_order is None else id_order
    return Wiring(
        link=order,
        target=target,
        source=source,
        start=links.start[order],
        until=links.until[order],
        dated=(links.since != UNDATED)[order],
        signature=_signature(history, structure, order, source, target),
        added=links.added[order],
        removed=links.removed[order],
        # As numpy's own index type: another would be copied at every search.
        by_source=np.argsort(source, kind="stable").astype(np.intp),
        id_rank=ranks(by_id),
        id_order=by_id,
    )


def _signature(
    history: History, structure: Structure, order: Ints, source: Ints, target: Ints
) -> npt.NDArray[np.int32]:
    """Class, kinds of both ends and whether there is an agreement, as one number."""
    agreed = history.links.agreement[order] != 0
    kinds = structure.kind[source].astype(np.int32) % KINDS * KINDS + structure.kind[target] % KINDS
    classes: Ints = history.links.link_class[order] * KINDS * KINDS + kinds
    signature: npt.NDArray[np.int32] = (classes * 2 + agreed).astype(np.int32)
    return signature


def signatures(of_class: Bools, of_source: Bools, of_target: Bools, of_agreement: Bools) -> npt.NDArray[np.bool_]:
    """A table over all signatures: which of them have a class, two kinds and an agreement that fit."""
    fits = np.zeros((len(of_class), KINDS, KINDS, 2), np.bool_)
    # Few classes fit a rule: only theirs are filled in.
    fits[of_class] = of_source[:, None, None] & of_target[None, :, None] & of_agreement[None, None, :]
    return fits.ravel()
