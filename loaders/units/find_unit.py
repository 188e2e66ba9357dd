"""The unit that a cell names, or why it names none."""

from typing import Any

from graph_model.errors import NameNotFoundError
from graph_model.names import Allowed, AmbiguousNameError, ContextMismatchError, Directory
from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import Kind
from loaders.cells.readers import Fault


def find_unit(
    directory: Directory,
    text: Any,
    kind: str = "",
    prefer: Allowed | None = None,
    *,
    level: Kind | None = None,
    around: int = NOBODY,
) -> int | Fault:
    """The unit that a cell names, of several by that name the one of the row's `kind`.

    `level` is the kind that the header asks for, `around` the place in which the row says the unit lies:
    against these there is no unit.
    """
    if isinstance(text, Fault):
        return text
    allowed: Allowed | None = (lambda slot: directory.kind(slot) == kind) if kind else None
    try:
        return directory.resolve(text, allowed, prefer, level=level, around=around)
    except NameNotFoundError as error:
        return Fault(_code(error), error.args[0].split(" 可能是 · ")[0], error.candidates)


def _code(error: NameNotFoundError) -> str:
    if isinstance(error, ContextMismatchError):
        return "context_mismatch"
    return "ambiguous_unit" if isinstance(error, AmbiguousNameError) else "unknown_unit"
