"""Place columns 市（州）, 县, 乡镇: in which place a row says that its recipient lies."""

from graph_model.names import Directory
from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import PLACES, Kind
from loaders.cells.readers import Fault, Reader, text_of
from loaders.rows import Rows
from loaders.sheets.sheet import Cell, Sheet
from loaders.units.find_unit import find_unit


class PlaceReader:
    """Reads the place columns of one sheet; the same places are looked up once."""

    def __init__(self, sheet: Sheet, directory: Directory) -> None:
        self.directory = directory
        self.kinds = [kind for kind in PLACES if kind.value in sheet.headers]
        self._known = Reader(self._find)

    def around(self, rows: Rows) -> list[int | None]:
        """The lowest place that each row names; NOBODY where it names none, None where it cannot be told."""
        if not self.kinds:
            return [NOBODY] * len(rows)
        found: list[int | None] = []
        for place, cells in enumerate(zip(*(rows.cells[kind.value] for kind in self.kinds), strict=True)):
            each: int | tuple[Kind, Fault] = self._known[cells]
            if isinstance(each, tuple):
                rows.fault(place, each[0].value, each[1])
                found.append(None)
            else:
                found.append(each)
        return found

    def _find(self, cells: tuple[Cell, ...]) -> int | tuple[Kind, Fault]:
        """Each place inside the one before it: 广元市 with 布拖县 is a contradiction."""
        around = NOBODY
        for kind, cell in zip(self.kinds, cells, strict=True):
            if not (text := text_of(cell)):
                continue
            found = find_unit(self.directory, text, level=kind, around=around)
            if isinstance(found, Fault):
                return kind, found
            around = found
        return around
