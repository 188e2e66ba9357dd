"""What a sheet holds, row by row, for tests."""

from pathlib import Path

from loaders.sheets.sheet import Cell, Sheet

Line = tuple[int, dict[str, Cell]]


def rows_of(sheet: Sheet) -> list[Line]:
    """Each row's number in the spreadsheet and its cells, without the empty ones."""
    lines: list[Line] = []
    for batch in sheet.batches():
        for place, row in enumerate(batch.rows):
            cells = {name: column[place] for name, column in batch.columns.items()}
            lines.append((row, {name: cell for name, cell in cells.items() if cell not in ("", None)}))
    return lines


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path
