"""Units as a cell of another row names them: by a name that only one unit has, else by id."""

import re

from graph_model.errors import NameNotFoundError
from graph_model.names import Directory
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.texts import Ints

_SEVERAL = re.compile(r"[、；;，,/|：:\n]")
"""In a name, what a load may take for several names, or for a word beside one."""


class UnitCells:
    """Texts that a load understands as the unit, worked out once each."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._known: dict[int, str] = {NOBODY: ""}

    def texts(self, slots: Ints) -> list[str]:
        return [self.text(slot) for slot in slots.tolist()]

    def text(self, slot: int) -> str:
        if slot not in self._known:
            directory = self._directory
            self._known[slot] = directory.name(slot) if self._is_clear(slot) else directory.id(slot)
        return self._known[slot]

    def label(self, slot: int) -> str:
        """The same for somebody who chooses: an id alone says too little."""
        text = self.text(slot)
        return text if text == self._directory.name(slot) else self._directory.label(slot)

    def _is_clear(self, slot: int) -> bool:
        name = self._directory.name(slot)
        try:
            return not _SEVERAL.search(name) and self._directory.resolve(name) == slot
        except NameNotFoundError:
            return False
