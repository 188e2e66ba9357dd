"""Writes to Neo4j, generated from the schema. Text in, text out: nothing here opens a connection.

Every statement takes `$rows` (and `$seq`, the import) and returns how many rows it made, to be held against
how many were sent. Names come from `labels`, which lets only plain ones through; values are parameters.

What there is much of comes by column: `$rows.n[at]` is a row's own value, and `$rows.of.since[$rows.since[at]]` is
one of the values that the rows have in common, each sent once. With a map for each row the driver and the server
took twice the time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_model import labels
from graph_model.labels import LinkType, NodeType, check_name, kind_label
from graph_model.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A property that rows bring: each its own value, or, with `places`, the place of one that several share."""

    name: str
    places: str = ""

    def __post_init__(self) -> None:
        check_name(self.name)
        check_name(self.places or self.name)

    @property
    def value(self) -> str:
        return f"$rows.of.{self.name}[$rows.{self.places}[at]]" if self.places else f"$rows.{self.name}[at]"


_EACH_ROW = "UNWIND range(0, size($rows.{first}) - 1) AS at\n"


def _each(columns: Sequence[Column]) -> str:
    return _EACH_ROW.format(first=columns[0].places or columns[0].name)


def _map(columns: Sequence[Column]) -> str:
    return "{" + ", ".join(f"{each.name}: {each.value}" for each in columns) + "}"


def constraints() -> Iterator[tuple[str, str]]:
    """What is unique, and what is looked for: names and statements; each does nothing where it is there already.

    >>> for _, statement in list(constraints())[-4:]: print(statement)
    CREATE CONSTRAINT paired_with_id IF NOT EXISTS FOR ()-[x:PAIRED_WITH]-() REQUIRE x.id IS UNIQUE
    CREATE INDEX paired_with_n IF NOT EXISTS FOR ()-[x:PAIRED_WITH]-() ON (x.n)
    CREATE CONSTRAINT dispatched_to_id IF NOT EXISTS FOR ()-[x:DISPATCHED_TO]-() REQUIRE x.id IS UNIQUE
    CREATE INDEX dispatched_to_n IF NOT EXISTS FOR ()-[x:DISPATCHED_TO]-() ON (x.n)
    """
    for link in labels.LINKS.values():
        yield _constraint(link.was, "n", f"()-[x:{link.was}]-()")
        yield _index(link.was, "removed", f"()-[x:{link.was}]-()")
    for node in labels.NODES:
        yield from _of(node, f"(x:{node.label})")
    for link in labels.LINKS.values():
        yield from _of(link, f"()-[x:{link.label}]-()")


def _of(declared: NodeType | LinkType, at: str) -> Iterator[tuple[str, str]]:
    for name in declared.unique:
        yield _constraint(declared.label, name, at)
    for name in declared.sought:
        yield _index(declared.label, name, at)


def _constraint(label: str, name: str, at: str) -> tuple[str, str]:
    called = f"{label.lower()}_{name}"
    return called, f"CREATE CONSTRAINT {called} IF NOT EXISTS FOR {at} REQUIRE x.{name} IS UNIQUE"


def _index(label: str, name: str, at: str) -> tuple[str, str]:
    called = f"{label.lower()}_{name}"
    return called, f"CREATE INDEX {called} IF NOT EXISTS FOR {at} ON (x.{name})"


def create_nodes(node: NodeType, *more: str) -> str:
    """Rows are the nodes' properties.

    >>> print(create_nodes(labels.WORD))
    UNWIND $rows AS row
    CREATE (x:Word)
    SET x = row
    RETURN count(*) AS made
    """
    return f"UNWIND $rows AS row\nCREATE (x:{':'.join((node.label, *more))})\nSET x = row\nRETURN count(*) AS made"


def create_by_column(node: NodeType, columns: Sequence[Column]) -> str:
    """The same by column.

    >>> print(create_by_column(labels.NAME, [Column("key"), Column("slot")]))
    UNWIND range(0, size($rows.key) - 1) AS at
    CREATE (x:Name {key: $rows.key[at], slot: $rows.slot[at]})
    RETURN count(*) AS made
    """
    return f"{_each(columns)}CREATE (x:{node.label} {_map(columns)})\nRETURN count(*) AS made"


_TAGGED = "FOREACH (_ IN CASE WHEN x.scope IS NULL THEN [] ELSE [1] END | SET x:Tagged)\n"
"""Few units carry a tag: a label of their own finds them."""


def create_units(kind: Kind, columns: Sequence[Column]) -> str:
    """Units that the ledger lists for the first time, with their first values.

    >>> print(create_units(Kind.COUNTY, [Column("slot"), Column("kind", "kind")]))
    UNWIND range(0, size($rows.slot) - 1) AS at
    CREATE (x:Slot:Unit:County {slot: $rows.slot[at], kind: $rows.of.kind[$rows.kind[at]]})
    FOREACH (_ IN CASE WHEN x.scope IS NULL THEN [] ELSE [1] END | SET x:Tagged)
    RETURN count(*) AS made
    """
    made = ":".join((labels.SLOT.label, labels.UNIT.label, kind_label(kind)))
    return f"{_each(columns)}CREATE (x:{made} {_map(columns)})\n{_TAGGED}RETURN count(*) AS made"


def create_returns() -> str:
    """Rows are the properties of returns; `within` is a slot.

    >>> print(create_returns())
    UNWIND $rows AS row
    MATCH (w:Slot {slot: row.within})
    CREATE (x:Return)-[:WITHIN]->(w)
    SET x = row
    RETURN count(*) AS made
    """
    return (
        "UNWIND $rows AS row\n"
        "MATCH (w:Slot {slot: row.within})\n"
        f"CREATE (x:{labels.RETURN.label})-[:WITHIN]->(w)\n"
        "SET x = row\n"
        "RETURN count(*) AS made"
    )


def renew_units(kind: Kind, columns: Sequence[Column]) -> str:
    """New values for units whose former ones were closed.

    >>> print(renew_units(Kind.COUNTY, [Column("slot"), Column("n")]))
    UNWIND range(0, size($rows.slot) - 1) AS at
    MATCH (x:Slot {slot: $rows.slot[at]})
    SET x += {slot: $rows.slot[at], n: $rows.n[at]}, x:Unit:County
    FOREACH (_ IN CASE WHEN x.scope IS NULL THEN [] ELSE [1] END | SET x:Tagged)
    RETURN count(*) AS made
    """
    return (
        f"{_each(columns)}"
        "MATCH (x:Slot {slot: $rows.slot[at]})\n"
        f"SET x += {_map(columns)}, x:{labels.UNIT.label}:{kind_label(kind)}\n{_TAGGED}"
        "RETURN count(*) AS made"
    )


def create_links(link: LinkType, columns: Sequence[Column]) -> str:
    """Between the slots of the columns `a` and `b`.

    >>> print(create_links(labels.PAIRED_WITH, [Column("n"), Column("force", "class")]))
    UNWIND range(0, size($rows.n) - 1) AS at
    MATCH (a:Slot {slot: $rows.a[at]})
    MATCH (b:Slot {slot: $rows.b[at]})
    CREATE (a)-[x:PAIRED_WITH {n: $rows.n[at], force: $rows.of.force[$rows.class[at]]}]->(b)
    RETURN count(*) AS made
    """
    return (
        f"{_each(columns)}"
        "MATCH (a:Slot {slot: $rows.a[at]})\n"
        "MATCH (b:Slot {slot: $rows.b[at]})\n"
        f"CREATE (a)-[x:{link.label} {_map(columns)}]->(b)\n"
        "RETURN count(*) AS made"
    )


def close_links(link: LinkType) -> str:
    """Rows are version numbers: what has them becomes a link of the type for superseded ones.

    >>> print(close_links(labels.PAIRED_WITH))
    UNWIND $rows AS row
    MATCH (a:Slot)-[x:PAIRED_WITH {n: row}]->(b:Slot) USING INDEX x:PAIRED_WITH(n)
    CREATE (a)-[y:WAS_PAIRED_WITH]->(b)
    SET y = properties(x), y.removed = $seq
    DELETE x
    RETURN count(*) AS made
    """
    return (
        f"UNWIND $rows AS row\n{_links_by_number(link)}\n"
        f"CREATE (a)-[y:{link.was}]->(b)\n"
        "SET y = properties(x), y.removed = $seq\n"
        "DELETE x\n"
        "RETURN count(*) AS made"
    )


def _links_by_number(link: LinkType) -> str:
    return f"MATCH (a:Slot)-[x:{link.label} {{n: row}}]->(b:Slot) USING INDEX x:{link.label}(n)"


def reopen_links(link: LinkType) -> str:
    """Undoes `close_links` of import `$seq`, so many links at a time as `$most` says.

    >>> print(reopen_links(labels.PAIRED_WITH))
    MATCH (a:Slot)-[x:WAS_PAIRED_WITH {removed: $seq}]->(b:Slot) USING INDEX x:WAS_PAIRED_WITH(removed)
    WITH a, x, b LIMIT $most
    CREATE (a)-[y:PAIRED_WITH]->(b)
    SET y = properties(x), y.removed = null
    DELETE x
    RETURN count(*) AS made
    """
    return (
        f"MATCH (a:Slot)-[x:{link.was} {{removed: $seq}}]->(b:Slot) USING INDEX x:{link.was}(removed)\n"
        "WITH a, x, b LIMIT $most\n"
        f"CREATE (a)-[y:{link.label}]->(b)\n"
        "SET y = properties(x), y.removed = null\n"
        "DELETE x\n"
        "RETURN count(*) AS made"
    )


def remove_links(link: LinkType) -> str:
    """Takes away links numbered `$first` or more, so many at a time as `$most` says.

    >>> print(remove_links(labels.PAIRED_WITH))
    MATCH (:Slot)-[x:PAIRED_WITH]->(:Slot) USING INDEX x:PAIRED_WITH(n)
    WHERE x.n >= $first
    WITH x LIMIT $most
    DELETE x
    RETURN count(*) AS made
    """
    return (
        f"MATCH (:Slot)-[x:{link.label}]->(:Slot) USING INDEX x:{link.label}(n)\n"
        "WHERE x.n >= $first\n"
        "WITH x LIMIT $most\n"
        "DELETE x\n"
        "RETURN count(*) AS made"
    )


_KIND_LABELS = ":".join(kind_label(kind) for kind in Kind)


def close_units() -> tuple[str, ...]:
    """Rows are version numbers: the unit's place goes behind `WAS_`, its values into a `:UnitVersion`.

    >>> print(close_units()[0])
    UNWIND $rows AS row
    MATCH (a:Unit {n: row})
    OPTIONAL MATCH (a)-[x:PART_OF]->(b:Slot)
    FOREACH (_ IN CASE WHEN x IS NULL THEN [] ELSE [1] END |
      CREATE (a)-[y:WAS_PART_OF]->(b)
      SET y = properties(x), y.removed = $seq
      DELETE x)
    RETURN count(*) AS made
    """
    return (*(_move_place(link) for link in labels.PLACES.values()), _move_values())


def _move_place(link: LinkType) -> str:
    return (
        "UNWIND $rows AS row\n"
        "MATCH (a:Unit {n: row})\n"
        f"OPTIONAL MATCH (a)-[x:{link.label}]->(b:Slot)\n"
        "FOREACH (_ IN CASE WHEN x IS NULL THEN [] ELSE [1] END |\n"
        f"  CREATE (a)-[y:{link.was}]->(b)\n"
        "  SET y = properties(x), y.removed = $seq\n"
        "  DELETE x)\n"
        "RETURN count(*) AS made"
    )


def _move_values() -> str:
    return (
        "UNWIND $rows AS row\n"
        "MATCH (a:Unit {n: row})\n"
        "CREATE (a)-[:WAS]->(v:UnitVersion)\n"
        "SET v = properties(a), v.removed = $seq\n"
        "FOREACH (_ IN CASE WHEN v.scope IS NULL THEN [] ELSE [1] END | SET v:WasTagged)\n"
        "SET a = {slot: v.slot, id: v.id}\n"
        f"REMOVE a:Unit:Tagged:{_KIND_LABELS}\n"
        "RETURN count(*) AS made"
    )


def drop_values() -> tuple[str, ...]:
    """Undoes `create_units` and `renew_units` for versions numbered `$first` or more; slots stay."""
    return (
        *(
            f"MATCH (a:Unit)-[x:{link.label}]->(:Slot)\nWHERE a.n >= $first\nWITH x LIMIT $most\nDELETE x\n"
            "RETURN count(*) AS made"
            for link in labels.PLACES.values()
        ),
        "MATCH (a:Unit)\nWHERE a.n >= $first\nWITH a LIMIT $most\nSET a = {slot: a.slot, id: a.id}\n"
        f"REMOVE a:Unit:Tagged:{_KIND_LABELS}\nRETURN count(*) AS made",
    )


def reopen_units(kind: Kind) -> str:
    """Undoes `close_units` of import `$seq` for units that were of a kind."""
    return (
        f"MATCH (a:Slot)-[x:WAS]->(v:UnitVersion {{removed: $seq, kind: '{kind.value}'}})\n"
        "WITH a, x, v LIMIT $most\n"
        f"SET a = properties(v), a.removed = null, a:Unit:{kind_label(kind)}\n"
        "FOREACH (_ IN CASE WHEN a.scope IS NULL THEN [] ELSE [1] END | SET a:Tagged)\n"
        "DELETE x, v\n"
        "RETURN count(*) AS made"
    )


def reopen_places(link: LinkType) -> str:
    return (
        f"MATCH (a:Unit)-[x:{link.was} {{removed: $seq}}]->(b:Slot)\n"
        "WITH a, x, b LIMIT $most\n"
        f"CREATE (a)-[y:{link.label}]->(b)\n"
        "SET y = properties(x), y.removed = null\n"
        "DELETE x\n"
        "RETURN count(*) AS made"
    )


def close_nodes(node: NodeType) -> str:
    """Rows are version numbers of rules, returns, packs or aliases.

    >>> print(close_nodes(labels.RETURN))
    UNWIND $rows AS row
    MATCH (x:Return {n: row})
    SET x.removed = $seq, x:WasReturn
    REMOVE x:Return
    RETURN count(DISTINCT x.n) AS made
    """
    return (
        f"UNWIND $rows AS row\nMATCH (x:{node.label} {{n: row}})\nSET x.removed = $seq, x:{labels.was(node)}\n"
        f"REMOVE x:{node.label}\nRETURN count(DISTINCT x.n) AS made"
    )


def reopen_nodes(node: NodeType) -> str:
    return (
        f"MATCH (x:{labels.was(node)} {{removed: $seq}})\nWITH x LIMIT $most\nSET x.removed = null, x:{node.label}\n"
        f"REMOVE x:{labels.was(node)}\nRETURN count(*) AS made"
    )


def remove_nodes(node: NodeType, number: str = "n") -> str:
    """Takes away nodes numbered `$first` or more, so many at a time as `$most` says.

    >>> print(remove_nodes(labels.WORD))
    MATCH (x:Word)
    WHERE x.n >= $first
    WITH x LIMIT $most
    DETACH DELETE x
    RETURN count(*) AS made
    """
    return (
        f"MATCH (x:{node.label})\nWHERE x.{number} >= $first\nWITH x LIMIT $most\nDETACH DELETE x\n"
        "RETURN count(*) AS made"
    )


def remove_names() -> str:
    """Takes away the names that import `$seq` brought."""
    return (
        f"MATCH (x:{labels.NAME.label})\nWHERE x.import = $seq\nWITH x LIMIT $most\nDELETE x\nRETURN count(*) AS made"
    )
