"""`bangfu status`: what the store holds, and whose data it is."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from api.cli import words
from api.cli.commands import SaidCommand, SaidOption, common_options
from api.cli.samples import holds_sample
from api.cli.session import opened, settings_of, tell
from graph_model.errors import UsageError
from loaders.samples.credits import CREDITS, Credit
from visuals.words import FICTIONAL, Lang, Words

if TYPE_CHECKING:
    from api.answers import Status

_FORMATS = ("table", "json")
_LINES = {
    "store": Words("数据库", "Store"),
    "seq": Words("最近一次导入", "Newest import"),
    "time": Words("时间（UTC）", "At (UTC)"),
    "units": Words("单位", "Units"),
    "pairings": Words("结对", "Pairings"),
    "dispatches": Words("选派", "Dispatches"),
    "returns": Words("填报", "Returns"),
    "rules": Words("规则", "Rules"),
}
_PACK = Words("规则包", "Rule pack")
_CREDITS = Words("数据出处", "The data's sources")


def command(lang: Lang) -> SaidCommand:
    format = SaidOption("format", words.LIST_FORMAT.said(lang, choices="table|json"), "table|json")
    return SaidCommand("status", lang, _run, [format, *common_options(lang)])


def _run(format: str | None, **given: Any) -> int:
    if format not in (None, *_FORMATS):
        raise UsageError(f"--format {format!r} 应为 table 或 json · must be table or json.")
    settings = settings_of(given)
    with opened(settings) as desk:
        status, credits = desk.status(), CREDITS if holds_sample(desk) else ()
    if format == "json":
        told = asdict(status) | {"packs": [pack._asdict() for pack in status.packs]}
        told |= {"credits": [asdict(credit) for credit in credits]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        tell(*_lines(status, settings.lang), *_credit_lines(credits, settings.lang))
    return 0


def _lines(status: "Status", lang: Lang) -> Iterator[str]:
    if status.example:
        yield FICTIONAL
    colon = ": " if lang is Lang.EN else "："
    for name, label in _LINES.items():
        value = getattr(status, name)
        yield f"{label.said(lang)}{colon}{f'{value:,}' if isinstance(value, int) else value}"
    for pack in status.packs:
        title = (lang is Lang.EN and pack.title_en) or pack.title
        yield f"{_PACK.said(lang)}{colon}{title} ({pack.id} {pack.version})"


def _credit_lines(credits: Sequence[Credit], lang: Lang) -> Iterator[str]:
    if credits:
        yield f"{_CREDITS.said(lang)}{':' if lang is Lang.EN else '：'}"
    for credit in credits:
        yield f"  {credit.what_en if lang is Lang.EN else credit.what} · {credit.source} · {credit.licence}"
