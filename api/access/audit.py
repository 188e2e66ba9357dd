"""One line for each import and each change of tokens: who, when, what; kept beside the store."""

import json
import os
from pathlib import Path

from api.access.roles import Caller
from api.options import utc_now


class Audit:
    """A file that only grows, readable by its owner alone; one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, caller: Caller, action: str, **about: object) -> None:
        """`about` holds numbers and names of tokens and files; never a cell of a table."""
        line = {
            "time": utc_now(),
            "action": action,
            "who": caller.name,
            "token": caller.token or None,
            "role": str(caller.role),
            "within": caller.within,
            **about,
        }
        text = json.dumps(line, ensure_ascii=False) + "\n"
        file = os.open(self.path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        try:
            os.write(file, text.encode())
        finally:
            os.close(file)
