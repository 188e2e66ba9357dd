"""Options as somebody typed them, into the params of a question."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from graph_model.days import SHANGHAI, day_of, month_index, parse_day, parse_period
from graph_model.errors import NameNotFoundError, UsageError
from graph_model.names import Allowed, Directory
from graph_model.question import NamedOption, Question, Takes
from graph_model.snapshot.history import History
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Group
from loaders.cells.readers import alike, term_meant

COMMON = ("as_of", "known_at", "limit", "cursor")
"""Options that every question takes."""

Options = Mapping[str, str | bool | None]


def given(options: Options) -> dict[str, str | bool]:
    """The options that say something."""
    return {name.rstrip("_"): value for name, value in options.items() if value not in (None, "", False)}


class Names(Protocol):
    """What leads from a text to a unit of a graph."""

    @property
    def graph(self) -> Snapshot: ...

    def resolve(self, text: str, allowed: Allowed | None = None, prefer: Allowed | None = None) -> int: ...

    def has_parts(self, slot: int) -> bool: ...


def directory_of(graph: Snapshot) -> Directory:
    directory: Directory = graph.remember("directory", lambda: Directory(graph))
    return directory


def params_of(question: Question[Any, Any], names: Names, day: int, options: Mapping[str, str | bool]) -> Any:
    """The question's params. Raises UsageError for an option, a word or a name that is wrong."""
    known = {each.name.rstrip("_"): each for each in question.options}
    for name in options:
        if name not in known and name not in COMMON:
            allowed = "、".join(f"--{_dashed(each)}" for each in (*known, *COMMON))
            raise UsageError(
                f"{question.name} 没有选项 --{_dashed(name)}，可用 {allowed} · "
                f"{question.name} has no option --{_dashed(name)}; it takes {allowed}."
            )
    read = {
        each.name: _READ[each.option.takes](names, each, options[name])
        for name, each in known.items()
        if name in options
    }
    for each in question.options:
        if each.option.argument and each.name not in read:
            raise UsageError(f"{question.name} 要写明{each.option.zh} · {question.name} needs a {each.name}.")
    return question.params(day=day, **read)


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _unit(names: Names, _: NamedOption, text: Any) -> int:
    return names.resolve(str(text), prefer=names.has_parts)


def _units(names: Names, each: NamedOption, text: Any) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_unit(names, each, part) for part in _parts(each, text)))


def _parts(each: NamedOption, text: Any) -> list[str]:
    parts = [part.strip() for part in str(text).replace("，", ",").split(",")]
    if "" in parts:
        option = f"--{_dashed(each.name)}"
        raise UsageError(
            f"{option} {str(text)!r}：两个逗号之间是空的 · {option} {str(text)!r}: there is nothing between two commas."
        )
    return parts


def _rule(names: Names, _: NamedOption, text: Any) -> str:
    known = sorted({name for rule in names.graph.rules for name in (rule.id, rule.declared)})
    if text in known:
        return str(text)
    raise NameNotFoundError(f"没有规则“{text}” · there is no rule {text!r}.", _nearest(str(text), known))


def _group(names: Names, _: NamedOption, text: Any) -> str:
    known = sorted({rule.group for rule in names.graph.rules})
    meant = term_meant(Group, str(text)) or str(text)
    if meant in known:
        return meant
    raise NameNotFoundError(f"没有规则组“{text}” · there is no group of rules {text!r}.", known)


def _nearest(text: str, known: list[str]) -> list[str]:
    from rapidfuzz import process  # only when a name is wrong

    return [found for found, _, _ in process.extract(text, known, limit=5)]


def _term(_: Names, each: NamedOption, text: Any) -> Any:
    terms = each.option.terms
    assert terms is not None
    if (code := term_meant(terms, str(text))) is not None:
        return terms.of(code)
    allowed = [f"{term} {term.zh}" if term != term.zh else str(term) for term in terms]
    raise NameNotFoundError(
        f"--{_dashed(each.name)} 没有“{text}” · --{_dashed(each.name)} does not take {text!r}.",
        alike(str(text), terms) or allowed,
    )


def _terms(names: Names, each: NamedOption, text: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(_term(names, each, part) for part in _parts(each, text)))


def _choice(_: Names, each: NamedOption, text: Any) -> str:
    if text in each.option.choices:
        return str(text)
    allowed = "、".join(each.option.choices)
    raise UsageError(f"--{_dashed(each.name)} 只能是 {allowed} · --{_dashed(each.name)} is one of {allowed}.")


def _count(_: Names, each: NamedOption, text: Any) -> int:
    return whole_number(each.name, text)


def whole_number(name: str, text: Any, least: int = 1) -> int:
    if str(text).isascii() and str(text).isdigit() and least <= int(text) < 2**31:
        return int(text)
    raise UsageError(
        f"--{_dashed(name)} 要 {least} 以上的整数 · --{_dashed(name)} takes a whole number, {least} or more."
    )


def _month(_: Names, each: NamedOption, text: Any) -> int:
    if (period := parse_period(str(text))) is None:
        option = f"--{each.name.rstrip('_')}"
        raise UsageError(f"{option} {text!r} 不是月份，请写成 2026-06 · {option} {text!r} is not a month like 2026-06.")
    return month_index(period.last if each.name == "to" else period.first)


def _moment(names: Names, each: NamedOption, text: Any) -> int:
    return import_at(names.graph.history, str(text), f"--{each.name}")


_READ: Mapping[Takes, Callable[[Names, NamedOption, Any], Any]] = {
    Takes.UNIT: _unit,
    Takes.UNITS: _units,
    Takes.RULE: _rule,
    Takes.GROUP: _group,
    Takes.TERM: _term,
    Takes.TERMS: _terms,
    Takes.CHOICE: _choice,
    Takes.COUNT: _count,
    Takes.FLAG: lambda *_: True,
    Takes.TEXT: lambda _, __, text: str(text),
    Takes.MONTH: _month,
    Takes.MOMENT: _moment,
}


def import_at(history: History, text: str, option: str = "--known-at") -> int:
    """The import meant by a number, or the newest one by a time (a day: by its end in Shanghai)."""
    if text.isascii() and text.isdigit():
        if int(text) <= history.seq:
            return int(text)
        raise UsageError(
            f"{option} {text}：还没有这次导入，最新的是 {history.seq} · "
            f"there is no import {text} yet; the newest is {history.seq}."
        )
    moment = _moment_of(text, option)
    seqs = [record.seq for record in history.imports if datetime.fromisoformat(record.time) <= moment]
    if not seqs:
        raise UsageError(
            f"{option} {text}：那时还没有数据库 · "
            f"{option} {text}: the store did not exist then; its first import is later."
        )
    return max(seqs)


def _moment_of(text: str, option: str) -> datetime:
    if (period := parse_period(text)) is not None:
        end = datetime.combine(day_of(period.last), datetime.min.time(), SHANGHAI) + timedelta(days=1)
        return end - timedelta(microseconds=1)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{option} {text!r} 要写导入编号或时间，如 3 或 2026-06-30T12:00 · "
            f"{option} takes an import number or a time like 2026-06-30T12:00."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def as_of_day(options: Mapping[str, str | bool], today: int) -> int:
    text = options.get("as_of")
    return today if text is None else parse_day(str(text))
