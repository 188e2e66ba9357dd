"""The files that belong to who may do what, beside the store."""

import os
from pathlib import Path

from api.access.audit import Audit
from api.access.tokens import Tokens


def tokens_of(store: Path | str) -> Tokens:
    """BANGFU_TOKENS names the file; else `<store>.tokens`."""
    named = os.environ.get("BANGFU_TOKENS")
    return Tokens(Path(named).expanduser() if named else _beside(store, ".tokens"))


def audit_of(store: Path | str) -> Audit:
    return Audit(_beside(store, ".audit.jsonl"))


def jobs_of(store: Path | str) -> Path:
    """The folder of the imports that came over HTTP."""
    return _beside(store, ".jobs")


def _beside(store: Path | str, suffix: str) -> Path:
    """Beside a file; for a server's store in the folder that BANGFU_STATE names, else the working folder."""
    if isinstance(store, str):
        return Path(os.environ.get("BANGFU_STATE") or ".") / f"bangfu{suffix}"
    return store.with_name(store.name + suffix)
