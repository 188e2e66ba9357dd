"""Coverage as somebody with pandas at hand would ask for it: a filter and a group-by for each rule."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tests.bench.frames import FAR, Frames

STATES = ("covered", "over", "partial", "inherited", "planned", "lapsed", "uncovered", "unknown")

Counts = dict[str, list[int]]
"""For each rule: units it applies to, then those in each of STATES."""


def coverage_by_pandas(frames: Frames, day: int) -> Counts:
    return {rule["id"]: _count(frames, rule, day) for rule in frames.rules}


def _count(frames: Frames, rule: dict[str, Any], day: int) -> list[int]:
    units, fitting = _applies(frames, rule, day), _fitting(frames, rule)
    matching = fitting[fitting["kind"].isin(rule["recipient"])]
    in_force = matching[(matching["start"] <= day) & (day < matching["until"])]
    has = in_force.groupby("unit")["helper"].nunique().reindex(units["unit"], fill_value=0).to_numpy()
    by_unit = matching.groupby("unit")
    last_start = matching[matching["dated"]].groupby("unit")["start"].max().reindex(units["unit"], fill_value=-FAR)
    first_end = by_unit["until"].min().reindex(units["unit"], fill_value=FAR)
    conditions = [
        (has >= rule["min"]) & (has <= rule["max"]),
        has > rule["max"],
        has > 0,
        _inherits(frames, units, fitting, day) if rule["inherit"] else np.zeros(len(units), np.bool_),
        (last_start > day).to_numpy(),
        (first_end <= day).to_numpy(),
        (units[rule["link"]] <= day).to_numpy(),
    ]
    state = np.select(conditions, list(range(len(conditions))), default=len(conditions))
    return [len(units), *np.bincount(state, minlength=len(STATES)).tolist()]


def _applies(frames: Frames, rule: dict[str, Any], day: int) -> pd.DataFrame:
    units = frames.units
    chosen = units["kind"].isin(rule["recipient"]) & ~units["stands"]
    chosen &= (units["since"] <= day) & (day < units["until"])
    if rule["scope"]:
        chosen &= units[str(rule["scope"])]
    return units.loc[chosen]


def _fitting(frames: Frames, rule: dict[str, Any]) -> pd.DataFrame:
    """Links that fit the rule, whatever the kind of their recipient."""
    links = frames.links
    chosen = links["link"] == rule["link"]
    for column, name in (("force", "force"), ("helper_kind", "helper"), ("post", "post")):
        if rule[name]:
            chosen &= links[column].isin(rule[name])
    if rule["needs"]:
        chosen &= links["agreed"]
    fitting: pd.DataFrame = links[chosen]
    return fitting


def _inherits(frames: Frames, units: pd.DataFrame, fitting: pd.DataFrame, day: int) -> npt.NDArray[np.bool_]:
    held = fitting.loc[(fitting["start"] <= day) & (day < fitting["until"]), "unit"].unique()
    below = frames.above.loc[frames.above["upper"].isin(held), "unit"].unique()
    return units["unit"].isin(below).to_numpy(np.bool_)
