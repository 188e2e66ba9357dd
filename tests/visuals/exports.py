"""Exports made, taken apart, and loaded again."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from api.desk import Desk
from loaders.receipts.receipt import Receipt, total
from visuals.export import Export
from visuals.export_formats import writer_of
from visuals.words import ABOUT, Lang

# Names that a spreadsheet, a CSV or a page could take for something else.
UNITS = """\
id,kind,name,short_name,aliases,parent,stands_for,scope,lat,lon,since,through
51,province,川省,,,,,,,,,
5101,prefecture,青山州,,,51,,,,,,
007,county,<b>青溪</b>县,'=1+1,溪县;=溪,5101,,key;sichuan39,-30.5,101,1950,2030-06
5102,county,𠮷野县,,,51,,sichuan39,,,,
f-1,local_soe,=1+1,,@甲;'-乙,,,,,,,
f-2,school,甲、乙[学校]&\",_x0041_,,007,,,,,,
f-3,party_organization,党委,,,,f-2,,,,,
"""
PAIRINGS = """\
id,force,helper,recipient,role,agreement,since,through,seen,basis,note
p-1,soe,f-1,007,lead,《协议》,2021,2025,,"换行
文件",+1
P.2,soe,f-1,5102,,,2021-06,2025-02,,''=x,'=1
p:3,east_west,f-3,f-2,member,,,2025,2023-06,,&amp; < >
"""
DISPATCHES = """\
id,force,sender,host,post,field,headcount,since,through,seen,basis,note
p-1,designated,f-1,007,seconded_cadre,发改,3,2022-02-28,,,,
d-2,soe,f-2,5102,first_secretary,,1,,,2024,,
"""
RETURNS = """\
table,within,kind,force,as_of,basis
pairings,5101,county,,2025-06,上报
dispatches,51,,soe,2025,
"""
PACK = r"""
[pack]
id = "own"
title = "自己的“规则”\\"
[[rule]]
id = "z-last"
title = "一 \"引号\" 与 = 号"
recipient = ["county"]
link = "pairing"
each = "force"
force = ["soe", "east_west"]
needs = ["agreement"]
min = 2
max = 3
since = "2021"
through = "2025-06"
[[rule]]
id = "a-first"
recipient = ["county", "school"]
link = "dispatch"
post = ["seconded_cadre"]
field = ["发改"]
inherit = true
clause = "一句话"
"""


def written(folder: Path) -> Path:
    """The tables above, as a folder."""
    folder.mkdir(parents=True)
    tables = {"u.csv": UNITS, "p.csv": PAIRINGS, "d.csv": DISPATCHES, "r.csv": RETURNS, "own.toml": PACK}
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def exported(
    desk: Desk, path: Path, lang: Lang = Lang.ZH, *, known_at: int | None = None, within: str | None = None
) -> Path:
    """An export into a file, by its suffix; `within` is the id of a unit."""
    graph = desk.graph(known_at)
    export = Export.of(graph, lang, within=None if within is None else graph.find(within))
    with path.open("wb") as out:
        writer_of(path.suffix)(export, out, lambda *_: None)
    return path


def unpacked(path: Path) -> Path:
    folder = path.with_name(path.stem)
    with ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


def contents(path: Path) -> dict[str, Any]:
    """What an export holds but for what it says about itself: bytes by file, or rows by sheet."""
    if path.suffix == ".zip":
        with ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith(".txt")}
    book = load_workbook(path)
    about = {ABOUT.zh, ABOUT.en}
    return {sheet.title: list(sheet.values) for sheet in book.worksheets if sheet.title not in about}


def loadable(path: Path) -> Path:
    return unpacked(path) if path.suffix == ".zip" else path


def changed_nothing(receipt: Receipt) -> bool:
    """Every row was read and was as the ledger has it."""
    summed = total(receipt.sheets)
    return summed.read == summed.unchanged and receipt.exit_code == 0 and not receipt.changes


def printed_above(sheet: Any) -> str:
    """What stands in the middle above a sheet of paper."""
    return str(sheet.oddHeader.center.text)
