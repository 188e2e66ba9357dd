"""One load: files in, a draft of the next import and a receipt out. Nothing is written here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import numpy as np

from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import FreshLinks, Settled, Verdict
from graph_model.ledger.link_changes import count_changes
from graph_model.ledger.settling import settle
from graph_model.names import Directory
from graph_model.schema import DISPATCHES, PAIRINGS, RETURNS, UNITS
from graph_model.snapshot.history import LinkVersions, columns
from graph_model.snapshot.snapshot import Snapshot
from loaders.files import Found, read_files
from loaders.lifetimes import outside_lifetime
from loaders.links import LinkReader, LinkSheet, together
from loaders.receipt import Issue, Made, Passed, Receipt, SheetReceipt
from loaders.rejects import write_rejects
from loaders.returns import load_returns
from loaders.rules import PackLoader
from loaders.sheet import Sheet, name_of_file
from loaders.units import UnitReader

Progress = Callable[[str, int], None]
"""Called with the name of a file and the rows of it that have been read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    draft: Draft
    receipt: Receipt
    sheets: list[tuple[Sheet, SheetReceipt]]
    digests: dict[str, str]
    """sha256 of each file that was read, by its name."""

    def write_rejects(self, folder: Path) -> None:
        """Tables of the rejected rows, ready to be corrected; the receipt says where they are."""
        for sheet, receipt in self.sheets:
            if receipt.errors:
                receipt.rejects = str(write_rejects(sheet, receipt.errors, folder))


def load(graph: Snapshot, paths: Sequence[Path], *, strict: bool = False, progress: Progress | None = None) -> Loaded:
    """Read the files against what `graph` holds. Raises TableError when nothing in them is a table."""
    found = read_files(paths)
    run = _Load(Draft(graph), Directory(graph), progress or (lambda *_: None))
    run.units([sheet for sheet in found.sheets if sheet.table is UNITS])
    run.packs(found)
    run.links([sheet for sheet in found.sheets if sheet.table in (PAIRINGS, DISPATCHES)])
    run.returns([sheet for sheet in found.sheets if sheet.table is RETURNS])
    receipt = Receipt(
        seq=run.draft.seq,
        dry_run=False,
        sheets=run.receipts,
        passed=[*found.passed, *run.passed],
        made=run.made,
        changes={what: count for what, count in run.counts.items() if count},
    )
    receipt.refused = strict and receipt.exit_code != 0
    return Loaded(run.draft, receipt, run.sheets, digests(found))


def digests(found: Found) -> dict[str, str]:
    """sha256 of the files, so that anyone can tell later which version of a table was loaded."""
    made = {}
    for path in dict.fromkeys([*(sheet.path for sheet in found.sheets), *(pack.path for pack in found.packs)]):
        with path.open("rb") as file:
            made[name_of_file(path)] = file_digest(file, "sha256").hexdigest()
    return made


class _Load:
    """The steps of one load, in the order in which they need each other."""

    def __init__(self, draft: Draft, directory: Directory, progress: Progress) -> None:
        self.draft, self.directory, self.progress = draft, directory, progress
        self.receipts: list[SheetReceipt] = []
        self.sheets: list[tuple[Sheet, SheetReceipt]] = []
        self.passed: list[Passed] = []
        self.made: list[Made] = []
        self.counts: dict[str, int] = {}

    def _receipt(self, sheet: Sheet) -> SheetReceipt:
        receipt = SheetReceipt(sheet.file, sheet.name, sheet.table.name, unknown_columns=sheet.unknown_columns)
        self.receipts.append(receipt)
        self.sheets.append((sheet, receipt))
        self.progress(sheet.file, 0)
        return receipt

    def _count(self, counts: dict[str, int]) -> None:
        for what, count in counts.items():
            self.counts[what] = self.counts.get(what, 0) + count

    def units(self, sheets: list[Sheet]) -> None:
        reader = UnitReader(self.draft, self.directory)
        for sheet in sheets:
            reader.read(sheet, self._receipt(sheet))
        self._count(reader.settle())

    def packs(self, found: Found) -> None:
        loader = PackLoader(self.draft)
        for pack in found.packs:
            if reason := loader.objection(pack):
                self.passed.append(Passed(pack.path.name, None, reason, refused=True))
                continue
            receipt = SheetReceipt(name_of_file(pack.path), None, "rules")
            self.receipts.append(receipt)
            loader.load(pack, receipt)
        for error in found.pack_errors:
            rules = len({issue.row for issue in error.issues})
            refused = SheetReceipt(name_of_file(error.path), None, "rules", read=rules, rejected=rules)
            refused.errors = list(error.issues)
            self.receipts.append(refused)
        self._count(loader.counts)

    def links(self, sheets: list[Sheet]) -> None:
        reader = LinkReader(self.draft, self.directory, self.progress)
        # Tables that say the kinds of their helpers first: others may name a helper made there.
        ordered = sorted(sheets, key=lambda sheet: not {"helper_kind", "sender_kind"} & sheet.headers.keys())
        read = [reader.read(sheet, self._receipt(sheet)) for sheet in ordered]
        self.made = reader.made
        self._count({"unit.added": len(reader.made)})
        fresh = together(read)
        settled = settle(self.draft, fresh)
        _report(self.draft, read, fresh, settled)
        self._count(count_changes(self.draft, fresh, settled))
        _keep(self.draft, fresh, settled)

    def returns(self, sheets: list[Sheet]) -> None:
        said: dict[str, str] = {}
        for sheet in sheets:
            self._count(load_returns(self.draft, self.directory, sheet, self._receipt(sheet), said))


def _report(draft: Draft, sheets: list[LinkSheet], fresh: FreshLinks, settled: Settled) -> None:
    """Counts, contradictions and warnings into the receipt of each sheet."""
    for number, sheet in enumerate(sheets):
        verdicts = settled.verdict[fresh.table_of == number]
        sheet.receipt.accepted += int((verdicts == Verdict.ACCEPTED).sum())
        sheet.receipt.unchanged += int((verdicts == Verdict.UNCHANGED).sum())
        sheet.receipt.rejected += int((verdicts == Verdict.DUPLICATE).sum())
    for place, other in settled.duplicates.items():
        message = f"与 {other} 是同一条，内容却不同 · is the same link as {other}, with other content."
        _say(sheets, fresh, place, "errors", "duplicate", message, settled.ids[place])
    for place, other in settled.overlapping.items():
        message = (
            f"同一天另有一条相同两端的 {other}；若是更正，请写编号 · "
            f"{other} has the same ends on the same days; to correct it, give its id."
        )
        _say(sheets, fresh, place, "warnings", "duplicate", message, settled.ids[place], (other,))
    for place, message in outside_lifetime(draft, fresh, settled):
        _say(sheets, fresh, place, "warnings", "context_mismatch", message, settled.ids[place])


def _say(
    sheets: list[LinkSheet],
    fresh: FreshLinks,
    place: int,
    where: str,
    code: str,
    message: str,
    value: str,
    candidates: tuple[str, ...] = (),
) -> None:
    sheet = sheets[fresh.table_of[place]]
    issue = Issue(int(fresh.versions.row[place]), sheet.sheet.headers.get("id", "id"), value, code, message, candidates)
    getattr(sheet.receipt, where).append(issue)


def _keep(draft: Draft, fresh: FreshLinks, settled: Settled) -> None:
    """Accepted links into the draft, and what they replace to be closed."""
    accepted = np.flatnonzero(settled.verdict == Verdict.ACCEPTED)
    if len(accepted) == len(settled.ids):
        draft.links.append(fresh.versions)
        draft.link_ids += settled.ids
    else:
        draft.links.append(
            LinkVersions(**{name: getattr(fresh.versions, name)[accepted] for name, _ in columns(LinkVersions)})
        )
        draft.link_ids += [settled.ids[place] for place in accepted.tolist()]
    replaced = settled.replaces[accepted]
    draft.closed_links += replaced[replaced >= 0].tolist()
