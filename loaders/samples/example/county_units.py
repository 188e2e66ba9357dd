"""The invented departments, schools, hospitals and key villages of the 39 real counties."""

from dataclasses import dataclass, replace

from graph_model.vocabulary import Kind
from loaders.samples.example.dice import Dice
from loaders.samples.example.places import Places
from loaders.samples.example.tables import Unit, invented

KEY_VILLAGE = "key_village"

SCHOOL_AT_TOWNSHIP = 0.8
HOSPITAL_AT_TOWNSHIP = 0.85
KEY_VILLAGES_AT_TOWNSHIP = {1: 30, 2: 40, 3: 30}
# Some units have not always been there, and some are no longer: the rules apply to none of them then.
FOUNDED = 0.03
FOUNDED_ON = ("2024-09-01", "2025-03-01")
CLOSED = 0.015
CLOSED_ON = ("2025-08-31", "2026-08-31")
MERGED_TOWNSHIPS = {
    "510824": "2025-06-30",
    "511324": "2025-12-31",
    "511922": "2025-06",
    "513434": "2026-03-31",
}

DEPARTMENTS = {
    "党委办公室": "Party Committee Office", "政府办公室": "Government Office",
    "组织部": "Organisation Department", "宣传部": "Publicity Department",
    "统战部": "United Front Department",
    "发展和改革局": "Development and Reform Bureau", "交通运输局": "Transport Bureau",
    "农业农村局": "Agriculture Bureau", "生态环境局": "Ecology Bureau",
    "文化广播电视和旅游局": "Culture and Tourism Bureau", "教育局": "Education Bureau",
    "卫生健康局": "Health Bureau", "科学技术局": "Science Bureau", "经济和信息化局": "Industry Bureau",
    "民政局": "Civil Affairs Bureau", "司法局": "Justice Bureau", "财政局": "Finance Bureau",
    "人力资源和社会保障局": "Human Resources Bureau", "自然资源局": "Natural Resources Bureau",
    "住房和城乡建设局": "Housing Bureau", "水利局": "Water Bureau", "商务局": "Commerce Bureau",
    "应急管理局": "Emergency Bureau", "审计局": "Audit Bureau", "市场监督管理局": "Market Bureau",
    "统计局": "Statistics Bureau", "医疗保障局": "Medical Security Bureau", "林业和草原局": "Forestry Bureau",
    "信访局": "Petitions Bureau", "退役军人事务局": "Veterans Bureau",
}  # fmt: skip
SCHOOLS = {
    "中学": "High School", "实验中学": "Experimental High School", "民族中学": "Nationalities High School",
    "职业技术学校": "Vocational School", "第一小学": "Primary School No. 1",
    "第二小学": "Primary School No. 2", "特殊教育学校": "Special School", "幼儿园": "Kindergarten",
}  # fmt: skip
HOSPITALS = {
    "人民医院": "People's Hospital", "中医医院": "Hospital of Chinese Medicine",
    "妇幼保健院": "Maternity Hospital", "疾病预防控制中心": "Disease Control Centre",
}  # fmt: skip
VILLAGE_NAMES = (
    "向阳", "团结", "红星", "东风", "光明", "幸福", "和平", "前进", "新民", "胜利", "青松", "金竹",
    "石泉", "清溪", "云岭", "白杨", "杜鹃", "碧水", "双河", "高坪", "大坝", "平桥", "长岭", "柳林",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountyUnits:
    """What a county has that full-domain pairing asks about, by kind."""

    by_kind: dict[Kind, tuple[Unit, ...]]
    merged: tuple[Unit, ...]
    """Former townships; also among the townships of `by_kind`."""

    def all(self) -> list[Unit]:
        invented = (units for kind, units in self.by_kind.items() if kind is not Kind.TOWNSHIP)
        return [*self.merged, *(unit for units in invented for unit in units)]


def make_county_units(places: Places, seed: int) -> dict[str, CountyUnits]:
    dice = Dice(seed, "county units")
    return {county.id: _units_of(county, places.townships[county.id], dice) for county in places.counties}


def _units_of(county: Unit, townships: tuple[Unit, ...], dice: Dice) -> CountyUnits:
    merged = _merged_townships(county)
    schools = [t.name + "中心小学" for t in townships if dice.chance(SCHOOL_AT_TOWNSHIP)]
    hospitals = [t.name + _clinic(t) for t in townships if dice.chance(HOSPITAL_AT_TOWNSHIP)]
    return CountyUnits(
        by_kind={
            Kind.DEPARTMENT: _within(county, Kind.DEPARTMENT, DEPARTMENTS, []),
            Kind.TOWNSHIP: townships + merged,
            Kind.SCHOOL: _dated(_within(county, Kind.SCHOOL, SCHOOLS, schools), dice),
            Kind.HOSPITAL: _dated(_within(county, Kind.HOSPITAL, HOSPITALS, hospitals), dice),
            Kind.VILLAGE: tuple(village for t in townships for village in _key_villages(t, dice)),
        },
        merged=merged,
    )


def _within(county: Unit, kind: Kind, names: dict[str, str], more: list[str]) -> tuple[Unit, ...]:
    """Those at the county seat have an English name; those named after a township have none."""
    english = {name: f"Example {county.name_en} {word}" for name, word in names.items()}
    return tuple(
        Unit(
            id=invented(kind, f"{county.id}-{n:02d}"),
            kind=kind,
            name=f"示例{county.name}{name}",
            name_en=english.get(name, ""),
            parent=county.id,
        )
        for n, name in enumerate([*names, *more], 1)
    )


def _clinic(township: Unit) -> str:
    return "社区卫生服务中心" if township.name.endswith("街道") else "卫生院"


def _key_villages(township: Unit, dice: Dice) -> list[Unit]:
    names = dice.shuffled(VILLAGE_NAMES)[: dice.weighted(KEY_VILLAGES_AT_TOWNSHIP)]
    return [
        Unit(
            id=invented(Kind.VILLAGE, f"{township.id}-{n}"),
            kind=Kind.VILLAGE,
            name=f"示例{name}村",
            name_en=f"Example Village {township.id}-{n}",
            parent=township.id,
            scope=KEY_VILLAGE,
        )
        for n, name in enumerate(names, 1)
    ]


def _merged_townships(county: Unit) -> tuple[Unit, ...]:
    through = MERGED_TOWNSHIPS.get(county.id)
    if through is None:
        return ()
    return (
        Unit(
            id=invented(Kind.TOWNSHIP, f"{county.id}-01"),
            kind=Kind.TOWNSHIP,
            name="示例旧河乡",
            name_en=f"Example Former Township, {county.name_en}",
            parent=county.id,
            through=through,
        ),
    )


def _dated(units: tuple[Unit, ...], dice: Dice) -> tuple[Unit, ...]:
    return tuple(_with_lifetime(unit, dice) for unit in units)


def _with_lifetime(unit: Unit, dice: Dice) -> Unit:
    if dice.chance(FOUNDED):
        return replace(unit, since=dice.pick(FOUNDED_ON))
    if dice.chance(CLOSED):
        return replace(unit, through=dice.pick(CLOSED_ON))
    return unit
