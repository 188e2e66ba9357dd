"""The same tables as data frames, made ready for those we compare with: straight from the CSV files.

What a snapshot prepares is prepared here too and not timed as a question: numbers for ids, each end
replaced by what it stands for, the first day of a return for each unit, who carries a scope tag.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

FAR = 10**6
"""A day after all others, in days since 1970."""
_ENDS = {"pairings": ("helper", "recipient"), "dispatches": ("sender", "host")}


@dataclass(frozen=True, slots=True)
class Frames:
    """`above` has a row for each unit and each unit above it; `rules` are those of the pack."""

    units: pd.DataFrame
    links: pd.DataFrame
    above: pd.DataFrame
    rules: list[dict[str, Any]]


def read_frames(folder: Path) -> Frames:
    read = pd.read_csv(folder / "units" / "units.csv", dtype=str, keep_default_na=False)
    number = pd.Index(read["id"])
    parent, stands_for = (_numbers(number, read[name]) for name in ("parent", "stands_for"))
    above = _above(np.where(parent >= 0, parent, stands_for))
    units = pd.DataFrame(
        {
            "unit": np.arange(len(read)),
            "kind": read["kind"],
            "stands": stands_for >= 0,
            "since": _days(read["since"], 0, -FAR),
            "until": _days(read["through"], 1, FAR),
            "west": _tagged(read["scope"], "west", above),
            "key": _tagged(read["scope"], "key", above),
        }
    )
    counts_for = np.where(stands_for >= 0, stands_for, units["unit"])
    links = pd.concat([_links(folder, table, number, counts_for, units) for table in _ENDS], ignore_index=True)
    for name in ("link", "force", "post", "helper_kind", "kind"):
        links[name] = links[name].astype("category")
    _report(units, folder, number, above)
    return Frames(units.astype({"kind": "category"}), links, above, _rules(folder))


def _numbers(index: "pd.Index[str]", ids: "pd.Series[str]") -> npt.NDArray[np.intp]:
    return index.get_indexer(pd.Index(ids))


def _above(parent: npt.NDArray[np.intp]) -> pd.DataFrame:
    parts, unit, upper = [], np.arange(len(parent)), parent
    while (upper >= 0).any():
        unit, upper = unit[upper >= 0], upper[upper >= 0]
        parts.append(pd.DataFrame({"unit": unit, "upper": upper}))
        upper = parent[upper]
    return pd.concat(parts, ignore_index=True)


def _tagged(scope: "pd.Series[str]", tag: str, above: pd.DataFrame) -> npt.NDArray[np.bool_]:
    own = scope.str.contains(tag, regex=False).to_numpy(np.bool_)
    tagged = own.copy()
    tagged[above["unit"][own[above["upper"]]]] = True
    return tagged


def _days(texts: "pd.Series[str]", later: int, empty: int) -> npt.NDArray[np.int64]:
    """Days since 1970, `later` by so many; a month is its first day."""
    days = pd.to_datetime(texts.where(texts.str.len() != 7, texts + "-01"), format="%Y-%m-%d", errors="coerce")
    numbers = days.to_numpy("datetime64[D]").astype(np.int64) + later
    return np.where(days.isna(), empty, numbers)


def _links(
    folder: Path, table: str, index: "pd.Index[str]", counts_for: npt.NDArray[np.intp], units: pd.DataFrame
) -> pd.DataFrame:
    read = pd.read_csv(folder / "links" / f"{table}.csv", dtype=str, keep_default_na=False)
    helper, unit = (counts_for[_numbers(index, read[end])] for end in _ENDS[table])
    since = _days(read["since"], 0, FAR)
    kinds = units["kind"].to_numpy()
    return pd.DataFrame(
        {
            "link": {"pairings": "pairing", "dispatches": "dispatch"}[table],
            "force": read["force"],
            "post": read.get("post", ""),
            "helper": helper,
            "helper_kind": kinds[helper],
            "unit": unit,
            "kind": kinds[unit],
            "agreed": read.get("agreement", pd.Series("", read.index)) != "",
            "dated": since < FAR,
            "start": np.where(since < FAR, since, _days(read["seen"], 0, FAR)),
            "until": _days(read["through"], 1, FAR),
        }
    )


def _report(units: pd.DataFrame, folder: Path, index: "pd.Index[str]", above: pd.DataFrame) -> None:
    """Columns `pairing` and `dispatch`: the first day as of which a return speaks of the unit.

    In the bench a return has neither kind nor force.
    """
    read = pd.read_csv(folder / "units" / "returns.csv", dtype=str, keep_default_na=False)
    within, as_of = _numbers(index, read["within"]), _days(read["as_of"], 0, FAR)
    for link in ("pairing", "dispatch"):
        of_table = (read["table"].str.startswith(link)).to_numpy(np.bool_)
        said = pd.DataFrame({"upper": within[of_table], "as_of": as_of[of_table]})
        inside = above.merge(said, on="upper")
        lives = units.loc[inside["unit"], ["since", "until"]].reset_index(drop=True)
        inside = inside[(lives["since"] <= inside["as_of"]) & (inside["as_of"] < lives["until"])]
        first = pd.concat([inside, said.assign(unit=said["upper"])]).groupby("unit")["as_of"].min()
        units[link] = first.reindex(units.index, fill_value=FAR)


def _rules(folder: Path) -> list[dict[str, Any]]:
    pack = tomllib.loads((folder / "units" / "pack.toml").read_text(encoding="utf-8"))
    empty = {"scope": "", "force": [], "helper": [], "post": [], "needs": [], "min": 1, "max": FAR, "inherit": False}
    return sorted((empty | rule for rule in pack["rule"]), key=lambda rule: str(rule["id"]))
