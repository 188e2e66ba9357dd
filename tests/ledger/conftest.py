from collections.abc import Iterator

import pytest

from api.desk import Desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        yield opened
