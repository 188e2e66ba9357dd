"""The bench's input: canonical CSV tables and a rule pack, the same for everybody who has the seed."""

import csv
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.bench.links import MONTHLY, SEEN, Links, make_links
from tests.bench.sizes import Size
from tests.bench.units import UNIT_HEADERS, Ints, Units, make_units

SEED = 20_261_123
_ROWS = 100_000
_PAIRING_HEADERS = ("id", "force", "helper", "recipient", "agreement", "since", "through", "seen", "basis")
_DISPATCH_HEADERS = ("id", "force", "sender", "host", "post", "headcount", "since", "through", "seen", "basis")
HEADERS = {"pairings": _PAIRING_HEADERS, "dispatches": _DISPATCH_HEADERS}
CORRECTED = 100
"""One link in so many is corrected by a later import: the same id, another `through`."""
RETURN_HEADERS = ("table", "within", "as_of", "basis")


def make_tables(size: Size, folder: Path) -> None:
    """`folder/units`, `folder/links` and `folder/corrections`: three loads, in this order."""
    rng = np.random.default_rng(SEED)
    units = make_units(size, rng)
    ids = units.ids()
    for name in ("units", "links", "corrections"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _write(folder / "units" / "units.csv", UNIT_HEADERS, [units.rows(ids)])
    _write(folder / "units" / "returns.csv", RETURN_HEADERS, [_returns(units, ids, rng)])
    shutil.copy(Path(__file__).with_name("pack.toml"), folder / "units")
    parts: dict[str, list[Links]] = {table: [] for table in HEADERS}
    for table, links in make_links(units, size.links, rng):
        parts[table].append(links)
    for table, streams in parts.items():
        _write(folder / "links" / f"{table}.csv", HEADERS[table], _link_rows(table, streams, ids))
        _write(folder / "corrections" / f"{table}.csv", HEADERS[table], _link_rows(table, streams, ids, CORRECTED))


def _write(path: Path, headers: Sequence[str], parts: Iterable[Iterable[Sequence[Any]]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for rows in parts:
            writer.writerows(rows)


def _returns(units: Units, ids: list[str], rng: np.random.Generator) -> Iterator[tuple[str, ...]]:
    """Most counties of the west have returned each table, as of the end of some month."""
    west = units.of["county"][units.scope[2] > 0]
    for table in HEADERS:
        months = rng.integers(0, 18, len(west)) + np.datetime64("2025-01", "M")
        for county, month in zip(west[rng.random(len(west)) < 0.85].tolist(), months, strict=False):
            yield table, ids[county], str(month.astype("datetime64[D]") - 1), "月度填报"


def _link_rows(table: str, streams: list[Links], ids: list[str], every: int = 1) -> Iterator[Iterable[tuple[Any, ...]]]:
    """Blocks of rows. With `every`, one in so many, ending three months later or earlier."""
    names, first = np.array(ids, object), 0
    for links in streams:
        for low in range(0, len(links), _ROWS):
            chosen = np.arange(low, min(low + _ROWS, len(links)))
            chosen = chosen[(first + chosen) % every == 0]
            yield _rows(table, links, names, chosen, first, moved=91 if every > 1 else 0)
        first += len(links)


def _rows(
    table: str, links: Links, names: npt.NDArray[Any], chosen: Ints, first: int, moved: int
) -> Iterator[tuple[Any, ...]]:
    how, since = links.how[chosen], _days(links.since[chosen])
    through = links.through[chosen] + np.where(chosen % 2 == 0, moved, -moved)
    started = np.array(since, object)
    started[how == MONTHLY] = [day[:7] for day in started[how == MONTHLY]]
    agreement = np.where(links.agreed[chosen] == 1, "结对协议（2024）", "").tolist()
    own = [agreement] if table == "pairings" else [links.post[chosen].tolist(), links.headcount[chosen].tolist()]
    return zip(
        [f"{table[0]}-{number:07d}" for number in (first + chosen).tolist()],
        links.force[chosen].tolist(),
        names[links.helper[chosen]].tolist(),
        names[links.recipient[chosen]].tolist(),
        *own,
        np.where(how == SEEN, "", started).tolist(),
        _days(through),
        np.where(how == SEEN, since, "").tolist(),
        [f"测发〔2024〕{number}号" for number in links.basis[chosen].tolist()],
        strict=True,
    )


def _days(days: npt.NDArray[np.datetime64]) -> list[str]:
    return ["" if day is None else day.isoformat() for day in days.tolist()]
