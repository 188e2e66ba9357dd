"""`bangfu export`: the ledger as tables that load again, as a JSON document, or as a graph for other programs."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.destination import appearing, check_folder
from api.cli.progress import ProgressBar
from api.cli.session import opened, settings_of
from graph_model.errors import UsageError
from visuals.words import FICTIONAL, Lang

if TYPE_CHECKING:
    from graph_model.snapshot.snapshot import Snapshot

_AS_WRITTEN: Mapping[str, str] = {
    ".xlsx": ".xlsx",
    ".zip": ".zip",
    ".csv": ".zip",
    ".json": ".json",
    ".graphml": ".graphml",
    ".gexf": ".gexf",
    ".cypher": ".cypher",
}
"""What may be asked for, and what it is written as: several CSV go into one zip."""


def command(lang: Lang) -> SaidCommand:
    takes = words.TAKES
    params = [
        SaidArgument(
            "file", takes["file"].said(lang), words.EXPORTED.said(lang, suffixes=" ".join(_AS_WRITTEN)), required=True
        ),
        SaidOption("known_at", words.KNOWN_AT.said(lang), takes["moment"].said(lang)),
        SaidOption("within", words.WITHIN.said(lang), takes["unit"].said(lang)),
        *common_options(lang),
    ]
    return SaidCommand("export", lang, _run, params)


def _run(file: str, known_at: str | None, within: str | None, **given: Any) -> int:
    settings, path = settings_of(given), _written_to(Path(file).expanduser())
    check_folder(path)
    with opened(settings) as desk, ProgressBar() as progress:
        from api.options import import_at
        from visuals.export import Export
        from visuals.export_formats import writer_of

        graph = desk.graph()
        if known_at is not None:
            graph = desk.graph(import_at(graph.history, known_at))
        slot = None if within is None else unit_named(graph, within)
        fictional = desk.status().example
        export = Export.of(graph, settings.lang, within=slot, fictional=fictional)
        with appearing(path) as out:
            writer_of(path.suffix.lower())(export, out, progress)
    print(*([FICTIONAL] if fictional else []), path, sep="\n", file=sys.stderr)
    return 0


def _written_to(path: Path) -> Path:
    """The file by its suffix; a zip of CSV is named as one, or a spreadsheet would open it as a text."""
    suffix = path.suffix.lower()
    if suffix not in _AS_WRITTEN:
        raise UsageError(
            f"{path} 的后缀不能用，请用 {'、'.join(_AS_WRITTEN)} · "
            f"does not say its format by its suffix: end it in {', '.join(_AS_WRITTEN)}."
        )
    return path if _AS_WRITTEN[suffix] == suffix else path.with_name(path.name + _AS_WRITTEN[suffix])


def unit_named(graph: "Snapshot", text: str) -> int:
    """The slot of `--within`. Raises NameNotFoundError."""
    from graph_model.names import Directory

    directory: Directory = graph.remember("directory", lambda: Directory(graph))
    return directory.resolve(text, prefer=directory.has_parts)
