"""What was set for the program before it was written: medians on two cores."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Unit(Enum):
    """How a figure is written."""

    SECONDS = auto()
    MIB = auto()
    A_SECOND = auto()
    TIMES = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """`at` gives the most (of A_SECOND: the least) for a size; a size that is not there has no target."""

    label: str
    unit: Unit = Unit.SECONDS
    at: Mapping[str, float] | None = None

    def of(self, size: str) -> float | None:
        return self.at.get(size) if self.at else None

    def is_met(self, size: str, value: float) -> bool | None:
        if (target := self.of(size)) is None:
            return None
        return value >= target if self.unit is Unit.A_SECOND else value <= target


def _sml(small: float, medium: float, large: float) -> dict[str, float]:
    return {"S": small, "M": medium, "L": large}


def _same(target: float) -> dict[str, float]:
    return _sml(target, target, target)


TARGETS: Mapping[str, Target] = {
    "coverage": Target("coverage, all rules, all states, a new day (rules matched)", at=_sml(0.003, 0.04, 0.15)),
    "coverage_first": Target("  the very first one in a process (store open, rules not matched)"),
    "gaps": Target("gaps, all rules, first 1,000 rows and total, a new day", at=_sml(0.004, 0.05, 0.25)),
    "overlaps": Target("overlaps over_max, first 1,000 rows and total, a new day", at=_sml(0.001, 0.015, 0.06)),
    "again": Target("coverage, the same day again", at=_same(0.0001)),
    "county": Target("one unit, everything: a county", at=_sml(0.0003, 0.0003, 0.0005)),
    "village": Target("one unit, everything: a village", at=_sml(0.0003, 0.0003, 0.0005)),
    "timeline": Target("timeline, 24 months, one rule (min 2, inherits)", at=_sml(0.01, 0.15, 1)),
    "open": Target("open a store whose cache is fresh", at=_same(0.02)),
    "rebuild": Target("rebuild the snapshot from the ledger", at=_sml(0.2, 3, 20)),
    "rebuild_and_keep": Target("  the same with opening and keeping it"),
    "load_links": Target("load links from CSV, per second", Unit.A_SECOND, _same(20_000)),
    "load_units": Target("  units from CSV, per second", Unit.A_SECOND),
    "correct": Target("  a load of corrections of 1 % of the links"),
    "resident": Target("resident memory after coverage", Unit.MIB, _sml(150, 300, 1024)),
    "resident_later": Target("  after all questions above", Unit.MIB),
    "peak_load": Target("peak memory of load: links", Unit.MIB, _sml(300, 1024, 4096)),
    "peak_load_units": Target("peak memory of load: units", Unit.MIB, _sml(300, 1024, 4096)),
    "peak_rebuild": Target("peak memory of rebuild", Unit.MIB, _sml(300, 1024, 4096)),
    "past": Target("coverage at a past known_at, first ask: times coverage, a new day", Unit.TIMES, _same(3)),
    "past_cold": Target("  times the very first coverage in a process", Unit.TIMES),
    "process": Target("bangfu coverage --format csv, the whole process", at={"S": 0.5}),
}
"""In the order in which they are printed. What starts with two spaces explains the line above it."""
