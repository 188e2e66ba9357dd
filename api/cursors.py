"""Where the next page starts: opaque, and pinned to the day and the import of the first page."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Any

from graph_model.days import day_of
from graph_model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Cursor:
    start: int
    as_of: int
    known_at: int
    asked: str
    """A digest of the question and its options: a cursor belongs to one walk."""

    @classmethod
    def after(cls, start: int, as_of: int, known_at: int, question: str, params: Any) -> str:
        text = f"{start} {as_of} {known_at} {_digest(question, params)}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Cursor":
        try:
            decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
            start, as_of, known_at, asked = decoded.split(" ")
            cursor = cls(int(start), int(as_of), int(known_at), asked)
            if not all(0 <= number < 2**31 for number in (cursor.start, cursor.known_at, abs(cursor.as_of))):
                raise ValueError(text)
            day_of(cursor.as_of)
            return cursor
        except (ValueError, OverflowError, binascii.Error):
            raise UsageError(
                "--cursor 不是本程序给出的 · --cursor is not one that an answer gave as its next."
            ) from None

    def start_of(self, question: str, params: Any) -> int:
        """Where to go on; raises UsageError when the cursor was made for another question."""
        if self.asked != _digest(question, params):
            raise UsageError(
                "--cursor 属于另一个问题或别的选项 · --cursor belongs to another question or other options."
            )
        return self.start


def _digest(question: str, params: Any) -> str:
    return hashlib.blake2b(f"{question} {params!r}".encode(), digest_size=6).hexdigest()
