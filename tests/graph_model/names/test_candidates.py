"""Whom somebody may have meant: ranked by how names are written and how they sound."""

from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.names import Directory
from graph_model.vocabulary import Kind
from tests.graph_model.names.province import names_of, refusal
from tests.ledger.tables import load

FURTHER = """\
id,kind,name
a,local_soe,蜀道集团
b,local_soe,蜀锦集团
c,local_soe,四川路桥集团
1,county,昭通县
2,county,觉县
3,county,昭化县
"""


@pytest.fixture
def crowded(new_desk: Desk, tmp_path: Path) -> Directory:
    load(new_desk, tmp_path, units=FURTHER + "".join(f"x{n},school,第{n}小学,,\n" for n in range(20)))
    return Directory(new_desk.graph())


def test_a_name_that_sounds_alike_is_first(directory: Directory, crowded: Directory) -> None:
    assert names_of(refusal(directory, "昭决县"))[0] == "昭觉县"
    assert names_of(refusal(crowded, "蜀到集团"))[:2] == ["蜀道集团", "蜀锦集团"]


def test_of_those_that_sound_alike_the_one_written_alike_is_first(new_desk: Desk, tmp_path: Path) -> None:
    load(new_desk, tmp_path, units="id,kind,name\n1,county,招绝险\n2,county,昭觉县\n3,county,召觉县\n")

    assert names_of(refusal(Directory(new_desk.graph()), "昭决县")) == ["昭觉县", "召觉县", "招绝险"]


def test_there_are_at_most_five(crowded: Directory) -> None:
    assert len(names_of(refusal(crowded, "第99小学"))) == 5


def test_those_of_the_right_kind_come_first(directory: Directory) -> None:
    assert names_of(refusal(directory, "阿坝区", level=Kind.COUNTY))[0] == "阿坝县"
    assert names_of(refusal(directory, "阿坝区", level=Kind.PREFECTURE))[0] == "阿坝藏族羌族自治州"


def test_those_in_the_place_come_first(directory: Directory) -> None:
    assert refusal(directory, "兴龙镇", "510824").candidates[:2] == (
        "兴隆镇 (t2, 乡镇（街道）)",
        "兴隆镇 (t1, 乡镇（街道）)",
    )
    assert refusal(directory, "兴龙镇", "513423").candidates[0] == "兴隆镇 (t1, 乡镇（街道）)"


def test_also_units_of_the_load_under_way_are_candidates(directory: Directory) -> None:
    assert "兴龙集团" not in names_of(refusal(directory, "兴隆集团"))
    new = len(directory.graph.history.ids)
    directory.add(new, "n1", Kind.LOCAL_SOE, "兴龙集团")
    directory.add(new + 1, "n2", Kind.LOCAL_SOE, "兴龙集困")
    directory.refuse([new + 1])
    directory.place(new, directory.slot("513429"), -1)

    assert names_of(refusal(directory, "兴隆集团"))[0] == "兴龙集团"
    assert names_of(refusal(directory, "兴隆集团", "513429", level=Kind.LOCAL_SOE))[0] == "兴龙集团"
    assert "兴龙集困" not in names_of(refusal(directory, "兴隆集团"))


def test_an_ambiguous_name_lists_all_that_it_may_be(directory: Directory) -> None:
    assert names_of(refusal(directory, "阿坝")) == ["阿坝藏族羌族自治州", "阿坝县"]
    assert refusal(directory, "康复医院", "513423").candidates == (
        "康复医院 (h2, 医疗机构)",
        "康复医院 (h1, 医疗机构)",
    )


def test_a_table_of_misspelt_names_does_not_take_a_day(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 100, 3))
    monkeypatch.setattr("graph_model.names.likely.time.monotonic", lambda: next(clock))

    listed = [len(refusal(directory, "昭决县").candidates) for _ in range(3)]

    assert [bool(count) for count in listed] == [True, True, False]
