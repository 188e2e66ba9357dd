"""Names that are one character apart, and when that is near."""

from bisect import bisect_left
from collections.abc import Iterable

from graph_model.names.sounds import may_sound_alike

_LONG = 8
"""Characters of both names from which on a single one may be a slip: 广安公司 and 广汉公司 are two."""
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾")
"""第一人民医院 and 第二人民医院 are two."""
_LAST = "\U0010ffff"


class OneEdit:
    """Finds them without comparing all: of two such names, the first or the last half is the same."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._backwards = sorted(name[::-1] for name in self._names)

    def near(self, name: str) -> list[str]:
        """The names that a slip makes of this one.

        In names of eight characters or more that is any inserted, deleted or other character, but no numeral; in
        shorter ones another character that is read the same in some word (昭, 朝), where `sound` knows but one reading.
        """
        half, backwards = len(name) // 2, name[::-1]
        same_start = _starting(self._names, name[:half])
        same_end = _starting(self._backwards, backwards[: len(name) - half])
        found = dict.fromkeys(_apart_by_one(name, same_start))
        found |= dict.fromkeys(other[::-1] for other in _apart_by_one(backwards, same_end))
        return [other for other in found if _is_slip(name, other)]


def _starting(names: list[str], start: str) -> list[str]:
    return names[bisect_left(names, start) : bisect_left(names, start + _LAST)] if start else []


def _apart_by_one(name: str, names: list[str]) -> list[str]:
    from rapidfuzz.distance import Levenshtein  # only when a table makes units
    from rapidfuzz.process import extract

    near = extract(name, names, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
    return [other for other, distance, _ in near if distance == 1]


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    [edit] = Levenshtein.editops(one, other)
    gone = "" if edit.tag == "insert" else one[edit.src_pos]
    come = "" if edit.tag == "delete" else other[edit.dest_pos]
    if gone and come and may_sound_alike(gone, come):
        return True
    return min(len(one), len(other)) >= _LONG and not _NUMERALS.issuperset(gone + come)
