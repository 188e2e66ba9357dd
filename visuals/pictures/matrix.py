"""The coverage matrix: places down, rules across, a cell for each; a state in words, never by colour alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from visuals.pictures.levels import above_of, level_of
from visuals.pictures.matrix_cells import Cell, cell_of
from visuals.pictures.matrix_heads import Column, columns_of, groups_over, headings
from visuals.pictures.place_names import short_place
from visuals.pictures.place_table import GAPS, PlaceTable, place_table
from visuals.words import Lang, Words

_NOWHERE = Words("（不属任何一地）", "(in no place)")


@dataclass(frozen=True, slots=True)
class Line:
    """`place` is the id of a `slot`; empty where units lie in no place of the level."""

    slot: int
    place: str
    name: str
    cells: Sequence[Cell]
    gaps: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one place of the next level."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`groups` are names of groups of columns and how many they span; `by` is the level of the lines."""

    groups: Sequence[tuple[str, int]]
    columns: Sequence[Column]
    blocks: Sequence[Block]
    by: str

    @property
    def lines(self) -> int:
        return sum(len(block.lines) for block in self.blocks)

    @property
    def gaps(self) -> int:
        return sum(column.gaps for column in self.columns)


def matrix(graph: Snapshot, slot: int | None, day: int, lang: Lang) -> Matrix:
    """Counties of a place, or the level above where they are too many, under all rules."""
    level = level_of(graph, graph.rules, slot)
    return matrix_of(graph, place_table(graph, graph.rules, day, slot, level), lang)


def matrix_of(graph: Snapshot, table: PlaceTable, lang: Lang) -> Matrix:
    """Rules made by `each` share a column; a rule that applies nowhere has none, a place without any has no line."""
    columns = columns_of(table)
    cells = [_cells(table, which, lang) for _, which in columns]
    gaps, unknown = table.gaps.tolist(), table.unknown.tolist()
    lines = [
        Line(
            slot,
            graph.id(slot) if slot != NOBODY else "",
            short_place(graph, slot, lang) or _NOWHERE.said(lang),
            [of_rule[place] for of_rule in cells],
            gaps[place],
            unknown[place],
        )
        for place, slot in enumerate([*table.places.tolist(), NOBODY])
        if any(of_rule[place].told for of_rule in cells)
    ]
    return Matrix(
        groups=groups_over(columns, lang),
        columns=headings(columns, table.counts[:, :, GAPS].sum(axis=(1, 2)), lang),
        blocks=_blocks(graph, lines, table.level, lang),
        by=table.level,
    )


def _cells(table: PlaceTable, which: Sequence[int], lang: Lang) -> list[Cell]:
    """The cells of a column, by place."""
    counts = map(tuple, table.counts[which].sum(axis=0).tolist())
    slots, filled = (column[which].sum(axis=0).tolist() for column in (table.slots, table.filled))
    return [cell_of(*numbers, lang) for numbers in zip(counts, slots, filled, strict=True)]


def _blocks(graph: Snapshot, lines: Iterable[Line], by: str, lang: Lang) -> list[Block]:
    made = dict[int, list[Line]]()
    for line in lines:
        above = above_of(graph, line.slot, by) if line.place else NOBODY
        made.setdefault(above, []).append(line)
    return [Block(short_place(graph, above, lang), those) for above, those in made.items()]
