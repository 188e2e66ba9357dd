"""Everything that can be said to a user as one sentence, with the exit code that goes with it."""

from collections.abc import Sequence


class BangfuError(Exception):
    """A failure whose text is a sentence for the reader: what was wrong, where, what to do."""

    exit_code = 2


class UsageError(BangfuError):
    """A command, an option, a name or a table is wrong, and nothing was changed."""


class NameNotFoundError(UsageError):
    """A unit, rule or group that nobody can be sure of; `candidates` are the likely ones."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        self.candidates = tuple(candidates)
        listed = f" 可能是 · candidates: {'; '.join(candidates)}" if candidates else ""
        super().__init__(message + listed)


class TableError(UsageError):
    """A file that cannot be read as a table; no row of it was looked at."""


class SchemaError(BangfuError):
    """A declaration of ours contradicts itself: found at import, not at three in the morning."""


class StoreError(BangfuError):
    """The store cannot be reached, read or written, or somebody else is writing."""

    exit_code = 3
