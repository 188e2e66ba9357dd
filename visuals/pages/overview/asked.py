"""What an address of the overview asks for, checked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph_model.errors import UsageError
from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force
from queries.selection import select_rules
from visuals.pages.ask import Ask
from visuals.pages.options import one_of

OPTIONS = ("group", "force", "view", "ending", "part")
"""`view` is `flow`; `ending` a month (2027-01) or `soon`; `part` is `day`: only what changes with the day."""

SOON = "soon"
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """`rules` are those of the group and force asked for; `of_force` those of any group."""

    group: str | None
    force: Force | None
    rules: Sequence[Rule]
    of_force: Sequence[Rule]
    is_flow: bool
    ending: str
    only_day: bool

    @property
    def is_all(self) -> bool:
        return self.group is None and self.force is None


def asked_of(ask: Ask) -> Asked:
    """Raises UsageError for a value that the overview does not know."""
    group, force = _group(ask.graph, ask.options.get("group")), _force(ask.options.get("force"))
    return Asked(
        group=group,
        force=force,
        rules=select_rules(ask.graph, None, group, force),
        of_force=select_rules(ask.graph, None, None, force),
        is_flow=one_of("view", ask.options.get("view", ""), ("", "flow")) == "flow",
        ending=_ending(ask.options.get("ending", "")),
        only_day=one_of("part", ask.options.get("part", ""), ("", "day")) == "day",
    )


def _group(graph: Snapshot, text: str | None) -> str | None:
    groups = sorted({rule.group for rule in graph.rules})
    return None if not text else one_of("group", text, groups)


def _force(text: str | None) -> Force | None:
    return None if not text else Force.of(one_of("force", text, tuple(Force)))


def _ending(text: str) -> str:
    if text in ("", SOON) or _MONTH.fullmatch(text):
        return text
    raise UsageError(
        f"ending 要写一个月份，如 2027-01，或 soon · ending is a month like 2027-01, or soon; {text!r} is not."
    )
