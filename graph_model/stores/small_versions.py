"""Returns, rules, packs and aliases as one line of JSON each: there are few of them."""

import json
from typing import Any

from graph_model.rules import Rule, from_body, to_body
from graph_model.snapshot.history import AliasVersion, PackVersion, ReturnVersion, RuleVersion

SMALL: dict[str, type[Any]] = {
    "returns": ReturnVersion,
    "rules": RuleVersion,
    "packs": PackVersion,
    "aliases": AliasVersion,
}


def to_json(row: Any) -> str:
    body = {key: to_body(value) if isinstance(value, Rule) else value for key, value in row._asdict().items()}
    del body["added"], body["removed"]
    return json.dumps(body, ensure_ascii=False)


def from_json(what: str, text: str, added: int, removed: int) -> Any:
    body = json.loads(text)
    if "rule" in body:
        body["rule"] = from_body(body["rule"])
    return SMALL[what](**body, added=added, removed=removed)
