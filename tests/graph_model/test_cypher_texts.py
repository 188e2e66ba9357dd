"""The doctests of the generated Cypher: a reader of the module sees the text that will run."""

import doctest
from types import ModuleType

import pytest

from graph_model import cypher, labels
from graph_model.errors import SchemaError
from graph_model.labels import LinkType, NodeType
from graph_model.stores import neo4j_columns


@pytest.mark.parametrize("module", [cypher, labels, neo4j_columns], ids=lambda module: module.__name__)
def test_the_texts_are_those_of_the_docstrings(module: ModuleType) -> None:
    found = doctest.testmod(module)

    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("name", ["A B", "A`", "1A", "", "A})"])
def test_only_a_plain_name_enters_a_text(name: str) -> None:
    with pytest.raises(SchemaError, match="not a plain name"):
        NodeType(name, "wicked")
    with pytest.raises(SchemaError, match="not a plain name"):
        LinkType("L", "wicked", unique=(name,))
