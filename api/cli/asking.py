"""Every question is a command; its options, help and columns follow from its declaration."""

from functools import partial
from typing import Any

import click

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.destination import FORMATS, deliver, destination
from api.cli.session import opened, settings_of, shown_answer
from graph_model.errors import UsageError
from graph_model.question import NamedOption, Question, Takes
from visuals.words import Lang

_COMMON = {"format", "output", "store", "lang"}


def command(question: Question[Any, Any], lang: Lang) -> SaidCommand:
    declared = [_parameter(option, lang) for option in question.options]
    return SaidCommand(question.name, lang, partial(_run, question), [*declared, *_every_question_takes(lang)])


def _run(question: Question[Any, Any], **given: Any) -> int:
    settings = settings_of(given)
    where = destination(given["format"], given["output"])
    options = {name: value for name, value in given.items() if name not in _COMMON and value not in (None, False)}
    if empty := next((name for name, value in options.items() if value == ""), None):
        raise UsageError(f"--{empty.replace('_', '-')} 是空的，请写上或去掉 · is empty: fill it in or leave it out.")
    with opened(settings) as desk:
        shown = shown_answer(desk, question, options, settings.lang, ask_if_fictional=where.for_people)
        deliver(shown, where)
    return 0


def _parameter(declared: NamedOption, lang: Lang) -> click.Parameter:
    name, option = declared.name.rstrip("_"), declared.option
    takes = words.TAKES.get(option.takes.name.lower(), words.TAKES["text"]).said(lang)
    help = words.EXPLAINED.get(option.zh, option.zh) if lang is Lang.ZH else option.meaning
    choices = option.choices or tuple(f"{term}" for term in option.terms or ())
    if choices and lang is Lang.ZH and option.terms:
        choices = tuple(term if term == term.zh else f"{term.zh}({term})" for term in option.terms)
    if choices:
        help = f"{help} {words.CHOICES.said(lang, choices=', '.join(choices))}"
    if option.argument:
        return SaidArgument(name, takes, help, required=True)
    return SaidOption(name, help, None if option.takes is Takes.FLAG else takes)


def _every_question_takes(lang: Lang) -> list[click.Parameter]:
    def option(name: str, help: str, takes: str) -> SaidOption:
        return SaidOption(name, help, words.TAKES[takes].said(lang), words.COMMON_OPTIONS)

    return [
        option("as_of", words.AS_OF.said(lang), "day"),
        option("known_at", words.KNOWN_AT.said(lang), "moment"),
        option("limit", words.LIMIT.said(lang), "count"),
        option("cursor", words.CURSOR.said(lang), "text"),
        option("format", words.FORMAT.said(lang, choices="|".join(FORMATS)), "text"),
        option("output", words.OUTPUT.said(lang), "file"),
        *common_options(lang, words.COMMON_OPTIONS),
    ]
