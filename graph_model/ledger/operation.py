"""What an undo, a withdrawal or a change of aliases did: the receipt that people read and programs parse."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from graph_model.ledger.draft import Draft
from graph_model.vocabulary import Action


class Named(NamedTuple):
    """Something of the ledger, by the word that says what it is and its id."""

    what: str
    id: str


class Reason(StrEnum):
    """Why something stays as it is although it was to be taken back; `by` is what the reason speaks of."""

    CHANGED = "changed"
    """A later import has changed it: `by` that import."""
    NAMED = "named"
    """It is still named: `by` a link, return, alias, unit or rule."""
    MISSING = "missing"
    """What it names is not there any more: `by` that unit or pack."""
    CIRCLE = "circle"
    """The unit would lie above itself."""
    RETIRED = "retired"
    """The shipped pack stays retired: `by` the pack of one's own that is in force."""
    TAKEN = "taken"
    """A rule of this id is in another pack: `by` that pack."""


class Kept(NamedTuple):
    """An object that an undo leaves as it is, and why."""

    object: Named
    reason: Reason
    by: Named | None

    def as_json(self) -> dict[str, Any]:
        by = None if self.by is None else self.by._asdict()
        return {**self.object._asdict(), "reason": str(self.reason), "by": by}


@dataclass(slots=True)
class Operation:
    """`about` is what was asked for. `seq` is the number of the import; None when nothing was written."""

    action: Action
    about: Mapping[str, Any]
    seq: int | None = None
    dry_run: bool = False
    changes: dict[str, int] = field(default_factory=dict)
    """How many of what were added, ended, corrected or withdrawn: `pairing.withdrawn` and so on."""
    kept: list[Kept] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "import": self.seq,
            "action": str(self.action),
            "dry_run": self.dry_run,
            **self.about,
            "changes": self.changes,
            "kept": [each.as_json() for each in self.kept],
        }


class Plan(NamedTuple):
    """An operation and what it would write; an empty draft when there is nothing to write."""

    operation: Operation
    draft: Draft
