"""How a load is to be done: what people say beside the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.sheets.header_words import mapped_words
from loaders.sheets.recognition import Manner
from loaders.units.new_units import NewUnits


@dataclass(frozen=True, slots=True)
class Complete:
    """A declaration that the tables list all there is within a unit on a day.

    `within` is a unit by id or name, `as_of` a whole day; with `end_missing` links that the ledger has
    and the tables lack end on the day before.
    """

    within: str
    as_of: int
    end_missing: bool = False


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """`mapped` gives further headers and the columns they mean."""

    strict: bool = False
    hidden: bool = False
    new_units: NewUnits = NewUnits.ASK
    mapped: Mapping[str, str] = field(default_factory=dict)
    complete: Complete | None = None

    def manner(self) -> Manner:
        """How the files are read. Raises UsageError for a mapping to nothing."""
        return Manner(mapped_words(self.mapped) if self.mapped else None, self.hidden)


AS_USUAL = LoadOptions()
