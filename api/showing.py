"""An answer of the desk as what the writers of every format take."""

from collections.abc import Mapping

from api.answers import Asked
from graph_model.days import iso
from queries.unit import UNIT
from visuals.shown import Shown
from visuals.words import Lang, Words


def shown_of(asked: Asked, options: Mapping[str, str | bool], lang: Lang, *, fictional: bool) -> Shown:
    question = asked.question
    return Shown(
        name=question.name,
        title=Words(question.title, question.title_en),
        columns=question.columns,
        total=asked.total,
        count=len(asked),
        page=asked.page,
        known_at=asked.known_at,
        as_of=iso(asked.as_of),
        next=asked.next,
        meaning=question.meaning,
        options=options,
        lang=lang,
        in_parts=question is UNIT,
        fictional=fictional,
    )
