"""A long name and what people make of it: 四川省广播电视局 and 省广电局."""

from collections.abc import Iterable

from graph_model.names.cores import rest_and_ending


class Abbreviations:
    """Finds names that shorten a name, or that it shortens: a hint for people, never a match."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_ends: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for name in names:
            rest, ending = rest_and_ending(name)
            self._by_ends.setdefault((rest[:1], ending), []).append((rest, name))

    def of(self, name: str) -> list[str]:
        rest, ending = rest_and_ending(name)
        others = self._by_ends.get((rest[:1], ending), [])
        return [other for other_rest, other in others if other != name and _is_short_for(rest, other_rest)]


def _is_short_for(one: str, other: str) -> bool:
    """Whether the characters of the shorter stand in the longer, in the same order."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return len(short) >= 2 and all(letter in letters for letter in short)
