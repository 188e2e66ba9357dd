"""From the cells of a sheet to a table of ours: its header, its force, its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from graph_model.errors import TableError
from graph_model.vocabulary import Force
from loaders.sheets.batches import Layout, batches
from loaders.sheets.grid import Grid
from loaders.sheets.header_rows import find_head
from loaders.sheets.header_words import source_of, target_of
from loaders.sheets.headers import Mapped, NoTableError, Recognised, require
from loaders.sheets.odd_rows import OddRows, TwoTablesError
from loaders.sheets.ordinals import set_aside_ordinals
from loaders.sheets.sheet import Batch, Sheet
from loaders.sheets.title import day_seen, forces_named


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are to be read: `mapped` are further headers, `hidden` reads hidden sheets too."""

    mapped: Mapped | None = None
    hidden: bool = False


AS_IT_COMES = Manner()


class SheetRefusedError(TableError):
    """A table that cannot be read to its end; the others of the load can."""

    def __init__(self, grid: Grid, where: str, reason: str) -> None:
        super().__init__(f"{where}：{reason}")
        self.path, self.name, self.reason = grid.path, grid.name, reason


def table_in(grid: Grid, where: str, manner: Manner = AS_IT_COMES) -> Sheet:
    """The table in a sheet; raises TableError, and NoTableError when there is none of ours in it."""
    head = find_head(grid.rows(), manner.mapped)
    if head is None:
        raise NoTableError(f"{where} 是空表 · {where} is an empty sheet.")
    found = require(head.found, where, head.cells)
    set_aside_ordinals(found, islice(grid.rows(), head.last, None), manner.mapped)
    titles = [*head.titles, grid.name or ""]
    force = _force(found, titles, where) if "force" in found.missing else None
    form = Layout.of(found, head, grid, OddRows.of(found, head.cells, force, manner.mapped))

    def read() -> Iterator[Batch]:
        try:
            yield from batches(islice(grid.rows(), head.last, None), head.last + 1, form, grid.clean)
        except TwoTablesError as error:
            raise SheetRefusedError(grid, where, str(error)) from error

    links = bool(target_of(found.table))
    return Sheet(
        path=grid.path,
        name=grid.name,
        table=found.table,
        headers=found.headers,
        unknown_columns=found.unknown,
        batches=read,
        spots={name: place + grid.first_column for name, place in found.columns.items()},
        header_row=head.last,
        level=found.level,
        wide=found.wide,
        force=force,
        seen=next((day for day in map(day_seen, titles) if day), None) if links else None,
        struck=_struck_ends(found, grid),
        hidden_rows=frozenset(row for row in grid.hidden_rows if row > head.last),
        looked_at=grid.looked_at,
    )


def _force(found: Recognised, titles: list[str], where: str) -> Force:
    """The one force that the title or the sheet's name names; never guessed from the helpers."""
    named = {force for title in titles for force in forces_named(title)}
    if len(named) == 1:
        return named.pop()
    zh = "、".join(force.zh for force in Force if force in named)
    said = f"标题里有{zh}" if named else "标题和工作表名里也没有"
    raise TableError(
        f"{where} 像是{found.table.zh}，但没有“帮扶力量”这一列，{said}，不能确定是哪一支，请补上这一列 · "
        f"{where} looks like a table of {found.table.name} but lacks the column force, and its title and sheet "
        f"name {'name several' if named else 'name none'}; add the column."
    )


def _struck_ends(found: Recognised, grid: Grid) -> Mapping[tuple[int, str], bool]:
    """What is struck through among helpers and recipients."""
    ends = {source_of(found.table), target_of(found.table), *found.wide}
    names = {place + grid.first_column: name for name, place in found.columns.items() if name in ends}
    return {(row, names[column]): wholly for (row, column), wholly in grid.struck.items() if column in names}
