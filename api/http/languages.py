"""Chinese or English, by what a request accepts."""

import re

from visuals.words import Lang

_PART = re.compile(r"\s*([A-Za-z*][A-Za-z0-9*-]*)\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*")


def accepted(header: str) -> Lang:
    """The language of an `Accept-Language`; Chinese where it names neither, or both alike.

    >>> accepted("en-GB,en;q=0.9,zh;q=0.8"), accepted("fr"), accepted("")
    (<Lang.EN: 'en'>, <Lang.ZH: 'zh'>, <Lang.ZH: 'zh'>)
    """
    wanted = {Lang.ZH: 0.0, Lang.EN: 0.0}
    for part in header.split(","):
        if found := _PART.fullmatch(part):
            lang = found[1].lower().partition("-")[0]
            if lang in tuple(Lang):
                wanted[Lang(lang)] = max(wanted[Lang(lang)], _quality(found[2]))
    return Lang.EN if wanted[Lang.EN] > wanted[Lang.ZH] else Lang.ZH


def _quality(text: str | None) -> float:
    try:
        return 1.0 if text is None else float(text)
    except ValueError:
        return 0.0


def in_one_language(sentence: str, lang: Lang) -> str:
    """Half of a sentence that says the same in Chinese and, behind ` · `, in English; all of any other.

    >>> in_one_language("没有这个单位 · there is no such unit.", Lang.EN)
    'there is no such unit.'
    """
    halves = sentence.split(" · ")
    return halves[lang is Lang.EN] if len(halves) == 2 else sentence
