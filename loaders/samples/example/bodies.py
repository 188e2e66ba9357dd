"""The invented bodies that help and belong to no county: units, enterprises, universities, hospitals."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_model.vocabulary import Field, Kind
from loaders.samples.example.tables import Unit, invented

CENTRAL_UNITS = 14
UNIVERSITIES = 36
HOSPITALS = 24
INSTITUTIONS = 12
FIRMS = 36
CHAMBERS = 8
CENTRAL_BRANCHES = 3
LOCAL_BRANCHES = 2

# Provincial departments that second cadres to the shortage posts, by the post's field.
FIELD_DEPARTMENTS = {
    Field.PLANNING: "发展和改革委员会",
    Field.TRANSPORT: "交通运输厅",
    Field.FARMING: "农业农村厅",
    Field.ECOLOGY: "生态环境厅",
    Field.TOURISM: "文化和旅游厅",
}
OTHER_DEPARTMENTS = (
    "教育厅", "科学技术厅", "民政厅", "财政厅", "水利厅", "商务厅", "审计厅", "卫生健康委员会", "统计局",
    "体育局", "林业和草原局", "市场监督管理局", "应急管理厅", "住房和城乡建设厅", "自然资源厅", "能源局",
    "档案馆", "图书馆", "博物馆", "气象台", "测绘院", "地质队", "农科院", "林科院", "水科院", "社科院",
    "机关事务局", "信访局", "供销社", "广播电视局", "地方志办公室", "公共资源交易中心", "节能监察中心",
    "种子站", "畜牧总站", "公路局", "航务局", "考试院", "药检院", "勘察院", "粮食局", "侨联", "工商联",
    "科协", "文联",
)  # fmt: skip
CENTRAL_SECTORS = {
    "电力": "Power", "电网": "Grid", "石油": "Petroleum", "建筑": "Construction", "铁路": "Railway",
    "通信": "Telecom", "银行": "Bank", "保险": "Insurance", "航空": "Aviation", "装备": "Equipment",
    "粮油": "Grain", "矿业": "Mining", "水电": "Hydropower", "旅游": "Tourism",
}  # fmt: skip
LOCAL_SECTORS = {
    "交投": "Transport", "能投": "Energy", "城投": "Urban", "农投": "Farming", "文投": "Culture",
    "水务": "Water", "酒业": "Liquor", "环境": "Environment", "港航": "Port", "机场": "Airport",
    "医药": "Pharma", "商投": "Commerce", "金控": "Finance", "科创": "Innovation", "林投": "Forestry",
    "盐业": "Salt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bodies:
    central_units: tuple[Unit, ...]
    provincial: tuple[Unit, ...]
    by_field: dict[Field, Unit]
    """Those of `provincial` that second cadres to a shortage post."""
    central_groups: tuple[Unit, ...]
    central_branches: tuple[Unit, ...]
    local_groups: tuple[Unit, ...]
    local_branches: tuple[Unit, ...]
    universities: tuple[Unit, ...]
    hospitals: tuple[Unit, ...]
    institutions: tuple[Unit, ...]
    firms: tuple[Unit, ...]
    chambers: tuple[Unit, ...]

    @property
    def enterprises(self) -> tuple[Unit, ...]:
        return self.central_groups + self.central_branches + self.local_groups + self.local_branches

    def all(self) -> list[Unit]:
        return [
            *(*self.central_units, *self.provincial, *self.enterprises, *self.universities),
            *(*self.hospitals, *self.institutions, *self.firms, *self.chambers),
        ]


def make_bodies(province: str) -> Bodies:
    central = _groups(Kind.CENTRAL_SOE, CENTRAL_SECTORS, "央企", "Central SOE")
    local = _groups(Kind.LOCAL_SOE, LOCAL_SECTORS, "国企", "Local SOE")
    provincial = _provincial(province)
    return Bodies(
        central_units=_numbered(Kind.CENTRAL_UNIT, CENTRAL_UNITS, "中央单位", "Central Unit"),
        provincial=provincial,
        by_field=dict(zip(FIELD_DEPARTMENTS, provincial, strict=False)),
        central_groups=central,
        central_branches=_branches(central, CENTRAL_BRANCHES),
        local_groups=local,
        local_branches=_branches(local, LOCAL_BRANCHES),
        universities=_numbered(Kind.UNIVERSITY, UNIVERSITIES, "大学", "University"),
        hospitals=_numbered(Kind.HOSPITAL, HOSPITALS, "省级医院", "Provincial Hospital"),
        institutions=_numbered(Kind.INSTITUTION, INSTITUTIONS, "研究院", "Institute"),
        firms=_numbered(Kind.PRIVATE_FIRM, FIRMS, "民营企业", "Private Firm"),
        chambers=_numbered(Kind.CHAMBER, CHAMBERS, "商会", "Chamber"),
    )


def _numbered(kind: Kind, count: int, name: str, english: str) -> tuple[Unit, ...]:
    return tuple(
        Unit(invented(kind, f"{n:02d}"), kind, f"示例{name}{n:02d}", name_en=f"Example {english} {n:02d}")
        for n in range(1, count + 1)
    )


def _provincial(province: str) -> tuple[Unit, ...]:
    names = (*FIELD_DEPARTMENTS.values(), *OTHER_DEPARTMENTS)
    return tuple(
        Unit(invented(Kind.PROVINCIAL_UNIT, f"{n:02d}"), Kind.PROVINCIAL_UNIT, f"示例省{name}", parent=province)
        for n, name in enumerate(names, 1)
    )


def _groups(kind: Kind, sectors: Mapping[str, str], word: str, english: str) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            id=invented(kind, f"{n:02d}"),
            kind=kind,
            name=f"示例{word}{name}集团",
            short_name=f"示例{name}集团",
            name_en=f"Example {english} {sector} Group",
        )
        for n, (name, sector) in enumerate(sectors.items(), 1)
    )


def _branches(groups: tuple[Unit, ...], each: int) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            id=f"{group.id}-branch-{n}",
            kind=group.kind,
            name=f"{group.name}第{n}分公司",
            name_en=f"{group.name_en}, Branch {n}",
            parent=group.id,
        )
        for group in groups
        for n in range(1, each + 1)
    )
