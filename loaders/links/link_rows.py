"""One row of a sheet is one link or several: three helpers in a cell, the columns of a wide table."""

from collections.abc import Iterator
from typing import NamedTuple

from graph_model.ledger.draft import Draft
from graph_model.names import Directory
from graph_model.snapshot.history import Origin
from graph_model.vocabulary import Kind
from loaders.cells.readers import Fault, text_of
from loaders.links.ends import End, EndReader, Named
from loaders.links.places import PlaceReader
from loaders.receipts.receipt import SheetReceipt
from loaders.rows import Rows
from loaders.sheets.sheet import Sheet
from loaders.units.new_units import NewHelper, NewHelpers

_MANY = Fault(
    "many_to_many",
    "一行里有几个帮扶方又有几个受扶方，不知谁帮谁，请分行写 · "
    "several helpers and several recipients in one row: say who helps whom in rows of their own.",
)
_WHOSE_COUNT = Fault(
    "bad_number",
    "一行里有几个单位，人数不知是各自的还是合计，请分行写 · "
    "several units in one row: is the headcount that of each or of all? Write rows of their own.",
)
_ONE_ID = Fault(
    "duplicate",
    "一行里有几个单位，一个编号不能给几条，请分行写 · "
    "several units in one row: one id cannot be that of several links; write rows of their own.",
)
_TWO_ROLES = Fault(
    "context_mismatch", "角色与单位后面标的牵头或成员不同 · the role differs from the mark behind the unit's name."
)
_STRUCK = Fault(
    "struck_through", "单位名称整个划了删除线，没有读 · the unit's name is struck through and was not read."
)
_PARTLY_STRUCK = Fault(
    "struck_through",
    "单位名称有一部分划了删除线，仍按全部读入 · a part of the name is struck through; it was read whole.",
)


class Link(NamedTuple):
    """One link of a row: the place of the row, its ends, and what its cell or column says of it."""

    of: int
    helper: int
    recipient: int
    force: str
    role: str
    origin: int


class LinkRowReader:
    """Reads the rows of one sheet of links against the units there are."""

    def __init__(self, sheet: Sheet, draft: Draft, directory: Directory, helpers: NewHelpers) -> None:
        self.sheet, self.draft, self.directory, self.helpers = sheet, draft, directory, helpers
        self._ends = EndReader(sheet, directory, helpers)
        self._places = PlaceReader(sheet, directory)
        self._struck = _by_row(sheet)
        self.marks_roles = False
        """Whether a cell has marked who leads."""

    def read(self, rows: Rows, receipt: SheetReceipt) -> list[Link]:
        """The links of the good rows, in order; faults go to the rows, warnings to the receipt."""
        targets = self._ends.targets(rows, self._places.around(rows))
        sources = {column: self._ends.sources(rows, column, self._kinds(rows, column)) for column in self._columns()}
        if self._struck:
            self._note_struck(rows, receipt)
        plain = self._plain_links(rows, sources, targets)
        if len(plain) == len(rows):
            return [*plain.values()]
        links: list[Link] = []
        for place in range(len(rows)):
            if (link := plain.get(place)) is not None:
                links.append(link)
                continue
            named = [(column, named[place]) for column, named in sources.items() if named[place]]
            if place in rows.bad or self._is_unclear(rows, place, named, targets[place]):
                continue
            if not named:
                rows.idle.append(place)
            for column, ends in named:
                links += self._links(rows, place, column, ends, targets[place], receipt)
        return links

    def _plain_links(self, rows: Rows, sources: dict[str, list[Named]], targets: list[Named]) -> dict[int, Link]:
        """The links of most rows, by place: one helper, one recipient, and nothing that could be unclear."""
        column, *others = sources
        if others or self.sheet.wide or f"{column}_kind" in rows.values:
            return {}
        forces = rows.values.get("force") or [str(self.sheet.force)] * len(rows)
        roles = rows.values.get("role") or [""] * len(rows)
        origin = self._origin("")
        return {
            place: Link(place, helpers[0].unit, helped[0].unit, force, role, origin)
            for place, (helpers, helped, force, role) in enumerate(
                zip(sources[column], targets, forces, roles, strict=True)
            )
            if len(helpers) == 1 == len(helped)
            if isinstance(helpers[0].unit, int) and isinstance(helped[0].unit, int)
            if not helpers[0].role and place not in rows.bad
        }

    def _columns(self) -> list[str]:
        return [column for column in self.sheet.headers if column == self.sheet.source or column in self.sheet.wide]

    def _kinds(self, rows: Rows, column: str) -> list[str | None]:
        """What the table says the helpers in a column are; None for what is no kind."""
        if column in self.sheet.wide:
            return [self.sheet.wide[column].kind or ""] * len(rows)
        kinds = rows.values.get(f"{column}_kind")
        return [None if isinstance(kind, Fault) else kind for kind in kinds] if kinds else [""] * len(rows)

    def _is_unclear(self, rows: Rows, place: int, named: list[tuple[str, Named]], targets: Named) -> bool:
        """Whether a row can be understood in two ways: then it is rejected."""
        helpers = sum(len(ends) for _, ends in named)
        if helpers * len(targets) > 1:
            if helpers > 1 and len(targets) > 1:
                rows.fault(place, self.sheet.target, _MANY)
            elif "headcount" in rows.cells and text_of(rows.cells["headcount"][place]):
                rows.fault(place, "headcount", _WHOSE_COUNT)
            if "id" in rows.values and rows.values["id"][place]:
                rows.fault(place, "id", _ONE_ID)
        for column, ends in named:
            role = self._role(rows, place, column)
            if role and any(end.role not in ("", role) for end in ends):
                rows.fault(place, "role" if "role" in rows.values else column, _TWO_ROLES)
        return place in rows.bad

    def _links(
        self, rows: Rows, place: int, column: str, ends: Named, targets: Named, receipt: SheetReceipt
    ) -> Iterator[Link]:
        several = len(ends) > 1 or len(targets) > 1 or column in self.sheet.wide
        origin = self._origin(column if several else "")
        force, role = self._force(rows, place, column), self._role(rows, place, column)
        for end in ends:
            slot = self._slot(rows, place, column, end, receipt)
            self.marks_roles |= bool(end.role or role)
            for target in targets:
                assert isinstance(target.unit, int), "recipients are never made"
                yield Link(place, slot, target.unit, force, end.role or role, origin)

    def _slot(self, rows: Rows, place: int, column: str, end: End, receipt: SheetReceipt) -> int:
        """The unit at the helping end: made where it must be, else with a warning if the row says another kind."""
        if isinstance(end.unit, NewHelper):
            return self.helpers.make(end.unit, rows, place)
        kind_column = f"{column}_kind"
        said = rows.values[kind_column][place] if kind_column in rows.values else ""
        if said and (known := self.directory.kind(end.unit)) != said:
            receipt.warnings.append(rows.issue(place, kind_column, _other_kind(self.directory.name(end.unit), known)))
        return end.unit

    def _force(self, rows: Rows, place: int, column: str) -> str:
        wide = self.sheet.wide.get(column)
        if wide and wide.force:
            return str(wide.force)
        return str(rows.values["force"][place]) if "force" in rows.values else str(self.sheet.force)

    def _role(self, rows: Rows, place: int, column: str) -> str:
        """What the column or the row says of the helpers in a cell, where no name has a mark of its own."""
        wide = self.sheet.wide.get(column)
        if wide and wide.role:
            return str(wide.role)
        return str(rows.values["role"][place]) if "role" in rows.values else ""

    def _origin(self, column: str) -> int:
        header = self.sheet.headers[column] if column else ""
        return self.draft.origin(Origin(self.sheet.file, self.sheet.name or "", header))

    def _note_struck(self, rows: Rows, receipt: SheetReceipt) -> None:
        for place, number in enumerate(rows.numbers):
            for column, wholly in self._struck.get(number, ()):
                if not text_of(rows.cells[column][place]):
                    continue
                if wholly:
                    rows.fault(place, column, _STRUCK)
                else:
                    receipt.warnings.append(rows.issue(place, column, _PARTLY_STRUCK))


def _other_kind(name: str, known: Kind) -> Fault:
    """The units table wins over the kind in the row."""
    return Fault(
        "context_mismatch",
        f"单位表里{name}是{known.zh}，以单位表为准 · the units table says {known.en.lower()}; that is what counts.",
    )


def _by_row(sheet: Sheet) -> dict[int, list[tuple[str, bool]]]:
    struck: dict[int, list[tuple[str, bool]]] = {}
    for (row, column), wholly in sheet.struck.items():
        struck.setdefault(row, []).append((column, wholly))
    return struck
