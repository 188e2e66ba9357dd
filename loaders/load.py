"""One load: files in, a draft of the next import and a receipt out. Nothing is written here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import numpy as np

from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import Verdict
from graph_model.ledger.link_changes import count_changes
from graph_model.names import Directory
from graph_model.schema import DISPATCHES, PAIRINGS, RETURNS, UNITS
from graph_model.snapshot.history import LinkVersions, columns
from graph_model.snapshot.snapshot import Snapshot
from loaders.files import Found, read_files
from loaders.links.completeness import declare
from loaders.links.link_reader import LinkReader
from loaders.links.link_verdicts import Judged, judge
from loaders.load_options import AS_USUAL, Complete, LoadOptions
from loaders.receipts.receipt import Completeness, Passed, Receipt, SheetReceipt
from loaders.receipts.rejects import write_rejects
from loaders.returns import load_returns
from loaders.rules.pack_loader import PackLoader
from loaders.sheets.recognition import SheetRefusedError
from loaders.sheets.sheet import Sheet, name_of_file
from loaders.units.new_units import NewHelpers
from loaders.units.unit_reader import UnitReader

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


def load(
    graph: Snapshot, paths: Sequence[Path], options: LoadOptions = AS_USUAL, progress: Progress | None = None
) -> Loaded:
    """Read the files against what `graph` holds. Raises TableError when nothing in them is a table."""
    found = read_files(paths, options.manner())
    while True:
        try:
            return _loaded(graph, found, options, progress)
        except SheetRefusedError as refused:
            # Nothing has been written: the load begins again without that sheet.
            _pass_over(found, refused)


def _pass_over(found: Found, refused: SheetRefusedError) -> None:
    """Take a sheet out of what is loaded; raises the refusal when nothing else is left."""
    found.sheets = [sheet for sheet in found.sheets if (sheet.path, sheet.name) != (refused.path, refused.name)]
    if not found.sheets and not found.packs:
        raise refused
    found.passed.append(Passed(name_of_file(refused.path), refused.name, refused.reason, refused=True))


def _loaded(graph: Snapshot, found: Found, options: LoadOptions, progress: Progress | None) -> Loaded:
    run = _Load(Draft(graph), Directory(graph), options, progress or (lambda *_: None))
    run.units([sheet for sheet in found.sheets if sheet.table is UNITS])
    run.packs(found)
    run.links([sheet for sheet in found.sheets if sheet.table in (PAIRINGS, DISPATCHES)])
    run.returns([sheet for sheet in found.sheets if sheet.table is RETURNS])
    completeness = run.declare(options.complete) if options.complete else None
    receipt = Receipt(
        seq=run.draft.seq,
        dry_run=False,
        sheets=run.receipts,
        passed=[*found.passed, *run.passed],
        made=run.helpers.made,
        changes={what: count for what, count in run.counts.items() if count},
        complete=completeness,
    )
    receipt.refused = options.strict and receipt.exit_code != 0
    for sheet in run.receipts:
        sheet.errors.sort(key=lambda issue: issue.row)
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

    def __init__(self, draft: Draft, directory: Directory, options: LoadOptions, progress: Progress) -> None:
        self.draft, self.directory, self.progress = draft, directory, progress
        self.helpers = NewHelpers(draft, directory, options.new_units)
        self.receipts: list[SheetReceipt] = []
        self.sheets: list[tuple[Sheet, SheetReceipt]] = []
        self.passed: list[Passed] = []
        self.counts: dict[str, int] = {}

    def _receipt(self, sheet: Sheet) -> SheetReceipt:
        receipt = SheetReceipt(
            sheet.file,
            sheet.name,
            sheet.table.name,
            unknown_columns=sheet.unknown_columns,
            hidden_rows=sorted(sheet.hidden_rows),
            looked_at=sheet.looked_at,
        )
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
        reader = LinkReader(self.draft, self.directory, self.helpers, self.progress)
        # Tables that say the kinds of their helpers first: others may name a helper made there.
        ordered = sorted(sheets, key=lambda sheet: not (sheet.wide or f"{sheet.source}_kind" in sheet.headers))
        self.link_sheets = [reader.read(sheet, self._receipt(sheet)) for sheet in ordered]
        self._count({"unit.added": len(self.helpers.made)})
        self.judged = judge(self.draft, self.link_sheets)
        self._count(count_changes(self.draft, self.judged.fresh, self.judged.settled))
        self.draft.about.update(np.unique(self.judged.fresh.versions.recipient).tolist())
        _keep(self.draft, self.judged)

    def returns(self, sheets: list[Sheet]) -> None:
        said: dict[str, str] = {}
        for sheet in sheets:
            self._count(load_returns(self.draft, self.directory, sheet, self._receipt(sheet), said))

    def declare(self, complete: Complete) -> Completeness:
        declared = declare(self.draft, self.directory, complete, self.link_sheets, self.judged)
        self._count(declared.counts)
        return declared.receipt


def _keep(draft: Draft, judged: Judged) -> None:
    """Accepted links into the draft, and what they replace to be closed."""
    fresh, settled = judged.fresh, judged.settled
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
