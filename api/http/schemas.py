"""JSON Schema of rows and options, from their declarations: types, closed lists, and what each field means."""

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from api.http.wanted import MOST_ROWS
from graph_model.question import Heading, NamedHeading, NamedOption, Option, Takes, columns_of
from graph_model.vocabulary import Group, Term

Schema = dict[str, Any]

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", dict: "object", list: "array"}
_OPEN_LISTS = (Group,)
"""Closed lists that a rule pack of one's own may add to."""
_EXAMPLES = {
    "within": "凉山州",
    "rule": "county-central-soe",
    "group": "five_forces",
    "unit": "昭觉县",
    "helper": "330200",
    "recipient": "513431",
    "sender": "四川省财政厅",
    "host": "513431",
    "around": "昭觉县",
    "search": "zhaojue",
    "since": "0",
    "until": "1",
    "from": "2026-01",
    "to": "2026-12",
}
"""From the real data of the 39 counties."""
_ONE = r"^[^\u0000,，]*[^\s\u0000,，][^\u0000,，]*$"
"""One of several texts with commas between."""
_TEXTS: Schema = {"type": "string", "minLength": 1, "pattern": r"^[^\u0000]*\S[^\u0000]*$"}


def row_schema(row: Any) -> Schema:
    """The schema of a NamedTuple that declares its headings."""
    hints = {name.rstrip("_"): get_args(hint)[0] for name, hint in get_type_hints(row, include_extras=True).items()}
    return object_schema(columns_of(row), hints)


def object_schema(columns: Any, hints: dict[str, Any] | None = None) -> Schema:
    """An object of all these fields, each with its meaning; `hints` are their types, if anybody knows."""
    properties = {column.name: _field(column, (hints or {}).get(column.name, Any)) for column in columns}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _field(column: NamedHeading, hint: Any) -> Schema:
    return {**of_type(hint, column.heading.terms), "title": column.heading.zh, "description": said(column.heading)}


def said(heading: Heading) -> str:
    return f"{heading.en}: {heading.meaning}"


def of_type(hint: Any, terms: type[Term] | None = None) -> Schema:
    """The schema of a type; `terms` are the codes that its texts are."""
    origin, inside = get_origin(hint) or hint, get_args(hint)
    if origin in (Union, UnionType):
        return _or_null(of_type(next(each for each in inside if each is not NoneType), terms))
    if origin is list:
        return {"type": "array", "items": of_type(inside[0], terms) if inside else {}}
    if origin is dict:
        return {"type": "object", "additionalProperties": of_type(inside[1]) if inside else True}
    if origin not in _PLAIN:
        return {}
    closed = origin is str and terms is not None and terms not in _OPEN_LISTS
    codes = {"enum": [str(term) for term in terms or ()]} if closed else {}
    return {"type": _PLAIN[origin], **codes}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]} if "enum" in schema else {**schema, "type": [schema["type"], "null"]}


def option_parameter(declared: NamedOption) -> Schema:
    name, option = declared.name.rstrip("_"), declared.option
    schema = _taken(declared)
    parameter: Schema = {
        "name": name,
        "in": "query",
        "required": option.argument,
        "description": f"{option.zh} · {option.meaning.replace('--', '')}",
        "schema": schema,
    }
    if option.takes in (Takes.TERMS, Takes.UNITS):
        parameter |= {"style": "form", "explode": False}
    if name in _EXAMPLES:
        parameter["example"] = _EXAMPLES[name]
    return parameter


def _taken(declared: NamedOption) -> Schema:
    option = declared.option
    if option.takes is Takes.FLAG:
        return {"type": "boolean", "default": False}
    if option.takes is Takes.COUNT:
        return {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
    if option.takes is Takes.CHOICE:
        return {"type": "string", "enum": list(option.choices)}
    one = _written(option)
    return {"type": "array", "items": one, "minItems": 1} if option.takes in (Takes.TERMS, Takes.UNITS) else one


def _written(option: Option) -> Schema:
    if option.terms is not None:
        return {"type": "string", "enum": list(dict.fromkeys([*map(str, option.terms), *(t.zh for t in option.terms)]))}
    return {**_TEXTS, "pattern": _ONE} if option.takes is Takes.UNITS else dict(_TEXTS)


def common_parameters(*, paged: bool) -> list[Schema]:
    """What every question takes."""

    def parameter(name: str, meaning: str, schema: Schema, example: Any = None) -> Schema:
        made = {"name": name, "in": "query", "required": False, "description": meaning, "schema": schema}
        return made if example is None else {**made, "example": example}

    clocks = [
        parameter(
            "as_of",
            "截至哪一天 · The day asked about; a month or year means its last day. Default: today in Asia/Shanghai.",
            {"type": "string", "format": "date"},
            "2026-06-30",
        ),
        parameter(
            "known_at",
            "账本 · What the ledger held after this import (a number) or at this time. Default: now.",
            dict(_TEXTS),
            "0",
        ),
    ]
    pages = [
        parameter(
            "limit",
            "最多几行 · Rows in this answer. Default: 100 as JSON, all in the other formats.",
            {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
            100,
        ),
        parameter(
            "cursor",
            "翻页 · The `next` of the page before. It pins as_of and known_at, so a walk misses nothing.",
            dict(_TEXTS),
        ),
    ]
    return [*clocks, *(pages if paged else [])]
