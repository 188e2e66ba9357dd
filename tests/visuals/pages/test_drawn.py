"""Pages of the ledger drawn whole, with every part that they can have: names are text, and every word is there."""

from pathlib import Path
from typing import Any

import pytest

from api.desk import Desk
from tests.visuals.pages.asking import html
from tests.visuals.reports import DAY, HOSTILE, elements, loaded
from visuals.words import Lang

RENAMED = "id,kind,name,aliases,since\nh-soe,local_soe,新公司,老公司,2001\n"
SECOND = f"""\
id,force,helper,recipient,since,through,seen,电话
p-soe,soe,h-soe,510101,2024-01-01,2026-03-31,,1
p-new,soe,h-soe,510102,,,2026-05,2
p-bad,soe,"{HOSTILE.replace('"', '""')}",510102,2024,,,3
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("drawn")
    desk = Desk.open(folder / "s.db", create=True)
    loaded(desk, folder / "tables")
    (folder / "u.csv").write_text(RENAMED, encoding="utf-8")
    (folder / "p.csv").write_text(SECOND, encoding="utf-8")
    desk.load([folder / "u.csv", folder / "p.csv"])
    desk.withdraw("p-t1", HOSTILE)
    desk.undo(3)
    return desk


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    ("page", "more"),
    [
        ("unit", {}),
        ("unit", {"unit": "510101"}),
        ("unit", {"unit": "510101", "place": "510101"}),
        ("unit", {"unit": "h-soe"}),
        ("unit", {"unit": "h-soe", "known_at": "1"}),
        ("unit", {"unit": "t-3"}),
        ("changes", {"since": "0"}),
        ("changes", {"since": "1", "what": "pairing", "change": "ended"}),
        ("changes", {"since": "1", "place": "510102"}),
        ("imports", {}),
        ("imports", {"place": "510102"}),
        ("imports", {"number": 2}),
        ("imports", {"number": 2, "file": "p.csv", "row": "3"}),
        ("imports", {"number": 2, "file": "none.csv", "row": "3"}),
        ("imports", {"number": 2, "place": "510102"}),
        ("imports", {"number": 0}),
        ("imports", {"number": 3}),
        ("imports", {"number": 4}),
    ],
)
def test_it_is_drawn_and_names_are_text(desk: Desk, page: str, more: dict[str, Any], lang: Lang) -> None:
    drawn = html(desk, page, DAY, lang=lang, **more)

    assert HOSTILE not in drawn
    for tag, attributes in elements(drawn):
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
    assert [attributes["src"] for tag, attributes in elements(drawn) if tag == "script"] == [
        attributes["src"] for tag, attributes in elements(drawn) if attributes.get("src", "").startswith("/static/")
    ]


def test_former_names_and_soft_starts_are_said(desk: Desk) -> None:
    drawn = html(desk, "unit", DAY, unit="h-soe")

    assert "第 2 次导入前" in drawn
    assert "见于 2026-05-31" in drawn
    assert 'mask="url(#soft-edge)"' in drawn
