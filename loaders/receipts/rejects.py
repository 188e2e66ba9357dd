"""The rejected rows of a sheet as a table of their own: to be corrected there and loaded again."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from graph_model.days import PRECISIONS, as_written
from graph_model.errors import UsageError
from graph_model.schema import Value
from loaders.cells.readers import NO_DAY, Day, text_of
from loaders.links.link_days import says_no_start
from loaders.receipts.receipt import Issue
from loaders.receipts.rejected_headers import rejected_headers
from loaders.receipts.text_workbook import Row, is_untouched, write_texts
from loaders.sheets.headers import REASON, SUGGESTION
from loaders.sheets.sheet import Batch, Sheet

_LONGEST_NAME = 160
"""Bytes of a file's name before `.rejected.xlsx`."""
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_DAYS = (Value.FIRST_DAY, Value.LAST_DAY, Value.DAY_SEEN, Value.TERM_OF_DAYS)


def write_rejects(sheet: Sheet, issues: Sequence[Issue], folder: Path) -> Path:
    """Write the rows that the issues speak of, with reasons and suggestions; returns where they are.

    An earlier table of rejects of the same sheet is replaced, unless somebody has worked in it.
    """
    path = _place(sheet, folder)
    unfinished = path.with_name(f".{path.name}.partial")
    try:
        write_texts(unfinished, sheet.table.zh, rejected_rows(sheet, issues), _source(sheet))
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(
            f"退回的行写不进 {path}（{error.strerror}），请检查磁盘和权限 · "
            f"the rejected rows cannot be written to {path} ({error.strerror}); check the disk and permissions."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return path


def rejected_rows(sheet: Sheet, issues: Sequence[Issue]) -> Iterator[Row]:
    """The header, then every rejected row as text, as it is in its source."""
    of_row: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        of_row[issue.row].append(issue)
    headers = rejected_headers(sheet)
    columns = {sheet.headers.get(name, name): name for name in headers} | {name: name for name in headers}
    suggested = {columns[issue.column] for issue in issues if is_suggested(issue) and issue.column in columns}
    titles = ([headers[name], f"{headers[name]} {SUGGESTION}"][: 1 + (name in suggested)] for name in headers)
    yield [*chain.from_iterable(titles), REASON]
    for batch in sheet.batches():
        for place in [place for place, row in enumerate(batch.rows) if row in of_row]:
            said = of_row[batch.rows[place]]
            best = {columns.get(issue.column): issue.candidates[0] for issue in said if is_suggested(issue)}
            row: Row = []
            for name in headers:
                row.append(_text(sheet, batch, name, place))
                row.extend([best.get(name, "")] if name in suggested else [])
            yield [*row, "\n".join(f"[{issue.row}] {issue.message}" for issue in said)]


def is_suggested(issue: Issue) -> bool:
    """Whether the first candidate would mend the cell; what contradicts its own row would go on doing so."""
    return bool(issue.candidates) and issue.code != "context_mismatch"


def _text(sheet: Sheet, batch: Batch, name: str, place: int) -> str:
    """A cell of a rejected row; what the title or the sheet's name said for all rows stands in each."""
    if name not in batch.columns:
        if name == "force" and sheet.force:
            return sheet.force.zh
        return _seen(sheet, batch, place) if name == "seen" and sheet.seen else ""
    cell = batch.columns[name][place]
    if isinstance(cell, float) and sheet.column(name).value in _DAYS:
        return f"{text_of(cell)}?"  # The number 2021.1 may be October; as a text it would be read as January.
    return text_of(cell)


def _seen(sheet: Sheet, batch: Batch, place: int) -> str:
    day = Day(*sheet.seen) if sheet.seen else NO_DAY
    if day.number is None or not says_no_start(batch.columns, place):
        return ""
    return as_written(day.number, PRECISIONS[day.precision])


def _place(sheet: Sheet, folder: Path) -> Path:
    """`<file>.rejected.xlsx`, or another name where that is somebody else's."""
    file = _short(sheet.file)
    names = chain([file], [f"{file}.{_short(sheet.name)}"] if sheet.name else [], (f"{file}-{n}" for n in count(2)))
    places = (folder / f"{name}.rejected.xlsx" for name in names)
    return next(place for place in places if not place.exists() or is_untouched(place, _source(sheet)))


def _short(name: str) -> str:
    return _UNSAFE.sub("_", name).encode()[: _LONGEST_NAME // 2].decode(errors="ignore")


def _source(sheet: Sheet) -> str:
    """Tells the sheets of all files apart without saying where they are."""
    said = f"{sheet.path.resolve()}\n{sheet.name or ''}"
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:16]
