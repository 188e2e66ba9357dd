"""`bangfu example`: a fictional data set with every state and every overlap, and its gaps told."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from api.cli.commands import SaidCommand, common_options
from api.cli.destination import write_stdout
from api.cli.samples import load_sample, next_steps, summed
from api.cli.session import opened, settings_of, shown_answer, tell
from graph_model.vocabulary import GAP_STATES, State
from queries import QUESTIONS
from visuals.words import FICTIONAL, Lang, Words, word

if TYPE_CHECKING:
    from api.desk import Desk

_OWN_STORE = "bangfu-example.db"
_SEED = 39
_PATTERNS = {
    "over_max": Words("超过上限的单位", "units with more helpers than they may have"),
    "two_forces": Words("一个帮扶方以两支力量帮同一单位", "one helper, one unit, two forces"),
    "parent_and_branch": Words("上级与下属帮同一单位", "a helper and its branch on one unit"),
    "shared_units": Words("两个帮扶方共帮两个以上单位", "two helpers that share two or more units"),
}

_TITLE = Words(
    "一套虚构的示例已在 {store}：{units:,} 个单位，{pairings:,} 条结对，{dispatches:,} 条选派，{returns:,} 条填报",
    "A fictional data set is now in {store}: {units:,} units, {pairings:,} pairings, {dispatches:,} dispatches, "
    "{returns:,} returns",
)
_GAPS = Words("缺口 {gaps:,} 项（另有 {unknown:,} 项未填报）", "{gaps:,} gaps ({unknown:,} more are not reported)")
_OVERLAPS = Words("重叠", "Overlaps")
_NEXT = Words("接下来可以", "What you can do next")
_STEPS = (
    (
        "bangfu serve --store {store}",
        Words("用浏览器看：总览、县域、缺口、网络", "in a browser: overview, counties, gaps, network"),
    ),
    (
        "bangfu gaps --within 凉山州 --state lapsed --store {store}",
        Words("凉山州已到期、没有接上的", "what has lapsed in Liangshan"),
    ),
    (
        "bangfu timeline --group five_forces --store {store}",
        Words("逐月的覆盖，哪些月份会掉下来", "coverage month by month, and where it drops"),
    ),
    (
        "bangfu helpers --within 昭觉县 --store {store}",
        Words("谁在帮昭觉县，离了谁会断", "who helps Zhaojue, and what hangs on whom"),
    ),
)


def command(lang: Lang) -> SaidCommand:
    return SaidCommand("example", lang, _run, common_options(lang))


def _run(**given: Any) -> int:
    from loaders.samples.example import write_example

    settings = settings_of(given, own_store=_OWN_STORE)
    with opened(settings, create=True) as desk:
        with TemporaryDirectory() as folder:
            write_example(Path(folder), seed=_SEED)
            load_sample(desk, settings, sorted(Path(folder).iterdir()))
        _tell(desk, settings.store, settings.lang)
    return 0


def _tell(desk: "Desk", store: Path | str, lang: Lang) -> None:
    status = desk.status()
    numbers = {name: getattr(status, name) for name in ("units", "pairings", "dispatches", "returns")}
    tell(FICTIONAL, _TITLE.said(lang, store=store, **numbers), "")
    write_stdout(shown_answer(desk, QUESTIONS["coverage"], {"by": "group"}, lang), "table")
    tell("", *_gaps(desk, lang))
    tell("", *_overlaps(desk, lang))
    tell("", _NEXT.said(lang), *next_steps(_STEPS, store, lang), "", FICTIONAL)


def _gaps(desk: "Desk", lang: Lang) -> Iterator[str]:
    counts = summed(desk.ask("coverage", {"by": "group"})["rows"])
    gaps = sum(counts[state] for state in GAP_STATES)
    yield _GAPS.said(lang, gaps=gaps, unknown=counts[State.UNKNOWN])
    for state in GAP_STATES:
        yield f"  {counts[state]:>7,}  {word(state, State, lang)}"


def _overlaps(desk: "Desk", lang: Lang) -> Iterator[str]:
    yield _OVERLAPS.said(lang)
    for pattern, meaning in _PATTERNS.items():
        yield f"  {desk.answer('overlaps', {'pattern': pattern}).total:>7,}  {meaning.said(lang)}"
