from collections.abc import Iterator
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.names import Directory
from tests.graph_model.names.province import UNITS
from tests.ledger.tables import load


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The small province, loaded; nothing is loaded into it after that."""
    with Desk.open(":memory:", create=True) as opened:
        load(opened, tmp_path_factory.mktemp("province"), units=UNITS)
        yield opened


@pytest.fixture
def directory(desk: Desk) -> Directory:
    return Directory(desk.graph())


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "store.db", create=True) as opened:
        yield opened
