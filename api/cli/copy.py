"""`bangfu copy`: a whole ledger into another store."""

import os
from typing import Any

from api.cli import words
from api.cli.commands import SaidCommand, SaidOption
from api.cli.session import tell
from api.settings import Settings
from graph_model.errors import UsageError
from visuals.words import Lang, Words

_DONE = Words("已复制 {count} 次导入到 {store}", "{count} imports are now in {store}")


def command(lang: Lang) -> SaidCommand:
    url = words.TAKES["file"].said(lang)
    params = [
        SaidOption("from", words.COPY_FROM.said(lang), url),
        SaidOption("to", words.COPY_TO.said(lang), url),
        SaidOption("adopt", words.ADOPT.said(lang)),
        SaidOption("lang", words.LANG.said(lang), words.TAKES["lang"].said(lang)),
    ]
    return SaidCommand("copy", lang, _run, params)


def _run(to: str | None, adopt: bool, lang: str | None, **given: Any) -> int:
    if to is None:
        raise UsageError("请用 --to 写明复制到哪里 · say with --to where to copy to.")
    source = Settings.read(os.environ, store=given["from"], lang=lang)
    target = Settings.read(os.environ, store=to, lang=lang)
    from api.copying import copy  # --help needs none of it

    count = copy(str(source.store), str(target.store), adopt=adopt)
    tell(_DONE.said(source.lang, count=count, store=target.store))
    return 0
