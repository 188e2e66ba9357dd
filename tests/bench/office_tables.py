"""`python -m tests.bench.office_tables`: offices' tables read and checked, as by `bangfu load --dry-run`."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich import box
from rich.table import Table

from api.desk import Desk
from loaders.receipts.receipt import total
from tests.bench.clocks import Span, memory, timed
from tests.bench.figures import Figure
from tests.bench.machine import is_busy
from tests.bench.office_files import ROWS, SMALL, write_csv, write_small, write_units, write_xlsx
from tests.bench.report import console, print_machine, verdict, written
from tests.bench.targets import Target, Unit

_ROOT = Path(__file__).parents[2]
_SIZE = "offices"
_FILES = {
    "t.xlsx": (f"{ROWS:,} messy rows, XLSX", 25),
    "t.csv": (f"{ROWS:,} messy rows, CSV", 10),
    "small": (f"{SMALL} small workbooks", 5),
}
_MOST_MEMORY = Target("  peak memory", Unit.MIB, {_SIZE: 1024})


def main() -> int:
    if len(sys.argv) == 3:
        print(json.dumps(_try(Path(sys.argv[1]), Path(sys.argv[2]))))
        return 0
    with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as made:
        return _measure(Path(made))


def _measure(folder: Path) -> int:
    write_xlsx(folder / "t.xlsx"), write_csv(folder / "t.csv"), write_small(folder / "small")
    with Desk.open(folder / "bangfu.db", create=True) as desk:
        desk.load([write_units(folder / "units.csv")])
    to = console()
    print_machine(to)
    table = Table(title="tables of offices, read and checked; one run each", box=box.SIMPLE, title_justify="left")
    for heading in ("figure", "clock", "processor", "target", "", "rows"):
        table.add_column(heading, justify="left" if heading in ("figure", "", "rows") else "right")
    for name, (label, seconds) in _FILES.items():
        command = [sys.executable, "-m", "tests.bench.office_tables", str(folder / "bangfu.db"), str(folder / name)]
        found = json.loads(subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)
        table.add_row(*_cells(Target(label, at={_SIZE: seconds}), Figure.of(Span(**found["span"]))), found["rows"])
        table.add_row(*_cells(_MOST_MEMORY, Figure(found["peak"])), "")
    to.print(table)
    if is_busy():
        to.print("The machine was busy: read the column `processor`, which is time on one, not on the wall.")
    return 0


def _cells(target: Target, figure: Figure) -> tuple[str, ...]:
    most = target.of(_SIZE)
    return (
        target.label,
        written(figure.value, target.unit),
        "" if figure.cpu is None else written(figure.cpu, target.unit),
        "" if most is None else f"≤ {written(most, target.unit)}",
        verdict(target, figure, _SIZE),
    )


def _try(store: Path, path: Path) -> dict[str, object]:
    """One trial in this process, imports before the clock starts."""
    import api.trial  # noqa: F401  # what `try_load` would import

    with Desk.open(store) as desk:
        desk.graph()
        span, trial = timed(lambda: desk.try_load([path]))
    of = total(trial.receipt.sheets)
    return {
        "span": asdict(span),
        "peak": memory("VmHWM"),
        "rows": f"{of.read:,} read, {of.accepted:,} accepted, {of.rejected:,} rejected",
    }


if __name__ == "__main__":
    sys.exit(main())
