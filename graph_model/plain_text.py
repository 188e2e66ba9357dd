"""What numbers and days in two writings have in common, before they are read."""

import re
import unicodedata
from functools import lru_cache

_BESIDE_NO_DIGIT = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")


def plain(text: str) -> str:
    """Full-width forms as plain ones; no zero-width characters, and no spaces but those between two digits.

    Footnote marks stay as they are: 3① is not 31.

    >>> plain("２０２１ 年\u00a06 月"), plain("1 2人"), plain("3①")
    ('2021年6月', '1 2人', '3①')
    """
    if not text.isascii():
        text = "".join(map(_plain, text))
    return _BESIDE_NO_DIGIT.sub("", text.strip())


@lru_cache(maxsize=20_000)
def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category == "No":
        return char
    return "" if category == "Cf" else unicodedata.normalize("NFKC", char)
