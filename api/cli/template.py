"""`bangfu template`: workbooks to be filled in, with the rows already known."""

import sys
from pathlib import Path
from typing import Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.destination import appearing
from api.cli.export import unit_named
from api.cli.session import opened, settings_of
from graph_model.errors import UsageError
from visuals.words import FICTIONAL, Lang, Words

_NOTHING = Words("{store} 里还没有数据，表格里没有已知的行。", "{store} holds nothing yet, so no rows are filled in.")


def command(lang: Lang) -> SaidCommand:
    takes = words.TAKES
    params = [
        SaidArgument("folder", takes["folder"].said(lang), words.TEMPLATES.said(lang), required=True),
        SaidOption("within", words.WITHIN.said(lang), takes["unit"].said(lang)),
        *common_options(lang),
    ]
    return SaidCommand("template", lang, _run, params)


def _run(folder: str, within: str | None, **given: Any) -> int:
    settings, place = settings_of(given), Path(folder).expanduser()
    with opened(settings, create=True) as desk:  # a store is made by a load only
        from visuals.template import Templates

        graph, fictional = desk.graph(), desk.status().example
        slot = None if within is None else unit_named(graph, within)
        templates = Templates.of(graph, settings.lang, within=slot, fictional=fictional)
    if not len(graph.history.ids):
        print(_NOTHING.said(settings.lang, store=settings.store), file=sys.stderr)
    paths = [place / f"{table.name}.xlsx" for table in templates.tables]
    _check(place, paths)
    for table, path in zip(templates.tables, paths, strict=True):
        with appearing(path) as out:
            templates.write(table, out)
    print(*([FICTIONAL] if fictional else []), *paths, sep="\n", file=sys.stderr)
    return 0


def _check(folder: Path, paths: list[Path]) -> None:
    """Make the folder; nobody's work in it is overwritten. Raises UsageError."""
    from loaders.receipts.text_workbook import is_untouched
    from visuals.template import SOURCE

    for path in paths:
        if path.exists() and not is_untouched(path, SOURCE):
            raise UsageError(
                f"{path} 里有人填写过，没有覆盖；请导入它、移走它或换一个文件夹 · "
                f"somebody has worked in it, and it was not overwritten: load it, move it or name another folder."
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} 不能建成文件夹（{error.strerror}），请换一个 · "
            f"cannot be made a folder ({error.strerror}); name another."
        ) from error
