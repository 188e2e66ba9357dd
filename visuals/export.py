"""What goes into an export: the tables of the ledger, the rule packs of one's own, and when it was so."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_model.snapshot.history import ImportRecord
from graph_model.snapshot.snapshot import Snapshot
from visuals.ledger_tables import LedgerTable, ledger_tables
from visuals.pack_text import own_packs
from visuals.selected_rows import Selected, rows_within, with_what_they_name
from visuals.words import Lang

Progress = Callable[[str, int, int | None], None]
"""Called with the name of a table, the rows of it that are written, and how many there are."""


class Pack(NamedTuple):
    """A rule pack of the user's own: its id and its TOML."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Export:
    """`record` is the newest import that it shows; `within` names the unit it was cut down to, or is empty.

    `chosen` are the rows of `graph` that its `tables` show.
    """

    graph: Snapshot
    chosen: Selected
    tables: Sequence[LedgerTable]
    packs: Sequence[Pack]
    record: ImportRecord
    lang: Lang
    within: str = ""
    fictional: bool = False

    @classmethod
    def of(cls, graph: Snapshot, lang: Lang, *, within: int | None = None, fictional: bool = False) -> "Export":
        """What a snapshot holds, of all time; of a unit, with everything that its rows name."""
        chosen = rows_within(graph, within)
        if within is not None:
            chosen = with_what_they_name(graph, chosen)
        return cls(
            graph=graph,
            chosen=chosen,
            tables=ledger_tables(graph, chosen, graph.ids, lang, left_out=("helper_kind", "sender_kind")),
            packs=[Pack(pack.id, text) for pack, text in own_packs(graph)],
            record=graph.history.imports[graph.known_at],
            lang=lang,
            within="" if within is None else f"{graph.name(within)} ({graph.id(within)})",
            fictional=fictional,
        )


def rows_of(table: LedgerTable, progress: Progress) -> Iterator[list[str]]:
    """The headers and the rows, told to a progress bar as they are made."""
    return table.rows(lambda done: progress(table.name, done, table.count))
