"""Values of an address's options that only pages have, checked."""

from collections.abc import Sequence

from graph_model.errors import UsageError


def one_of(name: str, text: str, allowed: Sequence[str]) -> str:
    """The text, where it is allowed; an empty one that is allowed stands for saying nothing. Raises UsageError."""
    if text in allowed:
        return text
    listed = "、".join(filter(None, allowed))
    raise UsageError(f"{name} 没有“{text}”，可用 {listed} · {name} does not take {text!r}; it takes {listed}.")
