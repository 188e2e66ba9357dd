"""Options that several questions share, declared once."""

from typing import Annotated

from graph_model.question import Option, Takes
from graph_model.vocabulary import Force, Kind

Within = Annotated[
    int | None, Option(Takes.UNIT, "范围", "Only units that are, or lie within, this unit (id or name).")
]
RuleId = Annotated[
    str | None, Option(Takes.RULE, "规则", "Only this rule: <id> means all its forces, <id>:<force> one.")
]
RuleGroup = Annotated[str | None, Option(Takes.GROUP, "规则组", "Only rules of this group.")]
RuleForce = Annotated[
    Force | None,
    Option(Takes.TERM, "帮扶力量", "Only rules that name this force, alone or among others.", Force),
]
LinkForce = Annotated[Force | None, Option(Takes.TERM, "帮扶力量", "Only links of this force.", Force)]
UnitKind = Annotated[Kind | None, Option(Takes.TERM, "单位类型", "Only units of this kind.", Kind)]
AllTime = Annotated[bool, Option(Takes.FLAG, "全部时间", "Links of all time, not only those in force on the day.")]
