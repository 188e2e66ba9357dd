"""该找谁: the field that the address names in full, or every field with the first unit to ask in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_model.vocabulary import Field
from queries.whom_to_ask import WHOM_TO_ASK
from visuals.pages.ask import Ask
from visuals.pages.county.advice import MOST, Advice, Subject, advice_of, subject_of
from visuals.words import word


@dataclass(frozen=True, slots=True)
class Whom:
    """`field` and `name` of the chosen field are empty where none is; then `subjects` answer for all of them."""

    field: str
    name: str
    advice: Sequence[Advice]
    total: int
    subjects: Sequence[Subject]

    @property
    def further(self) -> int:
        return self.total - len(self.advice)


def whom(ask: Ask, unit: str) -> Whom:
    """Of a county, by its id."""
    field = _field_named(ask.options.get("field", ""))
    if not field:
        return Whom("", "", (), 0, [_subject(ask, unit, each) for each in Field])
    answer = ask.answer(WHOM_TO_ASK, unit=unit, field=field)
    told = [advice_of(row, ask.day, ask.lang) for row in answer.page(0, min(answer.total, MOST))]
    return Whom(field, word(field, Field, ask.lang), told, answer.total, ())


def _field_named(text: str) -> str:
    """The code of the field that an address names by its code or in English."""
    return next((str(each) for each in Field if text.casefold() in (each, each.en.casefold())), text)


def _subject(ask: Ask, unit: str, field: Field) -> Subject:
    answer = ask.answer(WHOM_TO_ASK, unit=unit, field=str(field))
    return subject_of(field, answer.page(0, 1)[0], answer.total, ask.day, ask.lang)
