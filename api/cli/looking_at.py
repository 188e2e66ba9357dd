"""What `report` and `network` share: the graph and the day that they are about, and the unit that is named."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.export import unit_named
from api.cli.session import opened
from api.settings import Settings
from visuals.words import FICTIONAL

if TYPE_CHECKING:
    from api.desk import Desk
    from graph_model.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An open store, the graph of one of its imports, and a day."""

    desk: "Desk"
    graph: "Snapshot"
    day: int
    fictional: bool

    def unit(self, name: str | None) -> int | None:
        """The slot of a unit; None where none is named. Raises NameNotFoundError."""
        return None if name is None else unit_named(self.graph, name)


@contextmanager
def looking_at(settings: Settings, path: Path, as_of: str | None, known_at: str | None) -> Iterator[LookedAt]:
    """Raises UsageError for a day or a moment that cannot be meant; says at last where the file is."""
    with opened(settings) as desk:
        from api.options import as_of_day, import_at
        from graph_model.days import today

        day = as_of_day({} if as_of is None else {"as_of": as_of}, today())
        newest = desk.graph()
        graph = newest if known_at is None else desk.graph(import_at(newest.history, known_at))
        looked_at = LookedAt(desk, graph, day, desk.status().example)
        yield looked_at
    print(*([FICTIONAL] if looked_at.fictional else []), path, sep="\n", file=sys.stderr)
