"""`python -m tests.bench [S] [M] [L] [--keep DIR]`: exit 1 when somebody else counts otherwise."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.machine import is_busy
from tests.bench.measures import measure
from tests.bench.report import console, print_machine, print_result
from tests.bench.sizes import DEFAULT, SIZES

_TOO_LARGE_FOR_PEERS = ("L",)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure speed and memory.")
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=f"of {', '.join(SIZES)}; S and M when not given")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep tables and stores there, and use its tables")
    given = parser.parse_args()
    if unknown := set(given.sizes) - set(SIZES):
        parser.error(f"there is no size {', '.join(sorted(unknown))}; there are {', '.join(SIZES)}")
    with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as made:
        return _run(given.sizes or list(DEFAULT), given.keep or Path(made))


def _run(sizes: list[str], folder: Path) -> int:
    to, is_right = console(), True
    print_machine(to)
    for name in sizes:
        result = measure(SIZES[name], folder / name, with_peers=name not in _TOO_LARGE_FOR_PEERS)
        print_result(to, result)
        is_right &= result.is_right
    if is_busy():
        to.print("The machine was busy: read the column `processor`, which is time on one, not on the wall.")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
