"""`bangfu report`: the monthly meeting's report about a place, as one HTML file or a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.destination import appearing, check_folder
from api.cli.looking_at import looking_at
from api.cli.session import settings_of
from graph_model.errors import UsageError
from visuals.words import Lang

if TYPE_CHECKING:
    from visuals.report.report import Report

_SUFFIXES = (".html", ".pdf")


def command(lang: Lang) -> SaidCommand:
    takes = words.TAKES
    params = [
        SaidArgument("file", takes["file"].said(lang), words.REPORTED.said(lang), required=True),
        SaidOption("within", words.REPORT_OF.said(lang), takes["unit"].said(lang)),
        SaidOption("since", words.LAST_MEETING.said(lang), takes["moment"].said(lang)),
        SaidOption("as_of", words.AS_OF.said(lang), takes["day"].said(lang)),
        SaidOption("known_at", words.KNOWN_AT.said(lang), takes["moment"].said(lang)),
        *common_options(lang),
    ]
    return SaidCommand("report", lang, _run, params)


def _run(
    file: str, within: str | None, since: str | None, as_of: str | None, known_at: str | None, **given: Any
) -> int:
    settings, path = settings_of(given), Path(file).expanduser()
    _check(path, within)
    with looking_at(settings, path, as_of, known_at) as at:
        from api.meetings import last_meeting
        from visuals.report.report import report_of

        slot = at.unit(within)
        assert slot is not None  # checked above
        then = last_meeting(at.desk, since, at.day, at.graph.known_at)
        _write(report_of(at.graph, slot, at.day, then, settings.lang, fictional=at.fictional), path)
    return 0


def _write(report: "Report", path: Path) -> None:
    from visuals.pdf import write_pdf
    from visuals.report.page import report_page

    page = report_page(report)
    with appearing(path) as out:
        if path.suffix.lower() == ".pdf":
            write_pdf(page, out)
        else:
            out.write(page.encode())


def _check(path: Path, within: str | None) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"{path} 的后缀不能用，请用 {'、'.join(_SUFFIXES)} · "
            f"does not say its format by its suffix: end it in {', '.join(_SUFFIXES)}."
        )
    if within is None:
        raise UsageError(
            "要写明是哪里的报告：--within 县、市（州）或省 · say whose report it is: --within a county, a prefecture "
            "or the province."
        )
    check_folder(path)
