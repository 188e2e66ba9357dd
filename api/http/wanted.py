"""What a request asks for: its options, checked for what no option can be, and how the answer is to be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.http.formats import Format, chosen_format, takes_gzip
from api.http.languages import accepted
from api.http.problems import ProblemError
from visuals.words import Lang, Words

MOST_ROWS = 10_000
USUAL_ROWS = 100
_MOST_PARAMETERS = 50
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`options` are texts, flags True or left out; `packed` asks for gzip."""

    options: Mapping[str, str | bool]
    format: Format
    lang: Lang
    packed: bool


def wanted(request: Request, flags: frozenset[str] = frozenset()) -> Wanted:
    """Raises ProblemError for an option without a value or given twice, and for a flag neither true nor false."""
    options = query_of(request)
    headers = request.headers
    format = chosen_format(options.pop("format", None), headers.get("accept", ""))
    return Wanted(
        options={name: value for name, text in options.items() if (value := _value(name, text, flags))},
        format=format,
        lang=accepted(headers.get("accept-language", "")),
        packed=takes_gzip(headers.get("accept-encoding", "")),
    )


def query_of(request: Request, *, may_be_empty: bool = False) -> dict[str, str]:
    """The parameters of the address; those that `may_be_empty` are left out, else they are a mistake.

    Where they may be, a form wrote them: boxes of one name that are ticked are one option, with commas between.
    """
    text = request.scope["query_string"].decode("ascii", "replace")
    if not text:
        return {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        raise ProblemError(400, Words("地址里的选项读不懂。", "The options in the address cannot be read.")) from None
    if may_be_empty:
        pairs = _of_form(pairs)
    _check(pairs)
    return dict(pairs)


def _of_form(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    ticked = dict[str, list[str]]()
    for name, value in pairs:
        if value.strip():
            ticked.setdefault(name, []).append(value)
    return [(name, ",".join(values)) for name, values in ticked.items()]


def _check(pairs: list[tuple[str, str]]) -> None:
    """Raises ProblemError for an option that is given twice, is empty, or holds what no text may hold."""
    if len(dict(pairs)) < len(pairs):
        raise ProblemError(422, Words("同一个选项只能写一次。", "An option may be given once."))
    if empty := next((name for name, value in pairs if not value.strip() or not name), None):
        raise ProblemError(
            422, Words(f"{empty} 是空的，请写上或去掉。", f"{empty} is empty: fill it in or leave it out.")
        )
    if any("\0" in name or "\0" in value for name, value in pairs):
        raise ProblemError(422, Words("选项里不能有空字符。", "An option cannot hold a null character."))


def _value(name: str, text: str, flags: frozenset[str]) -> str | bool:
    return flag(name, text) if name in flags else text


def flag(name: str, text: str) -> bool:
    """Whether an option says yes. Raises ProblemError for what is neither yes nor no."""
    if (said := _FLAGS.get(text.lower())) is None:
        raise ProblemError(422, Words(f"{name} 要写 true 或 false。", f"{name} takes true or false."))
    return said


def lang_of(options: Mapping[str, str]) -> Lang:
    """The language that an address asks for. Raises ProblemError for any but zh and en."""
    lang = options.get("lang", Lang.ZH)
    if lang not in tuple(Lang):
        raise ProblemError(422, Words("lang 要写 zh 或 en。", "lang is zh or en."))
    return Lang(lang)
