"""Two ledgers held side by side, column by column."""

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from graph_model.snapshot.history import History
from graph_model.snapshot.texts import Texts


def assert_same_ledger(found: History, expected: History) -> None:
    for part in fields(History):
        _assert_same(part.name, getattr(found, part.name), getattr(expected, part.name))


def _assert_same(name: str, found: Any, expected: Any) -> None:
    if isinstance(expected, Texts):
        everything = np.arange(len(expected))
        assert (len(found), found.take(everything)) == (len(expected), expected.take(everything)), name
    elif is_dataclass(expected):
        for column in fields(expected):
            one, other = getattr(found, column.name), getattr(expected, column.name)
            assert one.dtype == other.dtype, f"{name}.{column.name}"
            np.testing.assert_array_equal(one, other, err_msg=f"{name}.{column.name}")
    else:
        assert found == expected, name
