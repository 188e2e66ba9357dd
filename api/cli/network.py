"""`bangfu network`: the graph around a unit or within a place, as one HTML file."""

import sys
from pathlib import Path
from typing import Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.destination import appearing, check_folder
from api.cli.export import unit_named
from api.cli.session import opened, settings_of
from graph_model.errors import UsageError
from visuals.words import FICTIONAL, Lang


def command(lang: Lang) -> SaidCommand:
    takes = words.TAKES
    params = [
        SaidArgument("file", takes["file"].said(lang), words.DRAWN.said(lang), required=True),
        SaidOption("within", words.WITHIN.said(lang), takes["unit"].said(lang)),
        SaidOption("around", words.AROUND.said(lang), takes["unit"].said(lang)),
        SaidOption("as_of", words.AS_OF.said(lang), takes["day"].said(lang)),
        SaidOption("known_at", words.KNOWN_AT.said(lang), takes["moment"].said(lang)),
        *common_options(lang),
    ]
    return SaidCommand("network", lang, _run, params)


def _run(
    file: str, within: str | None, around: str | None, as_of: str | None, known_at: str | None, **given: Any
) -> int:
    settings, path = settings_of(given), Path(file).expanduser()
    _check(path, within, around)
    with opened(settings) as desk:
        from api.options import as_of_day, import_at
        from graph_model.days import today
        from visuals.network.chosen import chosen
        from visuals.network.page import write_network

        day = as_of_day({} if as_of is None else {"as_of": as_of}, today())
        newest = desk.graph()
        graph = newest if known_at is None else desk.graph(import_at(newest.history, known_at))
        place = None if within is None else unit_named(graph, within)
        unit = None if around is None else unit_named(graph, around)
        middle = unit if place is None else place
        fictional = desk.status().example
        picked = chosen(graph, day, within=place, around=unit)
        title = "" if middle is None else graph.name(middle)
        with appearing(path) as out:
            write_network(graph, picked, day, settings.lang, out, title=title, fictional=fictional)
    print(*([FICTIONAL] if fictional else []), path, sep="\n", file=sys.stderr)
    return 0


def _check(path: Path, within: str | None, around: str | None) -> None:
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{path} 的后缀要是 .html · must end in .html.")
    if within is not None and around is not None:
        raise UsageError("--within 和 --around 只能用一个 · give --within or --around, not both.")
    check_folder(path)
