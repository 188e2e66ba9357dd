"""What the fictional data set promises: its label everywhere, its size, the same bytes every time."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from graph_model.vocabulary import Field, Force, Kind, Post, Role
from loaders.samples.example import write_example
from loaders.samples.example.dice import Dice
from loaders.samples.example.places import read_places
from tests.loaders.samples.reading import ID, SICHUAN39, Row, dangling, in_a_cycle, rows_of

LABEL = "示例数据，非真实结对"
TABLES = ("units", "pairings", "dispatches", "returns")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    return folder


@pytest.fixture(scope="module")
def units(folder: Path) -> list[Row]:
    return rows_of(folder, "units")


@pytest.fixture(scope="module")
def pairings(folder: Path) -> list[Row]:
    return rows_of(folder, "pairings")


@pytest.fixture(scope="module")
def dispatches(folder: Path) -> list[Row]:
    return rows_of(folder, "dispatches")


@pytest.fixture(scope="module")
def returns(folder: Path) -> list[Row]:
    return rows_of(folder, "returns")


def test_sizes(units: list[Row], pairings: list[Row], dispatches: list[Row]) -> None:
    assert len(units) == pytest.approx(11_000, rel=0.05)
    assert len(pairings) + len(dispatches) == pytest.approx(20_000, rel=0.05)


def test_real_places_stand_as_in_the_real_data(units: list[Row]) -> None:
    real = {row["id"]: row for row in rows_of(SICHUAN39, "units")}
    places = [row for row in units if row["id"] in real]

    assert Counter(row["kind"] for row in places) == {
        "province": 1,
        "prefecture": 8,
        "county": 39,
        "township": 767,
    }
    assert [row for row in places if row != real[row["id"]]] == []


def test_every_invented_unit_is_labelled(units: list[Row]) -> None:
    real = {place.id for place in read_places().all()}
    invented = [row for row in units if row["id"] not in real]

    assert [row for row in invented if "示例" not in row["name"] or "example" not in row["id"]] == []
    assert [row for row in invented if row["name_en"] and "Example" not in row["name_en"]] == []


def test_every_link_and_return_is_labelled(pairings: list[Row], dispatches: list[Row], returns: list[Row]) -> None:
    assert {row["basis"] for row in pairings + dispatches + returns} == {LABEL}
    assert [row["id"] for row in pairings] == [f"example-p-{n:05d}" for n in range(1, len(pairings) + 1)]
    assert [row["id"] for row in dispatches] == [f"example-d-{n:05d}" for n in range(1, len(dispatches) + 1)]


def test_units_fit_together(units: list[Row]) -> None:
    ids = {row["id"] for row in units}

    assert len(ids) == len(units)
    assert [i for i in ids if not ID.fullmatch(i)] == []
    assert dangling(units, ("parent", "stands_for"), ids) == []
    assert in_a_cycle(units) == []


def test_links_and_returns_name_listed_units(
    units: list[Row], pairings: list[Row], dispatches: list[Row], returns: list[Row]
) -> None:
    ids = {row["id"] for row in units}

    assert dangling(pairings, ("helper", "recipient"), ids) == []
    assert dangling(dispatches, ("sender", "host"), ids) == []
    assert {row["within"] for row in returns} <= ids


def test_words_are_those_of_the_closed_lists(
    units: list[Row], pairings: list[Row], dispatches: list[Row], returns: list[Row]
) -> None:
    assert {row["kind"] for row in units} == set(Kind)
    assert {row["force"] for row in pairings} == {row["force"] for row in dispatches} == set(Force)
    assert {row["role"] for row in pairings} == {*Role, ""}
    assert {row["post"] for row in dispatches} == set(Post)
    assert {row["field"] for row in dispatches} <= {*Field, ""}
    assert {row["table"] for row in returns} == {"pairings", "dispatches"}


def test_a_link_has_a_start_or_was_seen(pairings: list[Row], dispatches: list[Row]) -> None:
    links = pairings + dispatches

    assert [row for row in links if bool(row["since"]) == bool(row["seen"])] == []
    assert [row for row in links if row["through"] and row["since"][:4] > row["through"][:4]] == []


def test_terms_end_in_clusters(pairings: list[Row], dispatches: list[Row]) -> None:
    ends = Counter(row["through"] for row in pairings + dispatches)

    assert min(ends["2025-12-31"], ends["2026-12-31"]) > 2_500
    assert ends["2026-06-30"] > 500


def test_not_every_county_reports(returns: list[Row]) -> None:
    counties = {place.id for place in read_places().counties}

    assert len({row["within"] for row in returns} & counties) == 36


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_order(folder: Path, tmp_path: Path) -> None:
    script = "import pathlib, sys, loaders.samples.example as e; e.write_example(pathlib.Path(sys.argv[1]))"
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], env=environment, check=True)

    for table in TABLES:
        assert (tmp_path / f"{table}.csv").read_bytes() == (folder / f"{table}.csv").read_bytes()


def test_another_seed_gives_other_links(folder: Path, tmp_path: Path) -> None:
    write_example(tmp_path, seed=40)

    assert (tmp_path / "pairings.csv").read_bytes() != (folder / "pairings.csv").read_bytes()


def test_dice_fall_alike_on_every_python() -> None:
    dice = Dice(39, "a subject")

    assert [dice.below(1000) for _ in range(6)] == [660, 362, 646, 674, 747, 422]


def test_a_dealt_pack_has_exactly_its_shares() -> None:
    cards = Dice(39, "a subject").dealt({"north": 2, "south": 1}, 39)

    assert Counter(cards) == {"north": 26, "south": 13}
    assert cards != sorted(cards)
