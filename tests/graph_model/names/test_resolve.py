"""What a cell says, and the unit it means: by hand, from TABLES.md and INTERFACES §1."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from api.desk import Desk
from graph_model.names import Directory
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import snapshot_at
from graph_model.vocabulary import Kind
from tests.graph_model.names.province import UNITS, meaning, refusal
from tests.ledger.tables import faults, load, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("513423", "513423", id="an id"),
        pytest.param(" ５１３４２３ ", "513423", id="an id in full-width digits"),
        pytest.param("盐 源　县", "513423", id="a name with spaces in it"),
        pytest.param("木里县", "513422", id="a short name"),
        pytest.param("阿坝州", "5132", id="an alias"),
        pytest.param("zhaojue county", "513431", id="an English name"),
        pytest.param("阿坝", "ambiguous", id="county or prefecture"),
        pytest.param("兴隆镇", "ambiguous", id="two townships of one name"),
        pytest.param("昭决县", "unknown", id="a misspelt name is never guessed"),
        pytest.param("盐源县的", "unknown", id="a name and something more"),
        pytest.param("", "unknown", id="nothing"),
        pytest.param("盐源县兴隆镇", "t1", id="county and township"),
        pytest.param("苍溪兴隆镇", "t2", id="a short name as the head"),
        pytest.param("凉山州盐源县", "513423", id="prefecture and county"),
        pytest.param("凉山州 昭觉县", "513431", id="with a space between"),
        pytest.param("四川省凉山州昭觉县城关镇和平村", "v2", id="the whole way down"),
        pytest.param("四川昭觉和平村", "v2", id="levels left out"),
        pytest.param("盐源县教育局", "d1", id="a body in a place"),
        pytest.param("四川省凉山州盐源县教育局", "d1", id="a body at the end of a path"),
        pytest.param("凉山州教育局", "unknown", id="the bureau of the prefecture is no county's"),
        pytest.param("四川省康复医院", "unknown", id="nor is the province's hospital"),
        pytest.param("盐源县水利局", "d3", id="a name that could be a path is a name"),
        pytest.param("盐源县教育局党委", "o1", id="a Party organisation lies where its unit lies"),
        pytest.param("阿坝阿坝县", "513231", id="an ambiguous head with one way down"),
        pytest.param("阿坝阿坝", "unknown", id="a shortened name at the end of a path"),
        pytest.param("盐源县木里县", "unknown", id="a county in a county"),
        pytest.param("盐源县盐源县", "unknown", id="nothing lies in itself"),
        pytest.param("盐源县城关镇", "unknown", id="a township of another county"),
        pytest.param("昭觉县兴隆", "unknown", id="a tail that is nobody's name"),
        pytest.param("四川省兴隆镇", "ambiguous", id="a head that leaves two"),
        pytest.param("中国三峡集团三峡四川公司", "unknown", id="a head that is no place"),
        pytest.param("盐源县" * 60, "unknown", id="prose"),
        pytest.param("兴隆镇 (t2, 乡镇（街道）)", "t2", id="a candidate copied into the cell"),
        pytest.param("兴隆镇（t1，乡镇(街道)）", "t1", id="with full-width signs"),
        pytest.param("阿坝县 (513231, 县（市、区）)", "513231", id="a candidate's kind may have a comma of its own"),
        pytest.param("兴隆镇 (t3, 乡镇（街道）)", "unknown", id="the id of another unit"),
        pytest.param("兴隆镇 (t9, 乡镇（街道）)", "unknown", id="an id that nobody has"),
        pytest.param("兴隆镇 (t1)", "unknown", id="no candidate's form"),
    ],
)
def test_a_cell_means_one_unit_or_none(directory: Directory, text: str, expected: str) -> None:
    assert meaning(directory, text) == expected


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("阿坝", Kind.COUNTY, "513231"),
        ("阿坝", Kind.PREFECTURE, "5132"),
        ("阿坝", Kind.TOWNSHIP, "mismatch"),
        ("阿坝州", Kind.COUNTY, "mismatch"),
        ("5132", Kind.COUNTY, "mismatch"),
        ("513231", Kind.COUNTY, "513231"),
        ("阿坝县 (513231, 县（市、区）)", Kind.TOWNSHIP, "mismatch"),
        ("盐源县兴隆镇", Kind.COUNTY, "mismatch"),
        ("盐源县兴隆镇", Kind.TOWNSHIP, "t1"),
        ("兴隆镇", Kind.TOWNSHIP, "ambiguous"),
        ("阿坝市", Kind.COUNTY, "unknown"),
    ],
)
def test_the_level_in_a_header_is_kept(directory: Directory, text: str, level: Kind, expected: str) -> None:
    assert meaning(directory, text, level=level) == expected


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        pytest.param("兴隆镇", "513423", "t1", id="the one in the county"),
        pytest.param("兴隆镇", "5108", "t2", id="the one in the prefecture"),
        pytest.param("兴隆镇", "51", "ambiguous", id="two in the place"),
        pytest.param("兴隆镇", "513431", "mismatch", id="all are elsewhere"),
        pytest.param("布拖县", "5108", "mismatch", id="the county of another prefecture"),
        pytest.param("513429", "5108", "mismatch", id="also by its id"),
        pytest.param("布拖县 (513429, 县（市、区）)", "5108", "mismatch", id="also by its label"),
        pytest.param("布拖县", "513429", "513429", id="the place itself"),
        pytest.param("513429", "5134", "513429", id="an id in the place"),
        pytest.param("凉山州", "513429", "mismatch", id="what lies above the place"),
        pytest.param("盐源县兴隆镇", "5134", "t1", id="a path in the place"),
        pytest.param("盐源县兴隆镇", "510824", "mismatch", id="a path elsewhere"),
        pytest.param("教育局党委", "513423", "o1", id="it lies where the unit lies that it stands for"),
        pytest.param("教育局党委", "513431", "mismatch", id="and nowhere else"),
        pytest.param("三峡集团", "513423", "g1", id="nobody knows where it is"),
        pytest.param("三峡四川公司", "513423", "g2", id="nor where what is above it is"),
        pytest.param("康复医院", "510824", "h1", id="the one known to be there"),
        pytest.param("康复医院", "513423", "ambiguous", id="one is elsewhere, and one may be here"),
        pytest.param("四川省", "5134", "mismatch", id="a place of which there is nothing above"),
        pytest.param("不知道", "5134", "unknown", id="nobody"),
    ],
)
def test_the_place_columns_are_kept(directory: Directory, text: str, around: str, expected: str) -> None:
    assert meaning(directory, text, around) == expected


def test_level_and_place_together(directory: Directory) -> None:
    assert meaning(directory, "阿坝", "5132", level=Kind.COUNTY) == "513231"
    assert meaning(directory, "阿坝", "5134", level=Kind.COUNTY) == "mismatch"


def test_a_mismatch_says_what_it_is_instead(directory: Directory) -> None:
    level = refusal(directory, "阿坝州", level=Kind.COUNTY)
    place = refusal(directory, "布拖县", "5108")

    own = "阿坝藏族羌族自治州 (5132, 市（州）)"
    assert str(level) == (
        "“阿坝州”是市（州），这一列只能写县（市、区） · '阿坝州' is a prefecture; this column takes a county."
        f" 可能是 · candidates: {own}"
    )
    assert str(place) == (
        "“布拖县”（凉山彝族自治州）不在广元市 · '布拖县' does not lie in 广元市, as the row says."
        " 可能是 · candidates: 布拖县 (513429, 县（市、区）)"
    )


def test_soft_narrowing_only_counts_among_several(directory: Directory) -> None:
    def school(slot: int) -> bool:
        return directory.kind(slot) == Kind.SCHOOL

    def county(slot: int) -> bool:
        return directory.kind(slot) == Kind.COUNTY

    assert meaning(directory, "布拖县", allowed=school) == "513429"
    assert meaning(directory, "阿坝", allowed=school) == "ambiguous"
    assert meaning(directory, "阿坝", allowed=county) == "513231"
    assert meaning(directory, "阿坝", allowed=school, prefer=county) == "513231"


def test_an_id_does_not_make_the_index_of_names(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("the index of names was made")

    monkeypatch.setattr("graph_model.names.index.current_names", forbidden)

    assert meaning(directory, "513423", "5134", level=Kind.COUNTY) == "513423"
    with pytest.raises(AssertionError, match="index of names"):
        meaning(directory, "盐源县")


# Units of the load under way, and names of before.


def test_a_unit_of_the_load_is_found_where_the_load_puts_it(directory: Directory) -> None:
    new = len(directory.graph.history.ids)
    directory.add(new, "t8", Kind.TOWNSHIP, "兴隆镇")
    directory.add(new + 1, "v8", Kind.VILLAGE, "新村")

    assert meaning(directory, "布拖县兴隆镇") == "unknown"
    directory.place(new, directory.slot("513429"), NOBODY)
    directory.place(new + 1, NOBODY, new)
    assert meaning(directory, "布拖县兴隆镇") == "t8"
    assert meaning(directory, "兴隆镇", "513429") == "t8"
    assert meaning(directory, "凉山州兴隆镇新村") == "v8"


def test_a_unit_that_the_load_moves_is_no_longer_where_it_was(directory: Directory) -> None:
    directory.place(directory.slot("t1"), directory.slot("513429"), NOBODY)

    assert meaning(directory, "和平村", "513423") == "mismatch"
    assert meaning(directory, "布拖县和平村") == "v1"


def test_paths_lead_to_units_of_the_same_load(new_desk: Desk, tmp_path: Path) -> None:
    pairings = "force,helper,recipient,since\nsoe,g1,盐源县兴隆镇,2025\nsoe,g1,盐源县木里县,2025\n"

    receipt = load(new_desk, tmp_path, units=UNITS, pairings=pairings)

    assert shown(new_desk, "recipient") == [("t1",)]
    assert [issue[2] for issue in faults(receipt)] == ["unknown_unit"]


def test_a_former_name_counts_when_nobody_has_it_now(new_desk: Desk, tmp_path: Path) -> None:
    header = "id,kind,name,short_name,aliases,parent\n"
    load(
        new_desk, tmp_path, units=header + "c,county,马边彝族自治县,马边,小马,\nd,county,老县,,,\nt,township,旧镇,,,c\n"
    )
    load(new_desk, tmp_path, units=header + "c,county,新边县,新边,,\nd,county,马边,,,\nt,township,新镇,,,c\n")
    directory = Directory(new_desk.graph())

    assert meaning(directory, "马边彝族自治县") == "c"
    assert meaning(directory, "小马") == "c"
    assert meaning(directory, "马边") == "d"
    assert meaning(directory, "旧镇", "c") == "t"
    assert meaning(directory, "旧镇", "d") == "mismatch"
    assert meaning(directory, "新边新镇") == "t"
    assert meaning(directory, "新边旧镇") == "unknown"
    assert meaning(directory, "马边彝族自治县新镇") == "t"
    assert meaning(Directory(new_desk.graph(1)), "新边县") == "unknown"


def test_a_refused_row_still_hides_its_name(directory: Directory) -> None:
    new = len(directory.graph.history.ids)
    directory.add(new, "x", Kind.LOCAL_SOE, "未装入公司")
    directory.refuse([new])

    assert (
        str(refusal(directory, "未装入公司")) == "“未装入公司”这一行没有装入 · the row of '未装入公司' was not loaded."
    )
    assert directory.knows("未装入公司")
    assert not directory.knows("另一公司")


def test_a_unit_that_is_gone_has_no_name_of_before(desk: Desk) -> None:
    history = desk.graph().history
    gone = np.where(np.array(history.ids.take(history.units.unit)) == "h1", 1, history.units.removed)
    without = replace(history, units=replace(history.units, removed=gone.astype(np.int32)))

    assert meaning(Directory(snapshot_at(without, 1)), "康复医院") == "h2"
    gone[:] = 1
    nothing = replace(history, units=replace(history.units, removed=gone.astype(np.int32)))
    assert meaning(Directory(snapshot_at(nothing, 1)), "康复医院") == "unknown"
