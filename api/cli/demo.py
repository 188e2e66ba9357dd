"""`bangfu demo`: the real data of the 39 counties, what is known of them, and what is not."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.commands import SaidCommand, common_options
from api.cli.samples import load_sample, next_steps, summed
from api.cli.session import opened, settings_of, tell
from graph_model.vocabulary import GAP_STATES, Force, Kind
from visuals.words import AND, Lang, Words, word

if TYPE_CHECKING:
    from api.desk import Desk
    from loaders.receipts.receipt import Receipt

_OWN_STORE = "bangfu-demo.db"
_EVERY_COUNTY = "county-central-soe"
"""A rule that applies to each of the 39 counties and to nothing else."""

_TITLE = Words(
    "39个欠发达县的公开资料已在 {store}（{day} 的情况）",
    "What is public about the 39 counties is now in {store} (as of {day})",
)
_KNOWN = Words("已知", "Known")
_PLACES = Words(
    "  {prefecture:,} 个市（州）、{county:,} 个县、{township:,} 个乡镇（街道）、{village:,} 个村（社区）",
    "  {prefecture:,} prefectures, {county:,} counties, {township:,} townships, {village:,} villages",
)
_PAIRED = Words(
    "  今天有效的结对 {total:,} 条：{forces}；帮扶方 {helpers:,} 个，选派 {dispatches:,} 条",
    "  {total:,} pairings in force today: {forces}; {helpers:,} helpers, {dispatches:,} dispatches",
)
_MET = Words("  {met:,} 项应有的帮扶已经落实", "  {met:,} of the pairings and dispatches that are owed are there")
_NOT_KNOWN = Words("未知", "Not known")
_MOSTLY = Words(
    "  {owed:,} 项应有的帮扶里，{unknown:,} 项没有人填报过：是“未填报”，不是“无帮扶”",
    "  of {owed:,} that are owed, {unknown:,} have been reported by nobody: unknown, not uncovered",
)
_GAPS = Words(
    "  确知的缺口 {gaps:,} 项（未配足、待启动、已到期等）",
    "  {gaps:,} are gaps for sure (partial, planned, lapsed ...)",
)
_STAYED_OUT = Words("没有导入的 {count} 行（来源没有说明日期）", "{count} rows stayed out (their source names no date)")
_ROW = Words("  {force}：{ends}（{file} 第 {row} 行）", "  {force}: {ends} ({file}, row {row})")
_NEXT = Words("接下来可以", "What you can do next")
_STEPS = (
    (
        "bangfu serve --store {store}",
        Words("用浏览器看：总览、县域、缺口、网络", "in a browser: overview, counties, gaps, network"),
    ),
    ("bangfu unit 昭觉县 --store {store}", Words("一个县的全部情况", "everything about one county")),
    (
        "bangfu pairings --within 凉山州 --store {store}",
        Words("凉山州谁与谁结对", "who is paired with whom in Liangshan"),
    ),
    (
        "bangfu gaps --unknown --within 昭觉县 --store {store} --output gaps.xlsx",
        Words("缺什么、还没填报什么，写成表格", "what is missing or not reported, as a workbook"),
    ),
    ("bangfu example", Words("虚构的示例：看缺口、重叠和到期", "a fictional data set: gaps, overlaps and ends")),
    ("bangfu load tables/", Words("导入自己的表格（存入 bangfu.db）", "load your own tables (into bangfu.db)")),
)


def command(lang: Lang) -> SaidCommand:
    return SaidCommand("demo", lang, _run, common_options(lang))


def sample_tables() -> list[Path]:
    import loaders.samples.sichuan39 as sample

    return sorted(
        Path(folder, name) for folder in sample.__path__ for name in ("units.csv", "pairings.csv", "dispatches.csv")
    )


def _run(**given: Any) -> int:
    settings = settings_of(given, own_store=_OWN_STORE)
    with opened(settings, create=True) as desk:
        receipt = load_sample(desk, settings, sample_tables())
        tell(*_told(desk, receipt, settings.store, settings.lang))
    return 0


def _told(desk: "Desk", receipt: "Receipt", store: Path | str, lang: Lang) -> Iterator[str]:
    coverage = desk.ask("coverage", {"by": "group"})
    yield _TITLE.said(lang, store=store, day=coverage["as_of"])
    yield from ["", _KNOWN.said(lang)]
    yield from _known(desk, lang)
    counts = summed(coverage["rows"])
    yield _MET.said(lang, met=counts["covered"] + counts["over"])
    yield from ["", _NOT_KNOWN.said(lang)]
    yield _MOSTLY.said(lang, owed=counts["applies"], unknown=counts["unknown"])
    yield _GAPS.said(lang, gaps=sum(counts[state] for state in GAP_STATES))
    yield from ["", *_stayed_out(desk, receipt, lang)]
    yield from ["", _NEXT.said(lang), *next_steps(_STEPS, store, lang)]


def _known(desk: "Desk", lang: Lang) -> Iterator[str]:
    comma = AND.said(lang)
    yield _PLACES.said(lang, **_places(desk))
    by_force = {force: desk.answer("pairings", {"force": force}).total for force in Force}
    yield _PAIRED.said(
        lang,
        total=sum(by_force.values()),
        forces=comma.join(f"{word(force, Force, lang)} {count:,}" for force, count in by_force.items()),
        helpers=desk.answer("helpers", {}).total,
        dispatches=desk.answer("dispatches", {}).total,
    )


def _places(desk: "Desk") -> dict[str, int]:
    """The 39 counties, and what they lie in and hold: helpers from elsewhere are places too."""
    counties = desk.ask("coverage", {"by": "county", "rule": _EVERY_COUNTY})["rows"]
    inside = [desk.ask("unit", {"unit": row["place"]})["rows"][0]["within"] for row in counties]
    return {
        "prefecture": desk.answer("coverage", {"by": "prefecture", "rule": _EVERY_COUNTY}).total,
        "county": len(counties),
        "township": sum(within.get(Kind.TOWNSHIP, 0) for within in inside),
        "village": sum(within.get(Kind.VILLAGE, 0) for within in inside),
    }


def _stayed_out(desk: "Desk", receipt: "Receipt", lang: Lang) -> Iterator[str]:
    yield _STAYED_OUT.said(lang, count=receipt.rejected)
    tables = {path.name: path for path in sample_tables()}
    for sheet in receipt.sheets:
        for issue in sheet.errors:
            row = _row_of(tables[sheet.file], issue.row)
            names = [_name(desk, row[end]) for end in ("helper", "recipient")]
            force = word(row["force"], Force, lang)
            yield _ROW.said(lang, force=force, ends=" → ".join(names), file=sheet.file, row=issue.row)


def _row_of(table: Path, number: int) -> dict[str, str]:
    """A row of a shipped table, by the number that a spreadsheet shows."""
    with table.open(encoding="utf-8", newline="") as file:
        return next(islice(csv.DictReader(file), number - 2, None))


def _name(desk: "Desk", unit: str) -> str:
    return str(desk.ask("unit", {"unit": unit})["rows"][0]["unit"]["name"])
