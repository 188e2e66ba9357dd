"""What the commands share: the settings given anywhere, the open store, an answer to be shown."""

import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

from api.settings import Settings
from api.showing import shown_of
from graph_model.errors import UsageError
from graph_model.question import Question
from visuals.shown import Shown
from visuals.words import Lang

if TYPE_CHECKING:
    from api.desk import Desk


def settings_of(given: Mapping[str, Any], own_store: str | None = None) -> Settings:
    """`--store` and `--lang` may stand before the command or after it; after it wins.

    A command with a store of its own passes BANGFU_STORE over: that one holds somebody's data.
    """
    said, context = dict(given), click.get_current_context().parent
    while context is not None:
        said = context.params | {name: value for name, value in said.items() if value is not None}
        context = context.parent
    store, lang = said.get("store"), said.get("lang")
    return Settings.read(os.environ, store=own_store if store is None else store, lang=lang)


def opened(settings: Settings, *, create: bool = False, adopt: bool = False) -> "AbstractContextManager[Desk]":
    from api.desk import Desk

    return Desk.open(settings.store, create=create, adopt=adopt)


def shown_answer(
    desk: "Desk",
    question: Question[Any, Any],
    options: Mapping[str, str | bool],
    lang: Lang,
    *,
    ask_if_fictional: bool = False,
) -> Shown:
    asked = desk.answer(question.name, options)
    return shown_of(asked, options, lang, fictional=ask_if_fictional and desk.is_fictional())


def receipt_format(format: str | None) -> str:
    """`table` where nothing is said. Raises UsageError for what a receipt does not have."""
    if format not in (None, "table", "json"):
        raise UsageError(f"--format {format!r} 应为 table 或 json · must be table or json.")
    return format or "table"


def tell(*lines: str) -> None:
    """Lines for a person, on stdout."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
