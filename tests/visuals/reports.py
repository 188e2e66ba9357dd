"""A small county with every state in it, its report, and what stands in that."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from api.desk import Desk
from api.meetings import last_meeting
from graph_model.days import parse_day
from visuals.report.page import report_page
from visuals.report.report import Report, report_of
from visuals.words import Lang

DAY = "2026-06-30"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"

UNITS = f"""\
id,kind,name,short_name,name_en,parent,stands_for,scope
51,province,川省,,River Province,,,
5101,prefecture,青山州,青山,Green Mountains,51,,
510101,county,清溪县,清溪,Clear Brook County,5101,,sichuan39
510102,county,云岭县,云岭,,5101,,sichuan39
t-1,township,清溪县东镇,,,510101,,
t-2,township,西镇,,,510101,,
t-3,township,南镇,,,510101,,
t-4,township,北镇,,,510101,,
t-5,township,中镇,,,510102,,
h-east,county,湖区,,,,,
h-soe,local_soe,"{HOSTILE.replace('"', '""')}",,,,,
h-town,township,湖区一镇,,,h-east,,
tf,task_force,清溪专班,,,,510101,
"""
PAIRINGS = """\
id,force,helper,recipient,role,since,through,seen,basis
p-east,east_west,h-east,510101,,2021-04,,,协议一
p-soe,soe,h-soe,510101,,2024-01-01,2026-08-15,,协议二
p-t1,east_west,h-town,t-1,,2024-01-01,,,
p-t2,east_west,h-town,t-2,,2024-01-01,2026-05-31,,
p-t3,east_west,h-town,t-3,,2026-09-01,,,
p-far,east_west,h-east,510102,,2024-01-01,2026-10-31,,
"""
DISPATCHES = """\
id,force,sender,host,post,field,headcount,since,through
d-tf,east_west,h-east,tf,task_force_member,,1,2024-01-01,2026-07
d-cadre,east_west,h-east,510101,seconded_cadre,发改,2,2024-01-01,2027-12-31
"""
RETURNS = """\
table,within,kind,force,as_of,basis
pairings,510101,county,,2026-06-01,上报
"""


def loaded(desk: Desk, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, text in {"u": UNITS, "p": PAIRINGS, "d": DISPATCHES, "r": RETURNS}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert desk.load([folder]).exit_code == 0


def report(
    desk: Desk, place: str = "510101", lang: Lang = Lang.ZH, *, since: str | None = None, fictional: bool = False
) -> Report:
    graph, day = desk.graph(), parse_day(DAY)
    then = last_meeting(desk, since, day, graph.known_at)
    return report_of(graph, graph.find(place), day, then, lang, fictional=fictional)


def page(desk: Desk, place: str = "510101", lang: Lang = Lang.ZH, **more: Any) -> str:
    return report_page(report(desk, place, lang, **more))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = list[tuple[str, dict[str, str]]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, as a browser reads them."""
    reader = _Elements()
    reader.feed(html)
    return reader.found


def pictures(html: str) -> list[ElementTree.Element]:
    """The large SVGs, read as XML."""
    return [ElementTree.fromstring(found) for found in re.findall(r"<svg xmlns=.*?</svg>", html, re.DOTALL)]


def words_of(element: ElementTree.Element) -> list[str]:
    """What a picture says, text by text; what shows on hovering is not among it."""
    texts = [each for each in element.iter() if each.tag.endswith("}text")]
    return ["".join(each.itertext()) for each in texts]


def marks(element: ElementTree.Element, state: str) -> int:
    return sum(f"mark {state}" in each.get("class", "") for each in element.iter())
