"""The rules in force, one for each force where a rule has one for each: columns and rows for every way in."""

from typing import TYPE_CHECKING, Any

from graph_model.days import BEGINNING, OPEN, iso
from graph_model.question import Heading, NamedHeading
from graph_model.rules import Rule
from graph_model.vocabulary import Field, Force, Group, Kind, LinkTable, Post, Role
from visuals.words import Lang, Words

if TYPE_CHECKING:
    from api.desk import Desk

TITLE = Words("现行规则", "Rules in force")


def rule_columns(lang: Lang) -> list[NamedHeading]:
    english = lang is Lang.EN
    return [
        NamedHeading("id", Heading("规则", "Rule", "As --rule takes it.")),
        NamedHeading("title", Heading("名称", "Chinese title", "What it asks for.", brief=not english)),
        NamedHeading("title_en", Heading("英文名称", "Title", "What it asks for.", brief=english)),
        NamedHeading("group", Heading("规则组", "Group", "As --group takes it.", terms=Group)),
        NamedHeading("scope", Heading("范围", "Scope", "Tag of those it applies to.", brief=False)),
        NamedHeading("recipient", Heading("对象", "Recipients", "Kinds it applies to.", terms=Kind)),
        NamedHeading("link", Heading("关系", "Link", "What meets it.", terms=LinkTable)),
        NamedHeading("force", Heading("帮扶力量", "Forces", "Empty: any.", brief=False, terms=Force)),
        NamedHeading("helper", Heading("帮扶方", "Helpers", "Kinds; empty: any.", brief=False, terms=Kind)),
        NamedHeading("post", Heading("岗位", "Posts", "Empty: any.", brief=False, terms=Post)),
        NamedHeading("field", Heading("领域", "Fields", "Empty: any.", brief=False, terms=Field)),
        NamedHeading("role", Heading("角色", "Roles", "Empty: any.", brief=False, terms=Role)),
        NamedHeading("needs", Heading("须有", "Needs", "What a link must have.", brief=False)),
        NamedHeading("min", Heading("至少", "Min", "Helpers owed.")),
        NamedHeading("max", Heading("至多", "Max", "Empty: no limit.")),
        NamedHeading("inherit", Heading("可继承", "Inherits", "A unit above covers it in name.", brief=False)),
        NamedHeading("since", Heading("起始", "Since", "First day it is valid.", brief=False)),
        NamedHeading("through", Heading("截止", "Through", "Last day it is valid.", brief=False)),
        NamedHeading("clause", Heading("依据", "Clause", "The sentence it comes from.", brief=False)),
    ]


def rule_rows(desk: "Desk") -> list[tuple[Any, ...]]:
    return [_row(rule) for rule in desk.rules()]


def _row(rule: Rule) -> tuple[Any, ...]:
    lists = (rule.force, rule.helper, rule.post, rule.field, rule.role, rule.needs)
    return (
        *(rule.id, rule.title, rule.title_en or None, rule.group or None, rule.scope or None),
        *(list(rule.recipient), str(rule.link), *map(list, lists)),
        *(rule.min, rule.max, rule.inherit),
        None if rule.since == BEGINNING else iso(rule.since),
        None if rule.until == OPEN else iso(rule.until - 1),
        rule.clause or None,
    )
