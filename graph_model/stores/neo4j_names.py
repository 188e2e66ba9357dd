"""Whom a text may mean, found in the server: every unit that was ever called so, or so in a part of the text.

That is more than the text means. The units are put into a small graph, of which the same `Directory` that reads
names in tables says which one it is: one way to read names, and not a second one in Cypher.
"""

import unicodedata
from collections.abc import Callable, Iterator

from graph_model.ledger.entry import Entry
from graph_model.names.paths import LONGEST
from graph_model.names.writing import label_parts, normalised
from graph_model.stores.bolt import Bolt

MOST = 5_000
"""Units that are looked at for one question; where more may be meant a snapshot knows sooner."""

_FOUND = """\
MATCH (s:Slot) WHERE s.id IN $ids RETURN s.slot AS slot
UNION
MATCH (x:Name) WHERE x.key IN $keys RETURN DISTINCT x.slot AS slot LIMIT $most"""
_IS_NAMED = "MATCH (l:Ledger {key: 'bangfu'}) RETURN coalesce(l.named, false)"


def names_of(entry: Entry, word: Callable[[int], str]) -> tuple[list[str], list[int]]:
    """What an import calls units, as names are compared, and beside each its slot."""
    found = list(dict.fromkeys((key, slot) for slot, text in _called(entry, word) if (key := normalised(text))))
    return [key for key, _ in found], [slot for _, slot in found]


def _called(entry: Entry, word: Callable[[int], str]) -> Iterator[tuple[int, str]]:
    units = entry.units
    slots = units.unit.tolist()
    yield from ((slot, entry.names[at]) for at, slot in enumerate(slots))
    for column in (units.short_name, units.name_en, units.aliases):
        for slot, number in zip(slots, column.tolist(), strict=True):
            if number:
                yield from ((slot, text) for text in (word(number), *word(number).split("、")))
    yield from ((alias.unit, alias.alias) for alias in entry.aliases)


def slots_meant(bolt: Bolt, texts: list[str]) -> list[int] | None:
    """The slots of all units that some texts may mean; None where only a whole snapshot knows."""
    ids, keys = _ids(texts), sorted({key for text in texts for key in _keys(text)})
    found = bolt.read(lambda run: run.rows(_FOUND, ids=ids, keys=keys, most=MOST))
    if len(found) >= MOST or not bolt.read(lambda run: run.one(_IS_NAMED)):
        return None
    return sorted(slot for (slot,) in found)


def _ids(texts: list[str]) -> list[str]:
    """As they stand, as they read after NFKC, and those in the labels of candidates."""
    plain = {form.strip() for text in texts for form in (text, unicodedata.normalize("NFKC", text))}
    return sorted(plain | {parts[1] for text in texts if (parts := label_parts(text))})


def _keys(text: str) -> set[str]:
    """The text as names are compared, and every piece of it: a path puts several names together."""
    key = normalised(text)
    if len(key) > LONGEST:
        return {key}
    return {key[start:end] for start in range(len(key)) for end in range(start + 1, len(key) + 1)}
