"""The fictional example, loaded once for all pictures."""

from collections.abc import Iterator

import pytest

from api.cli.main import main
from api.desk import Desk


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store = tmp_path_factory.mktemp("pictures") / "example.db"
    assert main(["example", "--store", str(store)]) == 0
    with Desk.open(store) as desk:
        yield desk
