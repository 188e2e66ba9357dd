"""Lists of the store's own (imports, rules): shown in the formats that an answer has."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from api.cli import words
from api.cli.commands import SaidCommand, SaidOption, common_options
from api.cli.destination import FORMATS, deliver, destination
from api.cli.session import opened, settings_of
from graph_model.question import NamedHeading
from visuals.shown import Shown
from visuals.words import Lang, Words

if TYPE_CHECKING:
    from api.desk import Desk


def listing(
    name: str,
    title: Words,
    columns: Callable[[Lang], Sequence[NamedHeading]],
    rows: "Callable[[Desk], Sequence[tuple[Any, ...]]]",
    lang: Lang,
    help: Words | None = None,
) -> SaidCommand:
    """A command that prints rows it gets from the desk."""

    def run(format: str | None, output: str | None, **given: Any) -> int:
        settings, where = settings_of(given), destination(format, output)
        with opened(settings) as desk:
            status = desk.status()
            shown = Shown.of_rows(
                name,
                title,
                columns(settings.lang),
                rows(desk),
                known_at=status.seq,
                lang=settings.lang,
                fictional=status.example,
            )
            deliver(shown, where)
        return 0

    text, file = words.TAKES["text"].said(lang), words.TAKES["file"].said(lang)
    params = [
        SaidOption("format", words.FORMAT.said(lang, choices="|".join(FORMATS)), text),
        SaidOption("output", words.OUTPUT.said(lang), file),
        *common_options(lang),
    ]
    return SaidCommand(name, lang, run, params, help)
