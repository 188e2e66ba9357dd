"""Rows of link tables on their way into the ledger, and what was decided about each."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph_model.snapshot.history import LinkVersions

COMPARED = (
    "link_class",
    "helper",
    "recipient",
    "agreement",
    "headcount",
    "since",
    "seen",
    "until",
    "basis",
    "note",
)
"""Columns that make two versions of a link different. Precision alone does not, nor does the file."""


class Verdict(IntEnum):
    ACCEPTED = 0
    UNCHANGED = 1
    DUPLICATE = 2


@dataclass(slots=True)
class FreshLinks:
    """Good rows of link tables, in the order in which they were read; one place a link.

    `ids` is empty where the row gave none. `silent` names, for each row's table, the compared
    columns that the table does not have: of a known link these stay as they are. `table_of` says
    which table a row is from.
    """

    versions: LinkVersions
    ids: list[str]
    table_of: npt.NDArray[np.int32]
    silent: list[frozenset[str]]


@dataclass(slots=True)
class Settled:
    """For each fresh link: the verdict, the id it goes by, and the row of the version it replaces."""

    verdict: npt.NDArray[np.int8]
    ids: list[str]
    replaces: npt.NDArray[np.int32]
    duplicates: dict[int, str] = field(default_factory=dict)
    """For a duplicate, the id that it contradicts."""
    overlapping: dict[int, str] = field(default_factory=dict)
    """For an accepted link, the id of another with the same ends in force on the same day."""
