"""A real `bangfu serve` in a process of its own, on a free port."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[3]
_LONGEST = 30.0


class Server(NamedTuple):
    """`log` is what it says on stderr; `link` signs in once."""

    address: str
    link: str
    process: "subprocess.Popen[bytes]"
    log: Path


@contextmanager
def running(store: Path, *options: str, **environ: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "api.cli.main", "serve", "--store", str(store), "--port", "0", *options]
    surroundings = {**os.environ, **environ, "LANG": "en", "PYTHONPATH": str(_ROOT)}
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        process = subprocess.Popen(command, stderr=log, stdout=subprocess.DEVNULL, env=surroundings)
        try:
            yield _said(process, Path(log.name))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(_LONGEST)


def _said(process: "subprocess.Popen[bytes]", log: Path) -> Server:
    """What it says once it listens."""
    until = time.monotonic() + _LONGEST
    while time.monotonic() < until and process.poll() is None:
        text = log.read_text()
        address, link = re.search(r"http://\S+(?=/docs)", text), re.search(r"http://\S+/enter\S+(?=\n)", text)
        if address and (link or "--host" in process.args):  # type: ignore[operator]  # a list of texts, as we gave it
            return Server(address[0], link[0] if link else "", process, log)
        time.sleep(0.02)
    raise AssertionError(log.read_text())
