"""Every import, and what it changed: its columns and rows, for whichever way in asks."""

from typing import TYPE_CHECKING, Any

from graph_model.question import Heading, NamedHeading
from graph_model.vocabulary import Action
from visuals.words import Words

if TYPE_CHECKING:
    from api.desk import Desk

TITLE = Words("历次导入", "Imports")
COLUMNS = [
    NamedHeading("seq", Heading("导入", "Import", "Its number, as --known-at takes it.")),
    NamedHeading("time", Heading("时间", "Time", "When, in UTC.")),
    NamedHeading("who", Heading("操作者", "Who", "Who ran it.")),
    NamedHeading("action", Heading("操作", "Action", "What it was.", terms=Action)),
    NamedHeading("program", Heading("程序", "Program", "Name and version of the program.", brief=False)),
    NamedHeading("counts", Heading("变更", "Changes", "How many of what were added, corrected, ended.")),
    NamedHeading("files", Heading("文件", "Files", "sha256 of each file, by its name.", brief=False)),
    NamedHeading("undone", Heading("所撤导入", "Undone", "The import that it takes back.")),
    NamedHeading("basis", Heading("依据", "Basis", "What a withdrawal rests on.")),
]


def import_rows(desk: "Desk") -> list[tuple[Any, ...]]:
    return [
        (*each[:5], dict(each.counts), dict(each.files), *_about(desk, each.seq, each.action))
        for each in desk.imports()
    ]


def _about(desk: "Desk", seq: int, action: str) -> tuple[int | None, str | None]:
    """What only its receipt says of an import that was no load."""
    if action not in (Action.UNDO, Action.WITHDRAW):
        return None, None
    receipt = desk.receipt(seq)
    return receipt.get("undone"), receipt.get("basis")
