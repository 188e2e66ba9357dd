"""The stores of `demo` and `example`: of their own, or empty, and never one with somebody's data."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from api.cli.progress import ProgressBar
from api.settings import Settings
from graph_model.errors import NameNotFoundError, UsageError
from graph_model.vocabulary import State
from loaders.receipts.receipt import Receipt, total
from visuals.values import plain
from visuals.words import Lang, Words

if TYPE_CHECKING:
    from api.desk import Desk


def load_sample(desk: "Desk", settings: Settings, paths: Sequence[Path]) -> Receipt:
    """Load the sample into an empty store; a store that already holds it, and only it, is left alone."""
    with ExitStack() as stack:
        progress = stack.enter_context(ProgressBar())
        rejects_to = Path(stack.enter_context(TemporaryDirectory()))
        if len(desk.imports()) <= 1:  # import 0 is the program's own rules
            return desk.load(paths, rejects_to=rejects_to, progress=progress)
        receipt = desk.try_load(paths, progress=progress).receipt
    if not _is_all_there_is(desk, receipt):
        raise UsageError(
            f"{settings.store} 里已有别的数据，请用 --store 换一个新文件名 · "
            f"holds other data already: give the name of a new file with --store."
        )
    return receipt


def _is_all_there_is(desk: "Desk", receipt: Receipt) -> bool:
    """Nothing of the sample is new to the store, and the store holds nothing else."""
    status = desk.status()
    unchanged = {sheet.table: sheet.unchanged for sheet in receipt.sheets}
    held = {
        "units": status.units,
        "pairings": status.pairings,
        "dispatches": status.dispatches,
        "returns": status.returns,
    }
    return total(receipt.sheets).accepted == 0 and all(
        unchanged.get(table, 0) == count for table, count in held.items()
    )


def holds_sample(desk: "Desk") -> bool:
    """Whether the shipped data is inside: its province, named as only that names it."""
    try:
        (row,) = desk.answer("unit", {"unit": "510000"}).page(0, 1)
    except NameNotFoundError:
        return False
    province = plain(row[0])
    return bool(province["name_en"] == "Sichuan Province")


def summed(coverage: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The counts of all rows of a coverage together."""
    names = ("applies", *State, "slots", "filled")
    return {str(name): sum(row[name] for row in coverage) for name in names}


def next_steps(steps: Sequence[tuple[str, Words]], store: Path | str, lang: Lang) -> Iterator[str]:
    """Commands to try, each with what it shows; a shell takes them as they stand."""
    for line, meaning in steps:
        yield f"  {line.format(store=quote(str(store)))}"
        yield f"      {meaning.said(lang)}"
