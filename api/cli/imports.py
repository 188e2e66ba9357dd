"""`bangfu imports`: every import, and what it changed."""

from typing import TYPE_CHECKING, Any

from api.cli.commands import SaidCommand
from api.cli.listing import listing
from graph_model.question import Heading, NamedHeading
from visuals.words import Lang, Words

if TYPE_CHECKING:
    from api.desk import Desk

_COLUMNS = [
    NamedHeading("seq", Heading("导入", "Import", "Its number, as --known-at takes it.")),
    NamedHeading("time", Heading("时间", "Time", "When, in UTC.")),
    NamedHeading("who", Heading("操作者", "Who", "Who ran it.")),
    NamedHeading("action", Heading("操作", "Action", "What it was.")),
    NamedHeading("program", Heading("程序", "Program", "Name and version of the program.", brief=False)),
    NamedHeading("counts", Heading("变更", "Changes", "How many of what were added, corrected, ended.")),
    NamedHeading("files", Heading("文件", "Files", "sha256 of each file, by its name.", brief=False)),
]


def command(lang: Lang) -> SaidCommand:
    return listing("imports", Words("历次导入", "Imports"), lambda _: _COLUMNS, _rows, lang)


def _rows(desk: "Desk") -> list[tuple[Any, ...]]:
    return [(*each[:5], dict(each.counts), dict(each.files)) for each in desk.imports()]
