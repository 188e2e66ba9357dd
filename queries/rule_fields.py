"""A rule in the fields of a pack, as one JSON object."""

from typing import Any

from graph_model.days import BEGINNING, OPEN, iso
from graph_model.rules import Rule

RULE_FIELDS = (
    *("id", "pack", "title", "title_en", "group", "scope", "recipient", "link", "force", "helper", "post", "field"),
    *("role", "each", "needs", "min", "max", "inherit", "since", "through", "clause"),
)
"""What `rule_row` says, in its order."""


def rule_row(pack: str, rule: Rule) -> dict[str, Any]:
    """The rule as INTERFACES §1 names its fields; days are `since` and `through`."""
    return {
        "id": rule.id,
        "pack": pack,
        "title": rule.title,
        "title_en": rule.title_en or None,
        "group": rule.group or None,
        "scope": rule.scope or None,
        "recipient": [str(kind) for kind in rule.recipient],
        "link": str(rule.link),
        "force": [str(force) for force in rule.force],
        "helper": [str(kind) for kind in rule.helper],
        "post": [str(post) for post in rule.post],
        "field": [str(field) for field in rule.field],
        "role": [str(role) for role in rule.role],
        "each": rule.each or None,
        "needs": list(rule.needs),
        "min": rule.min,
        "max": rule.max,
        "inherit": rule.inherit,
        "since": None if rule.since == BEGINNING else iso(rule.since),
        "through": None if rule.until == OPEN else iso(rule.until - 1),
        "clause": rule.clause or None,
    }
