"""What a header means: the words of `header_words.toml`, of the schema, and those one adds with `--map`."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from graph_model.errors import UsageError
from graph_model.names import normalised
from graph_model.schema import DISPATCHES, PAIRINGS, SOURCE_COLUMN, TABLES, TARGET_COLUMN, Column, Table, Value
from graph_model.vocabulary import PLACES, Force, Kind, Role

ORDINAL = "ordinal"
"""The column of numbers in front of the rows."""
TERM = "term"
"""The column that holds first and last day in one cell."""

LINKS = (PAIRINGS, DISPATCHES)


class Wide(NamedTuple):
    """What a column of a wide table says of the helpers in it: their force, kind or role, as far as it does."""

    force: Force | None = None
    kind: Kind | None = None
    role: Role | None = None


class Meaning(NamedTuple):
    """The column that a header names; `level` where it says what the recipient is (受扶县)."""

    column: str
    level: Kind | None = None
    wide: Wide | None = None


Words = Mapping[str, Meaning]


def key(text: str) -> str:
    """What two spellings of one header have in common.

    >>> key("受扶方 （单位）*"), key("Helper_Kind")
    ('受扶方(单位)', 'helperkind')
    """
    return normalised(text).replace("_", "").strip("*")


def target_of(table: Table) -> str:
    """The column of the unit that a link is counted for."""
    return TARGET_COLUMN.get(table.what, "")


def source_of(table: Table) -> str:
    return SOURCE_COLUMN.get(table.what, "")


@cache
def words_of(table: Table) -> Words:
    """Every header of a table, as `key` spells it."""
    words: dict[str, Meaning] = {}
    for word, meaning in _words(table):
        words.setdefault(key(word), meaning)
    return words


def _words(table: Table) -> Iterator[tuple[str, Meaning]]:
    """The table's own words first: of two meanings the earlier stays."""
    for column in table.columns:
        yield from ((word, Meaning(column.name)) for word in (column.name, column.zh))
    for name, words in _declared()[table.name].items():
        yield from ((word, Meaning(name)) for word in words)
    if table in LINKS:
        yield from _place_words(table)
    if table is PAIRINGS:
        yield from ((word, Meaning(word, wide=_wide(said))) for word, said in _declared()["wide"].items())
    yield from ((word, Meaning(ORDINAL)) for word in _declared()["ordinal"]["words"])


def _wide(said: Mapping[str, str]) -> Wide:
    return Wide(*(terms.of(said[name]) if name in said else None for name, terms in _SAID_BY_WIDE.items()))


_SAID_BY_WIDE: dict[str, type[Any]] = {"force": Force, "kind": Kind, "role": Role}


def _place_words(table: Table) -> Iterator[tuple[str, Meaning]]:
    for kind, words in _declared()["places"].items():
        for word in words:
            yield word, Meaning(kind)
            for before in _declared()["levels"]["before"]:
                yield before + word, Meaning(target_of(table), Kind.of(kind))


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(files("loaders.sheets").joinpath("header_words.toml").read_text(encoding="utf-8"))


def meaning_of(words: Words, text: str) -> Meaning | None:
    """What a header means, also with a remark in brackets behind it or 名称, 类型 and so on joined to it."""
    spelt = key(text)
    for word in (spelt, _without_bracket(spelt)):
        if found := words.get(word) or _joined(words, word):
            return found
    return None


def _without_bracket(spelt: str) -> str:
    """A header without the remark behind it, unless that makes another column of it."""
    before, bracket, remark = spelt.removesuffix(")").rpartition("(")
    if not before or not bracket or not spelt.endswith(")"):
        return spelt
    another = _declared()["another"]
    changes = remark.startswith(tuple(another["beginning"])) or remark.endswith(tuple(another["ending"]))
    return spelt if changes else before


def _joined(words: Words, spelt: str) -> Meaning | None:
    """帮扶单位名称, 帮扶单位类型, 结对时间起始: a known word with one of the parts behind it."""
    for part, endings in _part_words().items():
        for ending in endings:
            before = words.get(spelt.removesuffix(ending)) if spelt.endswith(ending) else None
            if before and (found := _part(words, before, part)):
                return found
    return None


@cache
def _part_words() -> dict[str, list[str]]:
    return {part: [key(word) for word in words] for part, words in _declared()["parts"].items()}


def _part(words: Words, before: Meaning, part: str) -> Meaning | None:
    """What one part of a column is; None where the column has no such part."""
    if before.column == TERM and part in ("since", "through"):
        return Meaning(part)
    if not _is_end(before):
        return None
    if part == "name":
        return before
    return words.get(key(f"{before.column}_kind")) if part == "kind" else None


def _is_end(meaning: Meaning) -> bool:
    return meaning.column in ("helper", "recipient", "sender", "host")


def meaning_below(words: Words, above: str, below: str, *, spans: bool = False) -> Meaning | None:
    """What a header in two rows means: 帮扶单位 over 名称, 受扶方 over 县, 五支力量 over 东西部协作.

    `spans` says whether the upper word stands over several columns: only then does the lower one mean
    something by itself.
    """
    if not below or key(above) == key(below):
        return meaning_of(words, above)
    if not above:
        return meaning_of(words, below)
    if found := meaning_of(words, above + below):
        return found
    over, own = meaning_of(words, above), meaning_of(words, below)
    if own is None or not spans:
        return None
    if over is None or own.wide is not None:
        return own
    if _is_target(over) and own.column in PLACES:
        return Meaning(over.column, Kind.of(own.column))
    # 县 under 帮扶单位 is where the helper lies: nothing that a column of ours could hold.
    return None if _is_end(over) else own


def _is_target(meaning: Meaning) -> bool:
    return meaning.column in TARGET_COLUMN.values()


def column_of(table: Table, name: str) -> Column:
    """How a column is read that a header may name: one of the table's, or one that only offices write."""
    return _OFFICE_COLUMNS.get(name) or table.column(name)


_OFFICE_COLUMNS = {
    TERM: Column(TERM, "结对时间", Value.TERM_OF_DAYS, "First and last day in one cell."),
    **{kind.value: Column(kind.value, kind.zh, Value.TEXT, "Where the recipient lies.") for kind in PLACES},
    ORDINAL: Column(ORDINAL, "序号", Value.TEXT, "The number of the row."),
}


def mapped_words(mapped: Mapping[str, str]) -> Mapping[str, Words]:
    """Further words for each table, by its name: headers and the columns that they are to mean.

    Raises UsageError for a column that no table has.
    """
    words: dict[str, dict[str, Meaning]] = {table.name: {} for table in TABLES}
    for header, column in mapped.items():
        meanings = {table.name: meaning_of(words_of(table), column) for table in TABLES}
        if not any(meanings.values()):
            raise UsageError(
                f"--map {header}={column}：没有叫“{column}”的列，请写 helper、recipient 这样的列名或中文列名 · "
                f"--map {header}={column}: no table has a column {column!r}; write one like helper or recipient."
            )
        for table, meaning in meanings.items():
            if meaning:
                words[table][key(header)] = meaning
    return words
