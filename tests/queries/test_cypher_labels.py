"""No `.cypher` file matches a node without a label: the server would look at every node there is."""

import re

import pytest

from queries import QUESTIONS
from queries.cypher_texts import cypher_of, cypher_of_present

_NODE = re.compile(
    r"(?:(?<=MATCH )|(?<= = )|(?<=-)|(?<=>)|(?<=\[))\((\w*)(:[A-Z][\w|]*)?(?:\s*\{[^}]*\})?\)(?=[-<\s\],|}]|$)"
)


def unlabelled(text: str) -> list[str]:
    """Nodes of patterns that carry no label and are not one that an earlier part of the text found."""
    text = re.sub(r"//.*", "", text)
    found = []
    for node in _NODE.finditer(text):
        name, label = node[1], node[2]
        earlier = text[: node.start()]
        if not label and not (name and re.search(rf"\({name}:[A-Z]|\bAS {name}\b", earlier)):
            found.append(node[0])
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_node_that_is_matched_carries_a_label(question: str) -> None:
    for text in filter(None, (cypher_of(question), cypher_of_present(question))):
        assert len(_NODE.findall(text)) > 1
        assert unlabelled(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MATCH (u) RETURN u", ["(u)"]),
        ("MATCH (:Slot)-[l:PAIRED_WITH]->(b)\nRETURN b", ["(b)"]),
        ("MATCH (:Slot)<-[:PART_OF]-()\nRETURN 1", ["()"]),
        ("MATCH (u:Unit) WHERE EXISTS { MATCH (u)-[:PART_OF]->(:Slot {id: 'a'}) } RETURN u", []),
        ("MATCH p = (x {id: 'a'})-[:PART_OF]->(y:Slot) RETURN [(y)-[:WAS]->(v) | v]", ["(x {id: 'a'})", "(v)"]),
    ],
)
def test_what_has_no_label_is_found(text: str, found: list[str]) -> None:
    assert unlabelled(text) == found
