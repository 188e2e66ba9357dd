"""A place and what lies in it, written as one name: 盐源县兴隆镇, 四川省凉山州昭觉县."""

from collections.abc import Callable

from graph_model.names.whereabouts import Whereabouts

LONGEST = 100
"""Characters of a text that may be a path: longer ones are prose, and there may be many of them."""

Called = Callable[[str], list[int]]


class Paths:
    """Reads paths: a head that names a place, and the rest that names something inside it, or is a path itself.

    The last name is the whole official one: 凉山州美姑 is a shortened name, and those are asked about.
    """

    def __init__(
        self,
        called: Called,
        is_official: Callable[[int, str], bool],
        is_place: Callable[[int], bool],
        where: Whereabouts,
    ) -> None:
        self._called, self._is_official, self._is_place, self._where = called, is_official, is_place, where

    def meant(self, key: str) -> list[int]:
        """Every unit that a normalised text leads to, along whatever path."""
        return self._meant(key, {}) if len(key) <= LONGEST else []

    def _meant(self, key: str, tails: dict[str, list[int]]) -> list[int]:
        """`tails` keeps what has been read: a tail may follow several heads."""
        if key not in tails:
            found: dict[int, None] = {}
            for end in range(1, len(key)):
                for head in filter(self._is_place, self._called(key[:end])):
                    found |= dict.fromkeys(self._inside(head, key[end:], tails))
            tails[key] = list(found)
        return tails[key]

    def _inside(self, head: int, tail: str, tails: dict[str, list[int]]) -> list[int]:
        if named := [slot for slot in self._called(tail) if self._is_official(slot, tail)]:
            return [slot for slot in named if self._is_called_after(slot, head)]
        return [slot for slot in self._meant(tail, tails) if slot != head and self._where.lies_in(slot, head)]

    def _is_called_after(self, slot: int, head: int) -> bool:
        """A place may leave levels out; a body goes by the very place it lies in: 凉山州教育局 is no county's."""
        over = list(self._where.chain(slot))[1:]
        return head in (over if self._is_place(slot) else list(filter(self._is_place, over))[:1])
