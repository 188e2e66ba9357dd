"""XLS files are tried in a process of their own before they are read in ours.

What reads them trusts the lengths in a file: a damaged one makes it ask for a terabyte, which ends the
program on the spot, or panic, which prints pages. Nothing of that shows when the trial's process ends.
"""

import os
import subprocess
import sys
from pathlib import Path

from graph_model.errors import TableError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How XLS files begin, and XLSX files with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SECONDS = 120
_TRIAL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from python_calamine import CalamineWorkbook
with open(sys.argv[1], "rb") as file:
    workbook = CalamineWorkbook.from_filelike(file)
for name in workbook.sheet_names:
    for row in workbook.get_sheet_by_name(name).iter_rows():
        pass
"""


def try_xls(path: Path) -> None:
    """Raises TableError for a file that needs a password or cannot be read."""
    if _ENCRYPTED in path.read_bytes():
        raise needs_password(path.name)
    command = [sys.executable, "-c", _TRIAL, str(path.absolute())]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_SECONDS, check=False, env={**os.environ, "RUST_BACKTRACE": "0"}
        )
    except subprocess.TimeoutExpired as error:
        raise broken(path.name) from error
    if done.returncode:
        raise broken(path.name)


def broken(where: str) -> TableError:
    return TableError(
        f"{where} 已损坏或设有密码，请打开后另存为不加密的 XLSX · "
        f"{where} is damaged or needs a password; open it and save it as an XLSX without one."
    )


def needs_password(where: str) -> TableError:
    return TableError(f"{where} 设有密码，请取消密码后另存 · {where} needs a password; save it without one.")
