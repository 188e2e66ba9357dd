"""`bangfu imports`: every import, and what it changed."""

from api.cli.commands import SaidCommand
from api.cli.listing import listing
from api.import_list import COLUMNS, TITLE, import_rows
from visuals.words import Lang


def command(lang: Lang) -> SaidCommand:
    return listing("imports", TITLE, lambda _: COLUMNS, import_rows, lang)
