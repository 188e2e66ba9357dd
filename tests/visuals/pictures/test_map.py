"""What a map says of places: as numbers and words, as links, and never more than is known."""

import pytest

from tests.visuals.pictures.drawn import HOSTILE, SVG, assert_harmless, href, lattice, links, place, read, texts, title
from visuals.pictures.map.map import SCHEMATIC, map_picture, map_rows
from visuals.pictures.map.places import MapPlace
from visuals.words import Lang

PLACES = [
    place("510101", (100.0, 30.0), gaps=0, block="甲州", name="清溪"),
    place("510102", (100.5, 30.0), gaps=3, unknown=2, block="甲州", name="云岭"),
    place("510103", (100.0, 29.5), gaps=2, unknown=8, block="乙州", name="石门"),
    place("510104", (100.5, 29.5), gaps=0, unknown=10, block="乙州", name="白水"),
    place("510105", (101.0, 29.5), applies=0, block="乙州", name="远山"),
]


def drawn(places: list[MapPlace] = PLACES, lang: Lang = Lang.ZH) -> str:
    return str(map_picture(places, lang, href).drawn)


def test_every_place_is_a_link_with_its_name_its_number_and_its_counts() -> None:
    found = links(drawn())

    assert list(found) == [href(each.id) for each in PLACES]
    said = {unit: texts(found[href(unit)]) for unit in ("510101", "510102", "510103", "510104", "510105")}
    assert said == {
        "510101": ["清溪", "0"],
        "510102": ["云岭", "3?"],
        "510103": ["石门", "2?"],
        "510104": ["白水", "?"],
        "510105": ["远山", "–"],
    }
    assert title(found[href("510102")]) == "云岭县：缺口 3 项，未填报 2 项，应落实 10 项"
    assert title(found[href("510105")]) == "远山县：没有适用的规则"


def test_what_is_mostly_unreported_is_hatched_and_never_a_gap() -> None:
    picture = drawn()
    looks = {unit.split("/")[2][:6]: each.get("class") for unit, each in links(picture).items()}

    assert looks == {
        "510101": "spot step0",
        "510102": "spot step3",
        "510103": "spot unknown",
        "510104": "spot unknown",
        "510105": "spot nothing",
    }
    patterns = [each.get("id") for each in read(picture).iter(f"{SVG}pattern")]
    tile = links(picture)[href("510104")].find(f"{SVG}rect")
    assert tile is not None
    assert tile.get("fill") == f"url(#{patterns[0]})"
    assert any("多数未填报" in text for text in texts(read(picture)))


def test_the_scale_counts_only_what_is_known() -> None:
    """The one hatched place with the most gaps does not stretch it."""
    key = texts(read(drawn()))

    assert key[key.index("缺口项数") :][:5] == ["缺口项数", "0", "1", "2", "3"]


def test_a_map_names_its_blocks_and_says_what_it_is_not() -> None:
    picture = map_picture(PLACES, Lang.ZH, href)

    assert {"甲州", "乙州"} <= set(texts(read(str(picture.drawn))))
    assert picture.note == SCHEMATIC == "示意图，非标准地图 · schematic, not an official map"
    assert picture.source


def test_english_is_complete() -> None:
    picture = map_picture(PLACES, Lang.EN, href)

    assert "3 gaps, 2 not reported, of 10 asked for" in str(picture.drawn)
    assert "one tile a place" in picture.source
    key = texts(read(str(picture.drawn)))
    assert {"Gaps", "mostly not reported", "? some not reported"} <= set(key)


def test_the_label_sums_up() -> None:
    assert read(drawn()).get("aria-label") == "各地缺口：5 个地方，共 5 项"


def test_a_place_without_an_address_is_shown_and_is_no_link() -> None:
    picture = str(map_picture(PLACES, Lang.ZH, lambda unit: None if unit == "510102" else href(unit)).drawn)

    assert len(links(picture)) == 4
    assert "云岭" in texts(read(picture))


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_names_stay_text(lang: Lang) -> None:
    picture = drawn([place("a", name=HOSTILE, block=HOSTILE), place(HOSTILE, (101.0, 30.0), block=HOSTILE)], lang)

    assert_harmless(picture)
    assert HOSTILE in "".join(read(picture).itertext())


def test_the_picture_of_39_places_is_small() -> None:
    assert len(drawn(lattice(8, 5)[:39])) < 25_000


def test_without_a_place_it_says_what_to_do() -> None:
    assert "请换一个范围" in drawn([])
    assert "choose another" in drawn([], Lang.EN)


def test_the_table_behind_it_has_the_most_gaps_first() -> None:
    rows = map_rows(PLACES)

    assert [(row.id, row.gaps, row.unknown) for row in rows] == [
        ("510102", 3, 2),
        ("510103", 2, 8),
        ("510104", 0, 10),
        ("510101", 0, 0),
        ("510105", 0, 0),
    ]
