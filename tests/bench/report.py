"""Figures beside their targets, on a terminal or in a file."""

from collections.abc import Mapping

from rich import box
from rich.console import Console
from rich.table import Table

from tests.bench.figures import Figure, Peer, Result
from tests.bench.machine import machine
from tests.bench.targets import TARGETS, Target, Unit

_WIDTH = 128


def console() -> Console:
    """As wide as the tables are, wherever they go."""
    return Console(width=_WIDTH, highlight=False)


def print_machine(to: Console) -> None:
    table = Table(box=None, show_header=False)
    for name, value in machine():
        table.add_row(name, value)
    to.print(table)


def print_result(to: Console, result: Result, targets: Mapping[str, Target] = TARGETS) -> None:
    table = Table(
        title=f"{result.size}: {result.units:,} units, {result.links:,} links", box=box.SIMPLE, title_justify="left"
    )
    for heading in ("figure", "median", "processor", "target", "", "runs"):
        table.add_column(heading, justify="left" if heading in ("figure", "") else "right")
    for key, target in targets.items():
        if (figure := result.figures.get(key)) is not None:
            table.add_row(*_cells(target, figure, result.size))
    to.print(table)
    _print_peers(to, result)
    for note in result.notes:
        to.print(f"  {note}")


def _cells(target: Target, figure: Figure, size: str) -> tuple[str, ...]:
    wanted = target.of(size)
    sign = "≥" if target.unit is Unit.A_SECOND else "≤"
    return (
        target.label,
        written(figure.value, target.unit),
        "" if figure.cpu is None else written(figure.cpu, target.unit),
        "" if wanted is None else f"{sign} {written(wanted, target.unit)}",
        verdict(target, figure, size),
        str(figure.runs),
    )


def verdict(target: Target, figure: Figure, size: str) -> str:
    """Met by the clock, or only in time on a processor, which is what a quiet machine would show."""
    if (met := target.is_met(size, figure.value)) is None:
        return ""
    if met:
        return "met"
    return (
        "met in processor time" if figure.cpu is not None and target.is_met(size, figure.cpu) else "[bold red]MISSED[/]"
    )


def written(value: float, unit: Unit) -> str:
    """A value with its unit.

    >>> written(0.0412, Unit.SECONDS), written(21_345.6, Unit.A_SECOND), written(2.34, Unit.TIMES)
    ('41.2 ms', '21,346 /s', '2.3 ×')
    """
    if unit is Unit.MIB:
        return f"{value:,.0f} MiB"
    if unit is Unit.A_SECOND:
        return f"{value:,.0f} /s"
    if unit is Unit.TIMES:
        return f"{value:.1f} ×"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.{1 if value >= 0.01 else 3}f} ms"


def _print_peers(to: Console, result: Result) -> None:
    if not result.peers:
        return
    table = Table(
        title="the same coverage, eight counts for each of nine rules; data prepared beforehand",
        box=box.SIMPLE,
        title_justify="left",
    )
    for heading in ("by", "median", "processor", "times bangfu", "counts"):
        table.add_column(heading, justify="left" if heading in ("by", "counts") else "right")
    ours = result.figures["coverage"]
    table.add_row("bangfu, rules matched before", *_times(ours, ours), "")
    table.add_row("bangfu, first ask in a process", *_times(result.figures["coverage_first"], ours), "")
    for peer in result.peers:
        table.add_row(*_peer(peer, ours))
    to.print(table)


def _times(figure: Figure, ours: Figure) -> tuple[str, str, str]:
    cpu = written(figure.cpu or 0, Unit.SECONDS)
    return written(figure.value, Unit.SECONDS), cpu, written(figure.value / ours.value, Unit.TIMES)


def _peer(peer: Peer, ours: Figure) -> tuple[str, ...]:
    if peer.figure is None:
        return peer.name, "SKIPPED", "", "", "[bold]is not installed: run make bench[/]"
    return peer.name, *_times(peer.figure, ours), "the same" if peer.agrees else "[bold red]DIFFER[/]"
