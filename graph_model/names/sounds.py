"""How names sound: one character for each syllable of toneless pinyin, so that 昭决县 and 昭觉县 are equal."""

from functools import cache

_FIRST = 0xE000
"""Syllables are numbered from here, in Unicode's private use area."""
_CHINESE = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


class _Sounds(dict[int, int]):
    """From a character to that of its most usual syllable; what is not Chinese stays as it is."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __missing__(self, character: int) -> int:
        sound = character
        if any(first <= character <= last for first, last in _CHINESE):
            from pypinyin import lazy_pinyin  # only when somebody misspelt a name, or one is new

            [syllable] = lazy_pinyin(chr(character))
            if syllable != chr(character):
                sound = self._numbers.setdefault(syllable, _FIRST + len(self._numbers))
        self[character] = sound
        return sound


_SOUNDS = _Sounds()


def sound(name: str) -> str:
    """The name in syllables, as long as it was; only good for comparing within this process.

    >>> sound("蜀到集团") == sound("蜀道集团")
    True
    """
    return name.translate(_SOUNDS)


def may_sound_alike(one: str, other: str) -> bool:
    """Whether two Chinese characters have a syllable in common, in whatever words: 昭 and 朝, 都 and 渡."""
    return bool(_readings(one) & _readings(other))


@cache
def _readings(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    [readings] = pinyin(character, style=Style.NORMAL, heteronym=True)
    return frozenset(readings)
