"""What a sheet tells beside the values of its cells. Rows are counted from 1, columns from 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[int, int]
"""Row, column."""

ErrorCells = dict[int, dict[int, str]]
"""Row → column → #N/A, #REF! and so on."""


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """`looked_at` is False where hidden rows, struck text and number formats are not known: XLS, ODS.

    `merged`: first row, first column, last row, last column of each range.
    `hidden_rows`: those that hold a value or a formula.
    `struck`: True for a cell that is wholly struck through, False for one of which some text is.
    `shown`: what a number or a date means by its format, where calamine's value does not say so:
    2021.10 for 2021.1, 2021-06 for a first of June that shows no day, 2021 for a New Year's Day likewise.
    `unstored`: formulas without a stored value.
    """

    errors: ErrorCells = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    struck: Mapping[Place, bool] = field(default_factory=dict)
    shown: Mapping[Place, str] = field(default_factory=dict)
    unstored: frozenset[Place] = frozenset()
    looked_at: bool = False
