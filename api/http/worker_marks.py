"""Which workers live: each holds a lock as long as it does. A process id would soon be somebody else's."""

import fcntl
import os
import secrets
from pathlib import Path
from threading import Lock


class Worker:
    """One worker's mark in a folder that all of them share; made when it is first wanted."""

    def __init__(self, folder: Path) -> None:
        self.name = secrets.token_hex(4)
        self._path, self._held, self._marking = _place(folder, self.name), -1, Lock()

    def mark(self) -> None:
        """Say that this worker lives; the mark is always new enough not to be swept away."""
        with self._marking:
            if self._held < 0:
                self._held = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
                fcntl.flock(self._held, fcntl.LOCK_EX)
            os.utime(self._held)

    def end(self) -> None:
        if self._held >= 0:
            self._path.unlink(missing_ok=True)
            os.close(self._held)
            self._held = -1


def is_alive(folder: Path, name: str) -> bool:
    """Whether a worker of this name still holds its mark."""
    try:
        mark = os.open(_place(folder, name), os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(mark)
    return False


def _place(folder: Path, name: str) -> Path:
    return folder / f"worker-{name}"
