"""Millions of short texts as one block of bytes, decoded only where a row is returned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.signedinteger[Any]]
Bools = npt.NDArray[np.bool_]

_WORD = 8
_LONGEST_SORTED_AS_WORDS = 64
_FEW = 24
"""Fewer texts are decoded one by one: a block costs as much as so many."""
_TAKEN_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True)
class Texts:
    """`blob` is UTF-8, uint8; text `i` is `blob[offsets[i]:offsets[i + 1]]`."""

    blob: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        encoded = [text.encode() for text in texts]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=offsets[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> str:
        return self.blob[self.offsets[index] : self.offsets[index + 1]].tobytes().decode()

    def take(self, indices: Ints) -> list[str]:
        """The texts at some indices; an empty one at -1."""
        if not len(self.blob):
            return [""] * len(indices)
        if len(indices) < _FEW:
            return [self[index] for index in indices.tolist()]
        pieces = range(0, len(indices), _TAKEN_AT_ONCE)
        return [text for low in pieces for text in self._take(indices[low : low + _TAKEN_AT_ONCE])]

    def _take(self, indices: Ints) -> list[str]:
        """Decoded as one block, with an end after each text; one by one where a text has such an end inside."""
        starts = self.offsets[indices]
        sizes = np.maximum(self.offsets[indices + 1] - starts, 0) + 1
        ends = np.cumsum(sizes)
        block = self.blob.take(np.repeat(starts - (ends - sizes), sizes) + np.arange(ends[-1]), mode="clip")
        block[ends - 1] = 0
        texts = block.tobytes().decode().split("\0")[:-1]
        return texts if len(texts) == len(indices) else [self[index] for index in indices]

    def joined(self, more: "Texts") -> "Texts":
        """These texts, then `more`."""
        offsets = np.concatenate([self.offsets, more.offsets[1:] + self.offsets[-1]])
        return Texts(np.concatenate([self.blob, more.blob]), offsets)

    def find(self, text: str, order: Ints) -> int:
        """Index of `text`, given the `order` that sorts the texts; -1 when it is not there."""
        # What a terminal could not decode is a lone surrogate: it is nowhere, and no reason to fail.
        wanted, low, high = text.encode(errors="surrogatepass"), 0, len(order)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(int(order[middle])) < wanted:
                low = middle + 1
            else:
                high = middle
        return int(order[low]) if low < len(order) and self._bytes(int(order[low])) == wanted else -1

    def _bytes(self, index: int) -> bytes:
        return self.blob[self.offsets[index] : self.offsets[index + 1]].tobytes()

    def order(self) -> npt.NDArray[np.int32]:
        """The permutation that sorts the texts as bytes (ids: as ASCII), equal ones by index."""
        lengths = np.diff(self.offsets)
        longest = int(lengths.max(initial=0))
        if longest > _LONGEST_SORTED_AS_WORDS:
            everything: Sequence[bytes] = [self._bytes(index) for index in range(len(self))]
            return np.array(sorted(range(len(self)), key=everything.__getitem__), np.int32)
        words = [self._word(start, lengths) for start in range(0, max(longest, 1), _WORD)]
        return np.lexsort(words[::-1]).astype(np.int32)

    def numbers(self, order: Ints) -> npt.NDArray[np.int32]:
        """For each text a number that equal texts share and others do not, given the `order` that sorts the texts."""
        lengths = np.diff(self.offsets)
        differs = np.ones(len(self), np.bool_)
        differs[1:] = np.diff(lengths[order]) != 0
        for start in range(0, int(lengths.max(initial=0)), _WORD):
            word = self._word(start, lengths)[order]
            differs[1:] |= word[1:] != word[:-1]
        numbers = np.empty(len(self), np.int32)
        numbers[order] = np.cumsum(differs) - 1
        return numbers

    def _word(self, start: int, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
        """Bytes `start` to `start + 8` of every text as one number that compares like them."""
        word = np.zeros(len(self), np.uint64)
        for place in range(start, start + _WORD):
            inside = lengths > place
            byte = np.zeros(len(self), np.uint64)
            byte[inside] = self.blob[self.offsets[:-1][inside] + place]
            word = (word << np.uint64(8)) | byte
        return word


def ranks(order: Ints) -> npt.NDArray[np.int32]:
    """The place of each index in `order`."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places
