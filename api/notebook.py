"""For a notebook: every question as a function that gives a pandas DataFrame.

from api.notebook import open_store
bangfu = open_store("bangfu-demo.db")
bangfu.gaps(as_of="2026-06-30", within="凉山州")
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from api.desk import Desk
from api.settings import Settings
from graph_model.errors import UsageError
from graph_model.question import Question
from queries import QUESTIONS

if TYPE_CHECKING:
    import pandas as pd

_EVERY_QUESTION_TAKES = ("as_of", "known_at", "limit", "cursor")
_CHUNK = 50_000


def open_store(store: str | None = None) -> "Notebook":
    """The store of that name, else of BANGFU_STORE, else bangfu.db in the working folder."""
    return Notebook(Settings.read(os.environ, store=store).store)


class Notebook:
    """`full-domain` is `full_domain` here, and `from` is `from_`, as Python has it."""

    def __init__(self, store: os.PathLike[str] | str) -> None:
        self._open = ExitStack()
        self._desk = self._open.enter_context(Desk.open(os.fspath(store)))

    def __getattr__(self, name: str) -> "Callable[..., pd.DataFrame]":
        question = QUESTIONS.get(name.replace("_", "-"))
        if question is None:
            raise AttributeError(f"{name}: 没有这个问题 · is no question; there are: {', '.join(_names())}.")
        return partial(self.ask, question)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *_names()]

    def __enter__(self) -> "Notebook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._open.close()

    def ask(self, question: Question[Any, Any], *arguments: object, **options: object) -> "pd.DataFrame":
        """All rows at once, whatever their number; an empty answer keeps its columns."""
        import pandas as pd

        asked = self._desk.answer(question.name, _as_typed(question, arguments, options))
        columns = [name.rstrip("_") for name, _ in question.columns]
        rows = [
            row for start in range(0, len(asked), _CHUNK) for row in asked.page(start, min(start + _CHUNK, len(asked)))
        ]
        return pd.DataFrame(rows, columns=columns)


def _names() -> list[str]:
    return [name.replace("-", "_") for name in QUESTIONS]


def _as_typed(
    question: Question[Any, Any], arguments: tuple[object, ...], options: dict[str, object]
) -> dict[str, str | bool | None]:
    """The options as the command line would have them, positional ones by their names."""
    known = [name.rstrip("_") for name, *_ in question.options]
    positional = [name.rstrip("_") for name, option, _ in question.options if option.argument]
    if len(arguments) > len(positional):
        raise UsageError(
            f"{question.name}: 选项要写名字，例如 within=… · options go by name, such as within=…: "
            f"{', '.join([*known, *_EVERY_QUESTION_TAKES])}."
        )
    given = {**dict(zip(positional, arguments, strict=False)), **_by_name(options)}
    if unknown := given.keys() - {*known, *_EVERY_QUESTION_TAKES}:
        raise UsageError(
            f"{question.name}: 没有选项 {', '.join(sorted(unknown))} · has no such option; it takes: "
            f"{', '.join([*known, *_EVERY_QUESTION_TAKES])}."
        )
    return {name: _text(value) for name, value in given.items()}


def _by_name(options: dict[str, object]) -> dict[str, object]:
    return {name.rstrip("_"): value for name, value in options.items()}


def _text(value: object) -> str | bool | None:
    """A date, a number or a text as it would be typed."""
    return value if value is None or isinstance(value, bool) else str(value)
