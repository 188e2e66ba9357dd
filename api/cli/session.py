"""What the commands share: the settings given anywhere, the open store, an answer to be shown."""

import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

from api.settings import Settings
from graph_model.days import iso
from graph_model.question import Question
from visuals.shown import Shown
from visuals.words import Lang, Words

if TYPE_CHECKING:
    from api.desk import Desk


def settings_of(given: Mapping[str, Any], own_store: str | None = None) -> Settings:
    """`--store` and `--lang` may stand before the command or after it; after it wins.

    A command with a store of its own passes BANGFU_STORE over: that one holds somebody's data.
    """
    before = click.get_current_context().find_root().params
    store, lang = (before.get(name) if given.get(name) is None else given[name] for name in ("store", "lang"))
    return Settings.read(os.environ, store=own_store if store is None else store, lang=lang)


def opened(settings: Settings, *, create: bool = False) -> "AbstractContextManager[Desk]":
    from api.desk import Desk

    return Desk.open(settings.store, create=create)


def shown_answer(
    desk: "Desk",
    question: Question[Any, Any],
    options: Mapping[str, str | bool],
    lang: Lang,
    *,
    ask_if_fictional: bool = False,
) -> Shown:
    asked = desk.answer(question.name, options)
    return Shown(
        name=question.name,
        title=Words(question.title, question.title_en),
        columns=question.columns,
        total=asked.total,
        count=len(asked),
        page=asked.page,
        known_at=asked.known_at,
        as_of=iso(asked.as_of),
        next=asked.next,
        meaning=question.meaning,
        options=options,
        lang=lang,
        in_parts=any(option.argument for _, option, _ in question.options),
        fictional=ask_if_fictional and desk.status().example,
    )


def tell(*lines: str) -> None:
    """Lines for a person, on stdout."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
