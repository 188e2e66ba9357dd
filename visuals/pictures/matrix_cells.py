"""What a cell of the matrix says: a state in words, or how many of many units are met."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph_model.vocabulary import State
from visuals.words import Lang, Words, word

_GOOD_SHARE = 60
"""Percent from which a cell of many units is short and not a gap as a whole."""

_SHORT: Mapping[State, Words] = {
    State.COVERED: Words("", ""),
    State.OVER: Words("超", "over"),
    State.INHERITED: Words("挂名", "name"),
    State.PLANNED: Words("待启", "plan"),
    State.LAPSED: Words("到期", "end"),
    State.UNCOVERED: Words("缺", "0"),
    State.UNKNOWN: Words("?", "?"),
}
_ALL = Words("{met}/{all} 满足", "{met} of {all} met")
_AND = Words("，", ", ")


@dataclass(frozen=True, slots=True)
class Cell:
    """`look` is a state or `some` (many units, most met), `few` (most not), `none` (no rule applies)."""

    said: str
    look: str
    told: str


def short_words(lang: Lang) -> Mapping[str, str]:
    """What a cell says of a state; of one that is partial, an example."""
    return {state: "1/2" if state is State.PARTIAL else _SHORT[state].said(lang) for state in State}


@lru_cache(maxsize=16_384)  # most cells say what another has said
def cell_of(numbers: tuple[int, ...], slots: int, filled: int, lang: Lang) -> Cell:
    """`numbers` of units by state, in the order of State; `slots` owed to them and those that are filled."""
    counts = dict(zip(State, numbers, strict=True))
    applies = sum(numbers)
    if not applies:
        return Cell("", "none", "")
    met = counts[State.COVERED] + counts[State.OVER]
    each = _AND.said(lang).join(f"{word(state, State, lang)} {count}" for state, count in counts.items() if count)
    told = f"{_ALL.said(lang, met=met, all=applies)} · {each}"
    only = next((state for state, count in counts.items() if count == applies), None)
    if only is State.PARTIAL:
        return Cell(f"{filled}/{slots}", only, told)
    if only is not None:
        return Cell(_SHORT[only].said(lang), only, told)
    return _of_many(counts, met, applies, told)


def _of_many(counts: Mapping[State, int], met: int, applies: int, told: str) -> Cell:
    unknown = counts[State.UNKNOWN]
    known = applies - unknown
    share = round(100 * met / known)
    mostly_unknown = 2 * unknown > applies
    # A share of the few that are known would say more than anybody knows.
    said = f"{met}/{applies}" if mostly_unknown or applies < 10 else f"{share}"
    look = _look(met == known, share, mostly_unknown=mostly_unknown)
    return Cell(said + ("?" if unknown else ""), look, told)


def _look(all_met: bool, share: int, *, mostly_unknown: bool) -> str:
    if mostly_unknown:
        return State.UNKNOWN
    if all_met:
        return State.COVERED
    return "some" if share >= _GOOD_SHARE else "few"
