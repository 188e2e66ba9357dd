"""Tokens as people hold them, and the hashes that are all we keep."""

import hashlib
import hmac
import secrets
from typing import NamedTuple

_PREFIX = "bangfu"
_LONGEST = 200


class Secret(NamedTuple):
    """`bangfu_<id>_<secret>`: the id finds the record, the secret proves."""

    id: str
    secret: str

    def __str__(self) -> str:
        return f"{_PREFIX}_{self.id}_{self.secret}"

    @property
    def hash(self) -> str:
        # 256 random bits cannot be guessed, so a slow hash would protect nothing.
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def proves(self, kept: str) -> bool:
        """Whether the hash that is kept is of this secret; takes as long for a wrong one."""
        return hmac.compare_digest(self.hash, kept)


def new_secret() -> Secret:
    return Secret(secrets.token_hex(6), secrets.token_urlsafe(32))


def read_secret(text: str) -> Secret | None:
    """None for what cannot be a token."""
    prefix, _, rest = text.strip().partition("_")
    unit, _, secret = rest.partition("_")
    if prefix != _PREFIX or not unit or not secret or len(text) > _LONGEST or not text.isascii():
        return None
    return Secret(unit, secret)


NO_HASH = "0" * 64
"""Compared with where there is no record, so that an unknown id takes as long as a wrong secret."""
