"""The tables of a trial with what is wrong in them marked: bad cells coloured, the reason in a comment.

Every cell stands where it stands in its source, so that row 7 is row 7; columns that nobody reads are left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from graph_model.errors import UsageError
from loaders.cells.readers import text_of
from loaders.receipts.receipt import Issue, Receipt, SheetReceipt
from loaders.sheets.row_kinds import RowKind
from loaders.sheets.sheet import Batch, Sheet
from visuals.difference import Difference, sentence
from visuals.trials import COLUMNS, difference_rows
from visuals.values import for_people
from visuals.words import Lang, Words, word
from visuals.workbook import copy_settled
from visuals.workbook_cells import sheet_name, text_cell

_BAD, _BAD_ROW, _DOUBTFUL, _IGNORED = "F8A5A5", "FDE9E7", "FFE699", "E7E6E6"
_WIDTH = 18
_SUMMARY = Words("变化", "Difference")
_COMMENT_BY = "bangfu"

Line = list[Any]
Issues = Mapping[int, list[Issue]]
Hide = Callable[[str], str]


def write_marked(
    receipt: Receipt,
    difference: Difference,
    sheets: Sequence[tuple[Sheet, SheetReceipt]],
    path: Path,
    lang: Lang,
    hide: Hide = str,
) -> None:
    """`hide` gives each text as it may be shown. Raises UsageError when the file cannot be written."""
    try:
        with path.open("wb") as out, TemporaryFile() as made:
            _make(receipt, difference, sheets, lang, hide).save(made)
            copy_settled(made, out)
    except OSError as error:
        raise UsageError(
            f"写不进 {path}（{error.strerror}），请检查磁盘和权限 · "
            f"{path} cannot be written ({error.strerror}); check the disk and permissions."
        ) from error


def _make(
    receipt: Receipt, difference: Difference, sheets: Sequence[tuple[Sheet, SheetReceipt]], lang: Lang, hide: Hide
) -> Workbook:
    book = Workbook(write_only=True)
    _summarise(book, receipt, difference, lang, hide)
    for sheet, said in sheets:
        _Marked(book, sheet, said, lang, hide).write()
    return book


def _summarise(book: Any, receipt: Receipt, difference: Difference, lang: Lang, hide: Hide) -> None:
    page = book.create_sheet(_SUMMARY.said(lang))
    page.freeze_panes = "A3"
    for place in range(len(COLUMNS)):
        page.column_dimensions[get_column_letter(place + 1)].width = _WIDTH
    page.append([text_cell(page, sentence(difference, receipt.rejected, lang), lang, bold=True)])
    headings = [column.heading.en if lang is Lang.EN else column.heading.zh for column in COLUMNS]
    page.append([text_cell(page, heading, lang, bold=True) for heading in headings])
    for row in difference_rows(difference, lang):
        texts = [for_people(value, column.heading.terms, lang) for value, column in zip(row, COLUMNS, strict=True)]
        page.append([text_cell(page, hide(text), lang) if text else None for text in texts])


class _Marked:
    """One table, marked."""

    def __init__(self, book: Any, sheet: Sheet, receipt: SheetReceipt, lang: Lang, hide: Hide) -> None:
        self.sheet, self.receipt, self.lang, self.hide = sheet, receipt, lang, hide
        self.page = book.create_sheet(sheet_name(" ".join(filter(None, (sheet.file, sheet.name)))))
        self.width = max(sheet.spots.values(), default=0) + 1
        self.written = 0

    def write(self) -> None:
        for place in range(self.width):
            self.page.column_dimensions[get_column_letter(place + 1)].width = _WIDTH
        errors, warnings = _by_row(self.receipt.errors), _by_row(self.receipt.warnings)
        header = {name: self._cell(text, bold=True) for name, text in self.sheet.headers.items()}
        self._put(self.sheet.header_row, self._line(header))
        for batch in self.sheet.batches():
            for number, line in sorted([*self._rows(batch, errors, warnings), *self._ignored(batch)], key=_number):
                self._put(number, line)

    def _put(self, number: int, line: Line) -> None:
        """A line in the row that it has in its source."""
        while self.written < number - 1:
            self.page.append([])
            self.written += 1
        self.page.append(line)
        self.written += 1

    def _rows(self, batch: Batch, errors: Issues, warnings: Issues) -> Iterator[tuple[int, Line]]:
        for place, number in enumerate(batch.rows):
            texts = {name: text_of(column[place]) for name, column in batch.columns.items()}
            wrong, doubtful = errors.get(number, []), warnings.get(number, [])
            cells = {name: self._cell(text, _BAD_ROW if wrong else None) for name, text in texts.items()}
            self._mark(cells, doubtful, _DOUBTFUL)
            self._mark(cells, wrong, _BAD)
            yield number, self._line(cells)

    def _mark(self, cells: dict[str, Any], issues: list[Issue], colour: str) -> None:
        """Colour the cells that issues are about, and say why; without a cell of its own, the first one."""
        columns = {header: name for name, header in self.sheet.headers.items()}
        reasons: dict[str, list[str]] = defaultdict(list)
        for issue in issues:
            name = columns.get(issue.column, issue.column)
            reasons[name if name in cells else next(iter(cells))].append(self.hide(_reason(issue)))
        for name, said in reasons.items():
            cells[name].fill = PatternFill("solid", colour)
            cells[name].comment = Comment("\n".join(said), _COMMENT_BY, width=320, height=120)

    def _ignored(self, batch: Batch) -> Iterator[tuple[int, Line]]:
        for number, what in batch.ignored:
            first = min(self.sheet.spots, key=self.sheet.spots.__getitem__)
            yield number, self._line({first: self._cell(word(what, RowKind, self.lang), _IGNORED)})

    def _cell(self, text: str, colour: str | None = None, *, bold: bool = False) -> Any:
        cell = text_cell(self.page, self.hide(text), self.lang, bold=bold)
        if colour:
            cell.fill = PatternFill("solid", colour)
        return cell

    def _line(self, cells: Mapping[str, Any]) -> Line:
        line: Line = [None] * self.width
        for name, cell in cells.items():
            line[self.sheet.spots[name]] = cell
        return line


def _by_row(issues: Sequence[Issue]) -> Issues:
    of: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        of[issue.row].append(issue)
    return of


def _reason(issue: Issue) -> str:
    candidates = f"\n→ {'; '.join(issue.candidates)}" if issue.candidates else ""
    return f"{issue.code}: {issue.message}{candidates}"


def _number(line: tuple[int, Line]) -> int:
    return line[0]
