"""The graph as Neo4j holds it: labels, relationship types and what is unique, declared once.

    (:Slot:Unit:County)-[:PART_OF]->(:Slot:Unit:Prefecture)      (:Slot:Unit)-[:STANDS_FOR]->(:Slot:Unit)
    (:Slot:Unit)-[:PAIRED_WITH]->(:Slot:Unit)                    (:Slot:Unit)-[:DISPATCHED_TO]->(:Slot:Unit)
    (:Import) (:Rule) (:Return)-[:WITHIN]->(:Slot:Unit) (:Pack) (:Alias)
    (:Name) (:Word) (:Origin) (:LinkClass) (:Ledger)

A `:Slot` is every unit that the ledger ever listed; it is a `:Unit`, of one more label for its kind, while the
ledger holds it. What an import superseded goes out of the way of a plain MATCH: a link to the same type with
`WAS_` before it, a unit's former values to a `(:UnitVersion)` behind `[:WAS]`, a rule to `:WasRule`, and so on.
`import` is the import that added a version, `removed` the one that ended it. A unit lies in the one that its
`PART_OF` leads to, else in the one that it stands for: `above` marks the link that says so.
"""

import re
from dataclasses import dataclass

from graph_model.errors import SchemaError
from graph_model.vocabulary import Kind, LinkTable

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def check_name(name: str) -> str:
    """A label, a type or a property enters Cypher as text: only a plain name may."""
    if not _NAME.fullmatch(name):
        raise SchemaError(f"{name!r} is not a plain name (letters, digits, underscore)")
    return name


@dataclass(frozen=True, slots=True)
class NodeType:
    """`unique` are the properties that tell its nodes apart, each alone; `sought` have an index."""

    label: str
    meaning: str
    unique: tuple[str, ...] = ("n",)
    sought: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (self.label, *self.unique, *self.sought):
            check_name(name)


@dataclass(frozen=True, slots=True)
class LinkType:
    """Links from unit to unit; `was` is the type of those that an import superseded."""

    label: str
    meaning: str
    unique: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (self.label, *self.unique, *self.sought):
            check_name(name)

    @property
    def was(self) -> str:
        return f"WAS_{self.label}"


LEDGER = NodeType("Ledger", "The one node that says whose graph this is, how far it goes and who writes.", ("key",))
IMPORT = NodeType("Import", "One load; `state` is running until all of it is there, then done.", ("seq",))
SLOT = NodeType("Slot", "Every unit the ledger ever listed.", ("slot", "id"))
UNIT = NodeType("Unit", "A unit as the ledger holds it now.", sought=("n", "kind"), unique=())
UNIT_VERSION = NodeType("UnitVersion", "Former values of a unit.", sought=("removed", "kind"))
WORD = NodeType("Word", "A text of the ledger, numbered in order of appearance.")
ORIGIN = NodeType("Origin", "File, sheet and column that rows were read from.")
LINK_CLASS = NodeType("LinkClass", "Table, force, role, post and field that links have in common.")
RULE = NodeType("Rule", "What units are owed.", sought=("n",), unique=())
RETURN = NodeType("Return", "A table declared complete.", sought=("within",))
PACK = NodeType("Pack", "A pack of rules.")
ALIAS = NodeType("Alias", "A further name of a unit.")
NAME = NodeType("Name", "What a unit was ever called, as names are compared: whom a text may mean.", (), ("key",))

PAIRED_WITH = LinkType("PAIRED_WITH", "Helper helps recipient.", unique=("id",), sought=("n",))
DISPATCHED_TO = LinkType("DISPATCHED_TO", "Sender sends people to host.", unique=("id",), sought=("n",))
PART_OF = LinkType("PART_OF", "Lies in, or is a part of.")
STANDS_FOR = LinkType("STANDS_FOR", "Links to the one count for the other.")

NODES = (LEDGER, IMPORT, SLOT, UNIT, UNIT_VERSION, WORD, ORIGIN, LINK_CLASS, RULE, RETURN, PACK, ALIAS, NAME)
LINKS = {LinkTable.PAIRING: PAIRED_WITH, LinkTable.DISPATCH: DISPATCHED_TO}
PLACES = {"parent": PART_OF, "stands_for": STANDS_FOR}
"""By the column of a unit's version that holds the other end."""
SMALL = {"returns": RETURN, "rules": RULE, "packs": PACK, "aliases": ALIAS}
"""By their names in the history."""


def was(node: NodeType) -> str:
    """The label of superseded rules, returns, packs and aliases."""
    return f"Was{node.label}"


def kind_label(kind: Kind) -> str:
    """The label of a kind.

    >>> kind_label(Kind.CENTRAL_SOE)
    'CentralSoe'
    """
    return check_name("".join(part.capitalize() for part in kind.value.split("_")))
