"""How one name is written in many ways, and how a candidate is written that somebody copies into a cell."""

import re
import unicodedata

_LABEL = re.compile(r"(.+)\(\s*([A-Za-z0-9_:.-]+)\s*,[^,]+\)\s*", re.DOTALL)
"""What `label` prints, after NFKC: a kind may have brackets of its own, as in 乡镇（街道）."""


def normalised(text: str) -> str:
    r"""What two writings of one name have in common: NFKC, no spaces or zero-width characters, case folded.

    >>> normalised("马 边\u3000县")
    '马边县'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isprintable() and " " not in folded:
        return folded
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def label(name: str, unit_id: str, kind: str) -> str:
    return f"{name} ({unit_id}, {kind})"


def label_parts(text: str) -> tuple[str, str] | None:
    """The name and the id in the label of a unit; None when the text is no label.

    >>> label_parts("兴隆镇（513423101，乡镇（街道））")
    ('兴隆镇', '513423101')
    """
    if text.rstrip()[-1:] not in (")", "）"):
        return None
    found = _LABEL.fullmatch(unicodedata.normalize("NFKC", text))
    return (found[1].strip(), found[2]) if found else None
