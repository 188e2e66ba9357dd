"""Coverage as one SQL statement in DuckDB, which only `make bench` installs.

Each rule is a part of the statement with its words written out: a table of rules, joined on whether
its lists contain a link's words, gave the same counts and was slower.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from tests.bench.by_pandas import STATES, Counts
from tests.bench.frames import Frames

_OF_RULE = """
SELECT '{id}' AS rule, CASE
    WHEN has > {max} THEN 'over'
    WHEN has >= {min} THEN 'covered'
    WHEN has > 0 THEN 'partial'
    WHEN {inherits} THEN 'inherited'
    WHEN last_start > $day THEN 'planned'
    WHEN first_end <= $day THEN 'lapsed'
    WHEN u.{link} <= $day THEN 'uncovered'
    ELSE 'unknown'
  END AS state
FROM units u LEFT JOIN (
  SELECT l.unit, max(l.start) FILTER (l.dated) AS last_start, min(l.until) AS first_end,
    count(DISTINCT l.helper) FILTER (l.start <= $day AND $day < l.until) AS has
  FROM links l WHERE {fits} AND l.kind IN {recipient} GROUP BY l.unit
) USING (unit)
WHERE u.kind IN {recipient} AND {scope} AND NOT u.stands AND u.since <= $day AND $day < u.until
"""

_INHERITS = """u.unit IN (
  SELECT a.unit FROM above a WHERE a.upper IN (
    SELECT l.unit FROM links l WHERE {fits} AND l.start <= $day AND $day < l.until))"""


def statement(rules: list[dict[str, Any]]) -> str:
    counts = ", ".join(f"count(*) FILTER (state = '{state}')" for state in STATES)
    parts = "UNION ALL".join(map(_of_rule, rules))
    return f"SELECT rule, count(*), {counts} FROM ({parts}) GROUP BY rule ORDER BY rule"


def _of_rule(rule: dict[str, Any]) -> str:
    columns = {"force": "l.force", "helper": "l.helper_kind", "post": "l.post"}
    words = [f"{column} IN {_listed(rule[name])}" for name, column in columns.items() if rule[name]]
    fits = " AND ".join([f"l.link = '{rule['link']}'", *words, *(["l.agreed"] if rule["needs"] else [])])
    return _OF_RULE.format(
        **{name: rule[name] for name in ("id", "min", "max", "link")},
        recipient=_listed(rule["recipient"]),
        scope=f"u.{rule['scope']}" if rule["scope"] else "true",
        inherits=_INHERITS.format(fits=fits) if rule["inherit"] else "false",
        fits=fits,
    )


def _listed(words: list[str]) -> str:
    return f"({', '.join(map(repr, words))})"


def is_installed() -> bool:
    return find_spec("duckdb") is not None


def ready(frames: Frames) -> Callable[[int], Counts]:
    """The tables in a database in memory; what comes back asks it."""
    import duckdb

    connection, coverage_of = duckdb.connect(), statement(frames.rules)
    for name in ("units", "links", "above"):
        connection.register("incoming", getattr(frames, name))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        connection.unregister("incoming")

    def coverage(day: int) -> Counts:
        rows = connection.execute(coverage_of, {"day": day}).fetchall()
        return {rule: list(counts) for rule, *counts in rows}

    return coverage
