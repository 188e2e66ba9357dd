"""How many links an import adds, ends and corrects."""

from collections import Counter

import numpy as np

from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import COMPARED, FreshLinks, Settled, Verdict
from graph_model.snapshot.history import LinkVersions


def count_changes(draft: Draft, fresh: FreshLinks, settled: Settled) -> dict[str, int]:
    """`pairing.added`, `dispatch.ended` and so on, each with how many."""
    accepted = settled.verdict == Verdict.ACCEPTED
    counts: Counter[str] = Counter()
    new = np.bincount(fresh.versions.link_class[accepted & (settled.replaces < 0)], minlength=len(draft.classes))
    for link_class, count in zip(draft.classes, new.tolist(), strict=True):
        counts[f"{link_class.link}.added"] += count
    for place in np.flatnonzero(accepted & (settled.replaces >= 0)).tolist():
        table = draft.classes[fresh.versions.link_class[place]].link
        row = int(settled.replaces[place])
        counts[f"{table}.{change_of(draft.graph.history.links, row, fresh.versions, place)}"] += 1
    return dict(counts)


def change_of(before: LinkVersions, row: int, after: LinkVersions, place: int) -> str:
    """`ended` when only `through` appeared or moved earlier; else `corrected`."""
    same = all(getattr(before, name)[row] == getattr(after, name)[place] for name in COMPARED if name != "until")
    return "ended" if same and after.until[place] < before.until[row] else "corrected"
