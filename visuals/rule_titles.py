"""The title of a rule, in the language of the reader."""

from graph_model.rules import Rule
from visuals.words import Lang


def title_of(rule: Rule, lang: Lang) -> str:
    """The pack's own; its Chinese one where it has no English."""
    return (rule.title_en or rule.title) if lang is Lang.EN else rule.title
