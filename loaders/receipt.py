"""What a load did, row by row: the receipt that people read and programs parse.

For each file and sheet `read = accepted + unchanged + rejected + ignored` (INTERFACES §1).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

VALUE_SHOWN = 200
"""Characters of a cell that a receipt repeats."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing about one cell, said so that the owner of the table can mend it.

    `row` and `column` are what the spreadsheet shows; `code` is one of TABLES.md's.
    """

    row: int
    column: str
    value: str
    code: str
    message: str
    candidates: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value[:VALUE_SHOWN],
            "code": self.code,
            "message": self.message,
            "candidates": list(self.candidates),
        }


@dataclass(slots=True)
class SheetReceipt:
    """One sheet of one file. `table` is its table's name, `unknown_columns` were not stored."""

    file: str
    sheet: str | None
    table: str
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    ignored: int = 0
    errors: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    rejects: str | None = None
    """Path of the table of rejected rows, ready to be corrected."""

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "sheet": self.sheet,
            "table": self.table,
            "read": self.read,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "ignored": self.ignored,
            "errors": [issue.as_json() for issue in self.errors],
            "warnings": [issue.as_json() for issue in self.warnings],
            "unknown_columns": self.unknown_columns,
            "rejects": self.rejects,
        }


@dataclass(frozen=True, slots=True)
class Passed:
    """A file or sheet that is no table of ours, or that could not be read, and why.

    `refused` tells a broken file (exit code 1 beside good ones) from one that is simply no table.
    """

    file: str
    sheet: str | None
    reason: str
    refused: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "sheet": self.sheet, "reason": self.reason, "refused": self.refused}


@dataclass(frozen=True, slots=True)
class Made:
    """A helper that no units table lists, made because the row gave its kind."""

    id: str
    kind: str
    name: str
    file: str
    row: int

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "kind": self.kind, "name": self.name, "file": self.file, "row": self.row}


@dataclass(slots=True)
class Receipt:
    """One load. `seq` is its import number; None when nothing was written (a dry run)."""

    seq: int | None
    dry_run: bool
    sheets: list[SheetReceipt]
    passed: list[Passed] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    changes: dict[str, int] = field(default_factory=dict)
    """How many of what were added, ended, corrected or withdrawn: `pairing.added` and so on."""

    refused: bool = False
    """Whether `--strict` kept everything out because of a bad row."""

    @property
    def rejected(self) -> int:
        return sum(sheet.rejected for sheet in self.sheets)

    @property
    def exit_code(self) -> int:
        """0 all well; 1 done, but rows were rejected or a file was refused; 2 refused as a whole."""
        if self.refused:
            return 2
        return 1 if self.rejected or any(passed.refused for passed in self.passed) else 0

    def as_json(self) -> dict[str, Any]:
        return {
            "import": self.seq,
            "dry_run": self.dry_run,
            "files": [sheet.as_json() for sheet in self.sheets],
            "passed": [passed.as_json() for passed in self.passed],
            "made": [made.as_json() for made in self.made],
            "changes": self.changes,
        }


def total(sheets: Iterable[SheetReceipt]) -> SheetReceipt:
    """The sums over all sheets."""
    summed = SheetReceipt("", None, "")
    for sheet in sheets:
        for count in ("read", "accepted", "unchanged", "rejected", "ignored"):
            setattr(summed, count, getattr(summed, count) + getattr(sheet, count))
    return summed
