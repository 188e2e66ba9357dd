"""Tables of a small office, handed in load by load; each test answers its question by eye."""

from pathlib import Path
from typing import Any

from api.desk import Desk
from loaders.receipts.receipt import Issue, Receipt

UNITS = """\
id,kind,name,short_name,aliases,parent
51,province,川省,,,
513,prefecture,青山州,青山,,51
513001,county,青溪县,青溪,青溪特区;溪县,513
513002,county,白石县,,,513
f-1,local_soe,第一公司,一公司,,
f-2,local_soe,第二公司,,,
"""


def load(desk: Desk, folder: Path, **tables: str) -> Receipt:
    """Hand in tables as one load: the name of each is its file's, the text is CSV, of `rules` TOML."""
    place = folder / f"load-{desk.graph().history.seq}"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (place / f"{name}.{'toml' if '[pack]' in text else 'csv'}").write_text(text, encoding="utf-8")
    return desk.load([place])


def counted(receipt: Receipt) -> dict[str, tuple[int, int, int]]:
    """Accepted, unchanged and rejected rows of each file."""
    return {sheet.file.split(".")[0]: (sheet.accepted, sheet.unchanged, sheet.rejected) for sheet in receipt.sheets}


def faults(receipt: Receipt) -> list[tuple[int, str, str, str]]:
    return [_told(issue) for sheet in receipt.sheets for issue in sheet.errors]


def warnings(receipt: Receipt) -> list[tuple[int, str, str, str]]:
    return [_told(issue) for sheet in receipt.sheets for issue in sheet.warnings]


def _told(issue: Issue) -> tuple[int, str, str, str]:
    return issue.row, issue.column, issue.code, issue.message.partition(" · ")[2]


def shown(desk: Desk, fields: str, question: str = "pairings", **options: Any) -> list[tuple[Any, ...]]:
    """Some fields of every row; of links those of all times."""
    if question in ("pairings", "dispatches"):
        options = {"all_time": True} | options
    rows = desk.ask(question, options)["rows"]
    return [tuple(row[name] for name in fields.split()) for row in rows]
