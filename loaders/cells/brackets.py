"""Brackets and quotation marks in a cell: what stands outside all of them can be split."""

from collections.abc import Iterator

_CLOSES = {"(": ")", "【": "】", "[": "]", "《": "》", "“": "”"}
_WIDTHS = str.maketrans("（）［］﹙﹚", "()[]()")


def pieces(text: str, separators: frozenset[str]) -> Iterator[str]:
    """The text between separators that stand outside all brackets."""
    start = 0
    for place, depth in enumerate(depths(text)):
        if depth == 0 and text[place] in separators:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def depths(text: str) -> list[int]:
    """How many brackets are open around each character."""
    return _scan(text)[0]


def is_balanced(text: str) -> bool:
    """Whether every bracket has its other half; full-width and plain ones go together."""
    return _scan(text)[1]


def _scan(text: str) -> tuple[list[int], bool]:
    around: list[int] = []
    awaited: list[str] = []
    balanced = True
    for char in text.translate(_WIDTHS):
        if awaited and char == awaited[-1]:
            awaited.pop()
        elif char in _CLOSES.values():
            balanced = False
        around.append(len(awaited))
        if char in _CLOSES:
            awaited.append(_CLOSES[char])
    return around, balanced and not awaited
