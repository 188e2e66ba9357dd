"""A report as one HTML file that needs nothing else: pictures inside, no request to anywhere."""

from functools import partial

from graph_model.days import iso
from graph_model.vocabulary import Force, Kind
from visuals.pictures.butterfly import butterfly
from visuals.pictures.curve import draw_curve
from visuals.pictures.domain_bars import PARTS, draw_bars
from visuals.pictures.matrix_cells import short_words
from visuals.pictures.months import cliffs
from visuals.pictures.state_marks import inline_mark, state_words
from visuals.report.links import SOON, month_later
from visuals.report.meeting import MOST
from visuals.report.report import Report
from visuals.report.words import WORDS
from visuals.templating import rendered
from visuals.words import FICTIONAL, Lang, said_from, word


def report_page(report: Report) -> str:
    lang = report.lang
    return rendered(
        "report.html",
        report=report,
        lang=lang.tag,
        say=partial(said_from, WORDS, lang),
        fictional=FICTIONAL if report.fictional else "",
        day=iso(report.day),
        then=iso(report.meeting.day),
        time=report.record.time[:16].replace("T", " "),
        days=SOON,
        last=month_later(report.day),
        most=MOST,
        butterfly=butterfly(report.seats, lang) if report.seats else "",
        bars=draw_bars(report.domain, lang),
        parts=[(name, words.said(lang)) for name, words in PARTS],
        curve=draw_curve(report.months, report.day, lang),
        cliffs=cliffs(report.months),
        mark=partial(inline_mark, lang=lang),
        states=[state for state, _ in state_words(lang)],
        swatches=[(state, said, short_words(lang)[state]) for state, said in state_words(lang)],
        forces=[(force, word(force, Force, lang)) for force in Force],
        kind_word=partial(_kind_word, lang),
    )


def _kind_word(lang: Lang, code: str) -> str:
    return word(code, Kind, lang)
