"""Rules: what a unit is owed. Data in a TOML pack, expanded here into one rule for each force."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from graph_model.days import BEGINNING, OPEN
from graph_model.vocabulary import Field, Force, Kind, LinkTable, Post, Role

TERM_LISTS: Mapping[str, type[Kind] | type[Force] | type[Post] | type[Field] | type[Role]] = {
    "recipient": Kind,
    "force": Force,
    "helper": Kind,
    "post": Post,
    "field": Field,
    "role": Role,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as INTERFACES §1 names its fields; an empty tuple means any.

    `since` and `until` are days inside the program (half-open), BEGINNING and OPEN when not said.
    """

    id: str
    title: str
    recipient: tuple[Kind, ...]
    link: LinkTable
    title_en: str = ""
    group: str = ""
    scope: str = ""
    force: tuple[Force, ...] = ()
    helper: tuple[Kind, ...] = ()
    post: tuple[Post, ...] = ()
    field: tuple[Field, ...] = ()
    role: tuple[Role, ...] = ()
    each: Literal["", "force"] = ""
    needs: tuple[Literal["agreement"], ...] = ()
    min: int = 1
    max: int | None = None
    inherit: bool = False
    since: int = BEGINNING
    until: int = OPEN
    clause: str = ""
    declared: str = ""
    """The id in the pack, which `--rule` also takes: differs from `id` only under `each`."""

    def valid_on(self, day: int) -> bool:
        return self.since <= day < self.until

    @property
    def only_force(self) -> Force | None:
        return self.force[0] if len(self.force) == 1 else None


def expand(rule: Rule) -> list[Rule]:
    """One rule for each of its forces under `each = "force"`; an empty list of forces is all five."""
    if not rule.each:
        return [replace(rule, declared=rule.id)]
    return [
        replace(
            rule,
            id=f"{rule.id}:{force}",
            title=f"{rule.title}·{force.zh}",
            title_en=f"{rule.title_en} · {force.en}" if rule.title_en else "",
            force=(force,),
            declared=rule.id,
        )
        for force in rule.force or tuple(Force)
    ]


def expand_all(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Every rule that is asked about, in the order of their ids."""
    return tuple(sorted((each for rule in rules for each in expand(rule)), key=lambda rule: rule.id))


def to_body(rule: Rule) -> dict[str, Any]:
    """What the ledger keeps of a rule: its fields that differ from the default, as plain JSON."""
    defaults = {field.name: field.default for field in fields(Rule)}
    body = {key: value for key, value in asdict(rule).items() if value != defaults[key] and key != "declared"}
    return {key: list(map(str, value)) if isinstance(value, tuple) else value for key, value in body.items()}


def from_body(body: Mapping[str, Any]) -> Rule:
    """The rule that `to_body` wrote."""
    given = dict(body)
    for name, terms in TERM_LISTS.items():
        given[name] = tuple(terms.of(code) for code in given.get(name, ()))
    given["link"] = LinkTable.of(given["link"])
    given["needs"] = tuple(given.get("needs", ()))
    return Rule(**given)
