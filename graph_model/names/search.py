"""Units by a part of what they are called: names, aliases, ids, pinyin and its initials."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from graph_model.names.known_names import current_names
from graph_model.names.writing import normalised
from graph_model.snapshot.snapshot import Snapshot

_END = "\n"
_SEVERAL_READINGS = frozenset("都重长乐行朝单曾藏六厦蔚盛解卜朴尉仇种参传提盖会调大石车地塔阿的得还给家率")
"""In names of places and offices these are often read otherwise than alone: their whole name is looked at."""
_EXACT, _BEGINS, _INSIDE = 0, 1, 2


class UnitSearch:
    """Made once a snapshot; finding takes one pass over two texts."""

    def __init__(self, graph: Snapshot) -> None:
        names = list(current_names(graph))
        written = ((slot, normalised(name)) for slot, each in names for name in each)
        sounded = ((slot, sound) for slot, each in names for name in each[:1] for sound in _sounds(name))
        slots = graph.present.nonzero()[0]
        ids = zip(slots.tolist(), (each.casefold() for each in graph.ids(slots)), strict=True)
        self._texts = (_Text(written), _Text(ids), _Text(sounded))

    def find(self, text: str) -> dict[int, int]:
        """Slots of the units that fit, and how well: 0 is best. Nothing for a text without a letter or digit."""
        wanted = normalised(text)
        found: dict[int, int] = {}
        if wanted:
            for number, searched in enumerate(self._texts):
                for slot, fit in searched.find(wanted):
                    rank = fit * len(self._texts) + number
                    if rank < found.get(slot, rank + 1):
                        found[slot] = rank
        return found


class _Text:
    """Many short texts as one, each on its line."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        self._slots, self._starts = [], [0]
        lines = []
        for slot, text in texts:
            if text:
                self._slots.append(slot)
                lines.append(text)
                self._starts.append(self._starts[-1] + len(text) + 1)
        self._text = _END.join([*lines, ""])

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Slot and fit of each line that holds what is wanted, once each."""
        seen = -1
        for hit in re.finditer(re.escape(wanted), self._text):
            line = bisect_right(self._starts, hit.start()) - 1
            if line != seen:
                seen = line
                yield self._slots[line], self._fit(line, hit)

    def _fit(self, line: int, hit: re.Match[str]) -> int:
        begins, ends = hit.start() == self._starts[line], hit.end() + 1 == self._starts[line + 1]
        return _EXACT if begins and ends else _BEGINS if begins else _INSIDE


class _Readings(dict[int, str]):
    """From a character to its syllable; what is not Chinese stays as it is."""

    def __missing__(self, character: int) -> str:
        from pypinyin import lazy_pinyin  # only when somebody looks for a unit

        self[character] = reading = lazy_pinyin(chr(character))[0].casefold()
        return reading


_READINGS = _Readings()


def _sounds(name: str) -> Iterator[str]:
    """`zhaojuexian` and `zjx`."""
    plain = normalised(name)
    if plain.isascii():
        return
    if _SEVERAL_READINGS.isdisjoint(plain):
        syllables = [_READINGS[ord(character)] for character in plain]
    else:
        from pypinyin import lazy_pinyin

        syllables = [each.casefold() for each in lazy_pinyin(plain)]
    yield "".join(syllables)
    yield "".join(syllable[:1] for syllable in syllables)
