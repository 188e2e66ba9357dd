"""What a workbook says about itself: the question, the two clocks, the options, the columns."""

from collections.abc import Iterator

from visuals import words
from visuals.shown import Shown, heading_text
from visuals.words import Lang, Words


def about_rows(shown: Shown) -> Iterator[list[str]]:
    lang = shown.lang
    if shown.fictional:
        yield [words.FICTIONAL]
    yield [words.QUESTION.said(lang), f"{shown.title.said(lang)} ({shown.name})"]
    if lang is Lang.EN and shown.meaning:
        yield [words.MEANING.said(lang), shown.meaning]
    if shown.as_of is not None:
        yield [words.DAY.said(lang), shown.as_of]
    yield [words.LEDGER.said(lang), str(shown.known_at)]
    yield [words.TOTAL.said(lang), str(shown.total)]
    if shown.count < shown.total:
        yield [words.HERE.said(lang), str(shown.count)]
    yield [words.OPTIONS.said(lang), _options(shown)]
    yield []
    yield from _columns(shown)


def _options(shown: Shown) -> str:
    given = [
        f"{name}={'true' if value is True else value}"
        for name, value in shown.options.items()
        if value not in (None, False)
    ]
    return ", ".join(given) or words.NO_OPTIONS.said(shown.lang)


def _columns(shown: Shown) -> Iterator[list[str]]:
    """Heading, field name, and the code of each word that the column may hold."""
    lang = shown.lang
    headings: list[Words] = [words.COLUMNS, words.FIELD, words.CODES]
    yield [heading.said(lang) for heading in (*headings, *([words.MEANING] if lang is Lang.EN else ()))]
    for name, column in zip(shown.names, shown.columns, strict=True):
        terms = column.heading.terms
        codes = "; ".join(f"{words.word(term, terms, lang)} = {term}" for term in terms or ())
        meaning = [column.heading.meaning] if lang is Lang.EN else []
        yield [heading_text(column, lang), name, codes, *meaning]
