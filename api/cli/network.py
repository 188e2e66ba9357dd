"""`bangfu network`: the graph around a unit or within a place, as one HTML file."""

from pathlib import Path
from typing import Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.destination import appearing, check_folder
from api.cli.looking_at import looking_at
from api.cli.session import settings_of
from graph_model.errors import UsageError
from visuals.words import Lang


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
    with looking_at(settings, path, as_of, known_at) as at:
        from visuals.network.asked import MOST, NetworkAsk
        from visuals.network.page import write_network

        place, unit = at.unit(within), at.unit(around)
        middle = unit if place is None else place
        ask = NetworkAsk(at.day, within=place, around=unit, limit=MOST)
        title = "" if middle is None else at.graph.name(middle)
        with appearing(path) as out:
            write_network(at.graph, ask, settings.lang, out, title=title, fictional=at.fictional)
    return 0


def _check(path: Path, within: str | None, around: str | None) -> None:
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{path} 的后缀要是 .html · must end in .html.")
    if within is not None and around is not None:
        raise UsageError("--within 和 --around 只能用一个 · give --within or --around, not both.")
    check_folder(path)
