"""The headers of a table of rejects: those of its source, as long as they are understood there too."""

from graph_model.schema import UNITS
from loaders.sheets.header_words import source_of
from loaders.sheets.headers import ID_WORDS, recognise
from loaders.sheets.sheet import Sheet


def rejected_headers(sheet: Sheet) -> dict[str, str]:
    """Column name → header. `id` is there even when the source has none, and what its title said for all rows."""
    headers = {name: sheet.headers[name] for name in sheet.read_columns}
    found = recognise([*headers.values()])
    if found is None or [*found.columns] != [*headers] or found.level != sheet.level or found.wide != sheet.wide:
        headers = {name: _plain(sheet, name) for name in headers}
    chinese = not all(header.isascii() for header in headers.values())
    added = {}
    if "id" not in headers and any(column.name == "id" for column in sheet.table.columns):
        added["id"] = (ID_WORDS[0] if sheet.table is UNITS else ID_WORDS[1]) if chinese else "id"
    for name in [*(["force"] if sheet.force else []), *(["seen"] if sheet.seen and "seen" not in headers else [])]:
        added[name] = sheet.table.column(name).zh if chinese else name
    return added | headers


def _plain(sheet: Sheet, name: str) -> str:
    """The word for a column that is understood without the rows and the mapping that its source had."""
    if name in sheet.wide:
        return name
    if name == sheet.target and sheet.level is not None:
        before = "受扶" if source_of(sheet.table) == "helper" else "派驻"
        return before + sheet.level.synonyms[0]
    return sheet.column(name).zh
