"""XLS files are tried in a process of their own before they are read in ours.

What reads them trusts the lengths in a file: a damaged one makes it ask for a terabyte, which ends the
program on the spot, or panic, which prints pages. Nothing of that shows when the trial's process ends.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from loaders.sheets.workbook.biff import UNREADABLE, error_cells
from loaders.sheets.workbook.marks import SheetMarks
from loaders.sheets.workbook.refusals import broken, needs_password

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How XLS files begin, and XLSX files with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SECONDS = 120
_TRIAL = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from python_calamine import CalamineWorkbook
with open(sys.argv[1], "rb") as file:
    workbook = CalamineWorkbook.from_filelike(file)
merged = {}
for name in workbook.sheet_names:
    sheet = workbook.get_sheet_by_name(name)
    for row in sheet.iter_rows():
        pass
    merged[name] = sheet.merged_cell_ranges or []
print(json.dumps(merged))
"""


def try_xls(path: Path) -> dict[str, SheetMarks]:
    """The marks of each sheet by its name; raises TableError for a file that needs a password or is damaged."""
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
    merged = json.loads(done.stdout)
    try:
        errors = error_cells(path)
    except UNREADABLE as error:
        raise broken(path.name) from error
    if len(errors) != len(merged):
        errors = [{}] * len(merged)
    return {
        name: SheetMarks(cells, tuple(map(_range, ranges)))
        for (name, ranges), cells in zip(merged.items(), errors, strict=True)
    }


def _range(corners: list[list[int]]) -> tuple[int, int, int, int]:
    (first_row, first_column), (last_row, last_column) = corners
    return first_row + 1, first_column, last_row + 1, last_column
