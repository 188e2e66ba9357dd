"""The cases that were worked out by hand, asked of a snapshot on Neo4j and of Neo4j itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph_model.stores.neo4j import Neo4jStore
from tests.literal.asking import Ask, Reader, program
from tests.literal.world import Load
from tests.neo4j.conftest import Database
from tests.queries import test_edges_in_time, test_inheritance_and_returns, test_stand_ins, test_versions

pytestmark = pytest.mark.slow

MODULES = (test_edges_in_time, test_inheritance_and_returns, test_stand_ins, test_versions)


@pytest.fixture(params=["snapshot", "database"])
def reader(request: pytest.FixtureRequest, database: Database, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Stands in for the readers of the cases: the same loads, into Neo4j; and answers from where they are to be."""
    asked = []
    inside = Neo4jStore.ask

    def counted(self: Neo4jStore, *given: Any) -> Any:
        asked.append(given)
        return inside(self, *given)

    @contextmanager
    def on_neo4j(folder: Path, *loads: Load | Path) -> Iterator[Ask]:
        monkeypatch.setenv("BANGFU_ANSWER", request.param)
        monkeypatch.setattr(Neo4jStore, "ask", counted)
        with program(folder, *loads, store=database.url) as ask:
            yield ask
        assert bool(asked) == (request.param == "database")

    return on_neo4j


def cases(module: ModuleType) -> Iterator[tuple[str, Callable[..., None]]]:
    """The module's tests that take a reader, with that left open."""
    for name, case in vars(module).items():
        if name.startswith("test_") and "reader" in signature(case).parameters:
            yield f"{name}_in_{module.__name__.rsplit('.', 1)[1]}", without_reader(case)


def without_reader(case: Any) -> Callable[..., None]:
    @wraps(case)
    def run(*given: Any, **named: Any) -> None:
        case(*given, **named)

    marks = [mark for mark in case.pytestmark if mark.args[:1] != ("reader",)]
    run.pytestmark = marks  # type: ignore[attr-defined]  # where pytest keeps a function's marks
    return run


globals().update(dict(case for module in MODULES for case in cases(module)))


def test_there_are_cases() -> None:
    assert sum(name.startswith("test_") for name in globals()) > 30
