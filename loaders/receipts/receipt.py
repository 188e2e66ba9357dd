"""What a load did, row by row: the receipt that people read and programs parse.

For each file and sheet `read = accepted + unchanged + rejected + ignored` (INTERFACES §1).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from loaders.receipts.persons import masked
from loaders.sheets.row_kinds import RowKind

VALUE_SHOWN = 200
"""Characters of a cell that a receipt repeats."""
ONLY_XLSX = ("hidden", "struck_through", "number_format")
"""What only an XLSX tells of its cells."""


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
            "value": masked(self.value)[:VALUE_SHOWN],
            "code": self.code,
            "message": masked(self.message),
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
    ignored_rows: list[tuple[int, RowKind]] = field(default_factory=list)
    """Rows that hold no data of the table, and what each is."""
    hidden_rows: list[int] = field(default_factory=list)
    """Rows that the spreadsheet hides; they were read like all others."""
    looked_at: bool = True
    """Whether the file tells what is hidden, struck through and formatted: only an XLSX does."""
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
            "ignored_rows": [{"row": row, "what": what} for row, what in self.ignored_rows],
            "hidden_rows": self.hidden_rows,
            "not_looked_at": [] if self.looked_at else list(ONLY_XLSX),
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
    near: tuple[str, ...] = ()
    """Known units that may be the same."""

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "file": self.file,
            "row": self.row,
            "near": list(self.near),
        }


@dataclass(frozen=True, slots=True)
class MissingLink:
    """A link in force that the ledger has and a table declared complete lacks; days are ISO.

    `since` is the first day from which it counts. `ended` says whether it was given a last day.
    """

    table: str
    id: str
    force: str
    helper: str
    helper_name: str
    recipient: str
    recipient_name: str
    since: str
    through: str | None
    ended: bool

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Completeness:
    """What `--complete-for` did: ids of the returns; none where rows were rejected."""

    within: str
    as_of: str
    returns: list[str]
    missing: list[MissingLink]
    rejected: int

    def as_json(self) -> dict[str, Any]:
        return {
            "within": self.within,
            "as_of": self.as_of,
            "recorded": not self.rejected,
            "returns": self.returns,
            "missing": [link.as_json() for link in self.missing],
        }


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

    complete: Completeness | None = None
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
            "complete": self.complete.as_json() if self.complete else None,
        }


def total(sheets: Iterable[SheetReceipt]) -> SheetReceipt:
    """The sums over all sheets."""
    summed = SheetReceipt("", None, "")
    for sheet in sheets:
        for count in ("read", "accepted", "unchanged", "rejected", "ignored"):
            setattr(summed, count, getattr(summed, count) + getattr(sheet, count))
    return summed
