"""Names too near to a known one for a new unit to be made (TABLES.md, helpers no table lists)."""

import time
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.names import NearNames
from graph_model.vocabulary import Kind
from tests.ledger.tables import load

TABLE = "id,kind,name,short_name,aliases\n"


def near(desk: Desk, folder: Path, known: str, name: str, kind: Kind = Kind.LOCAL_SOE) -> bool:
    load(desk, folder, units=f"{TABLE}x,local_soe,{known},,\n")
    graph = desk.graph()
    return [graph.id(slot) for slot in NearNames(graph).near(name, kind)] == ["x"]


@pytest.mark.parametrize(
    ("known", "name"),
    [
        pytest.param("蜀道集团", "蜀到集团", id="they sound alike"),
        pytest.param("广安中学", "光安忠学", id="in more than one character"),
        pytest.param("都江集团", "渡江集团", id="in one reading of a character"),
        pytest.param("蜀道集团", "蜀 道 集团", id="spaces are nothing"),
        pytest.param("四川省农业农村厅", "省农业农村厅", id="without Sichuan"),
        pytest.param("四川省农业农村厅", "农业农村局", id="without the ending"),
        pytest.param("蜀道投资集团有限责任公司", "蜀道投资集团", id="company and group"),
        pytest.param("四川发展（控股）有限责任公司", "四川发展控股有限公司", id="brackets"),
        pytest.param("四川省国资委", "省国资委员会", id="two writings of a commission"),
        pytest.param("四川省人民医院", "省人民医院", id="the provincial hospital"),
        pytest.param("中国铁路成都局集团有限公司", "中国铁路成都局", id="a bureau that is a company"),
        pytest.param("外事办公室", "省外事办", id="an office by itself"),
        pytest.param("四川农业职业大学", "四川农业职业大学院", id="one character more, eight at least"),
        pytest.param("四川农业职业大学", "四川商业职业大学", id="another character"),
        pytest.param("四川省第一地质大队", "四川第一地质大队", id="one character less"),
    ],
)
def test_near(new_desk: Desk, tmp_path: Path, known: str, name: str) -> None:
    assert near(new_desk, tmp_path, known, name)


@pytest.mark.parametrize(
    ("known", "name"),
    [
        pytest.param("广安公司", "广汉公司", id="one edit in a short name"),
        pytest.param("农业大学", "农业大学院", id="one edit, four and five"),
        pytest.param("广安市第一人民医院", "广安市第二人民医院", id="a Chinese numeral"),
        pytest.param("四川省成都市第1中学", "四川省成都市第2中学", id="an Arabic numeral"),
        pytest.param("四川省成都市第三中学", "四川省成都市第十三中学", id="a numeral more"),
        pytest.param("四川省成都市第１中学", "四川省成都市第12中学", id="a digit more"),
        pytest.param("四川农业职业大学", "四川商业技师大学", id="three edits"),
        pytest.param("四川大学", "四川", id="a university and a province"),
        pytest.param("医院", "省医院", id="a provincial hospital and just a hospital"),
        pytest.param("省局", "省厅", id="nothing left"),
        pytest.param("省林局", "林厅", id="one character left"),
        pytest.param("昭觉县委办公室", "昭觉县委", id="a committee and its office"),
        pytest.param("昭觉县人民政府", "昭觉县人民政府办公室", id="a government and its office"),
        pytest.param("中国移动公司", "中国移动分公司", id="a company and its branch"),
        pytest.param("国网公司", "国网集团四川省电力公司", id="a group and its company"),
    ],
)
def test_not_near(new_desk: Desk, tmp_path: Path, known: str, name: str) -> None:
    assert not near(new_desk, tmp_path, known, name)


def test_nothing_is_near_a_place_nor_a_place_near_anything(new_desk: Desk, tmp_path: Path) -> None:
    load(new_desk, tmp_path, units=TABLE + "1,county,昭觉县,,\n2,county,四川省凉山州昭觉县,,\n3,school,招觉县,,\n")
    names = NearNames(new_desk.graph())

    assert names.near("昭决县", Kind.COUNTY) == names.alike("昭决县", Kind.COUNTY) == []
    assert names.near("四川省凉山州昭觉区", Kind.SCHOOL) == []
    assert names.near("昭决县", Kind.SCHOOL) == [new_desk.graph().find("3")]


def test_short_names_and_aliases_count_but_not_what_was_before(new_desk: Desk, tmp_path: Path) -> None:
    load(new_desk, tmp_path, units=TABLE + "1,local_soe,某甲公司,蜀道,川投;能投\n2,local_soe,川酒,,\n")
    load(new_desk, tmp_path, units=TABLE + "2,local_soe,五粮液,,\n")
    names = NearNames(new_desk.graph())
    one = new_desk.graph().find("1")

    assert [names.near(name, Kind.LOCAL_SOE) for name in ("蜀道集团", "川头", "省能投公司", "川酒集团")] == [
        [one],
        [one],
        [one],
        [],
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("省广电局", ["四川省广播电视局"], id="an abbreviation"),
        pytest.param("四川省国有资产监督管理委员会", ["省国资委"], id="the whole of one"),
        pytest.param("广电公司", [], id="another ending"),
        pytest.param(
            "四川省水利水电规划勘测设计研究院有限公司", ["四川省水利水电勘测设计研究院有限公司"], id="a likeness"
        ),
        pytest.param("省农业局", ["四川省农业厅", "四川省农业农村局"], id="near ones first"),
        pytest.param("省局", [], id="one character is no abbreviation"),
    ],
)
def test_what_a_person_should_look_at(new_desk: Desk, tmp_path: Path, name: str, expected: list[str]) -> None:
    known = "四川省广播电视局 四川省农业农村局 四川省农业厅 省国资委 四川省水利水电勘测设计研究院有限公司 四川大学"
    rows = "".join(f"{n},institution,{each},,\n" for n, each in enumerate(known.split()))
    load(new_desk, tmp_path, units=TABLE + rows)
    graph = new_desk.graph()

    assert [graph.name(slot) for slot in NearNames(graph).alike(name, Kind.INSTITUTION)] == expected


def test_at_most_three_are_shown(new_desk: Desk, tmp_path: Path) -> None:
    rows = "".join(f"{n},school,四川省凉山州昭觉县第{n}初级中学,,\n" for n in range(10, 16))
    load(new_desk, tmp_path, units=TABLE + rows)
    names = NearNames(new_desk.graph())

    assert len(names.alike("四川省凉山州昭觉县第19初级中学", Kind.SCHOOL)) == 3
    assert names.near("四川省凉山州昭觉县第19初级中学", Kind.SCHOOL) == []


def test_a_thousand_new_names_are_compared_at_once(new_desk: Desk, tmp_path: Path) -> None:
    rows = "".join(f"{n},school,凉山州昭觉县{chr(0x4E00 + n)}山初级中学,,\n" for n in range(2_000))
    load(new_desk, tmp_path, units=TABLE + rows)
    names = NearNames(new_desk.graph())
    names.near("某中学", Kind.SCHOOL)

    started = time.process_time()
    found = [names.near(f"凉山州布拖县{chr(0x4E00 + n)}河高级中学", Kind.SCHOOL) for n in range(1_000)]

    assert not any(found)
    assert time.process_time() - started < 2
