"""Ids for units that have no official code: short, stable, ASCII."""

import hashlib

from graph_model.names import normalised
from graph_model.vocabulary import Kind


def slug(kind: Kind, name: str, parent_id: str) -> str:
    """The same for the same kind, name and parent, on every machine and in every release."""
    identity = "\x1f".join((kind.value, normalised(name), parent_id))
    return f"{kind.value.replace('_', '-')}-{hashlib.blake2b(identity.encode(), digest_size=6).hexdigest()}"
