"""`bangfu rules`: the rules in force, one line for each force where a rule has one for each."""

from api.cli.commands import SaidCommand
from api.cli.listing import listing
from api.rule_list import TITLE, rule_columns, rule_rows
from visuals.words import Lang


def command(lang: Lang) -> SaidCommand:
    return listing("rules", TITLE, rule_columns, rule_rows, lang)
