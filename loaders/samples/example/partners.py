"""The invented districts that help counties, eastern and within the province, and what lies in them."""

from dataclasses import dataclass

from graph_model.vocabulary import Field, Force, Kind
from loaders.samples.example.tables import Unit, invented

# Two syllables make the name of a district, so that all differ and none is meant.
FIRST = dict(zip("云海江湖山林川泽", ("Yun", "Hai", "Jiang", "Hu", "Shan", "Lin", "Chuan", "Ze"), strict=True))
SECOND = dict(zip("屿澜岑浦湾汀渚陵", ("yu", "lan", "cen", "pu", "wan", "ting", "zhu", "ling"), strict=True))
CITIES = {
    Force.EAST_WEST: {"东云": "Dongyun", "东海": "Donghai", "东江": "Dongjiang", "东湖": "Donghu"},
    Force.INTRA_PROVINCE: {"西林": "Xilin", "西川": "Xichuan", "西泽": "Xize", "西原": "Xiyuan"},
}
# Fewer than 39: some districts help two counties.
DISTRICTS = {Force.EAST_WEST: 34, Force.INTRA_PROVINCE: 30}
SLUGS = {Force.EAST_WEST: "east", Force.INTRA_PROVINCE: "intra"}

TOWNS = (
    "城关镇", "河东镇", "石桥镇", "临水镇", "南门街道", "新街街道", "双塔镇", "长堤镇", "白鹭乡", "青林乡",
)  # fmt: skip
VILLAGES = ("东风村", "前进村", "友好村", "同心村")
DEPARTMENTS = {
    "发展和改革局": "Development and Reform Bureau",
    "交通运输局": "Transport Bureau",
    "农业农村局": "Agriculture Bureau",
    "生态环境局": "Ecology Bureau",
    "文化和旅游局": "Culture and Tourism Bureau",
    "教育局": "Education Bureau",
    "卫生健康局": "Health Bureau",
    "科学技术局": "Science Bureau",
    "人力资源和社会保障局": "Human Resources Bureau",
    "民政局": "Civil Affairs Bureau",
    "住房和城乡建设局": "Housing Bureau",
    "水利局": "Water Bureau",
    "商务局": "Commerce Bureau",
    "财政局": "Finance Bureau",
}
DEPARTMENT_FIELDS = {
    "改革局": Field.PLANNING,
    "运输局": Field.TRANSPORT,
    "农村局": Field.FARMING,
    "环境局": Field.ECOLOGY,
    "旅游局": Field.TOURISM,
    "教育局": Field.EDUCATION,
    "健康局": Field.MEDICAL,
    "技术局": Field.SCIENCE,
    "水利局": Field.WATER,
    "建设局": Field.HOUSING,
}
"""By the end of a department's name, here and in the counties; any other is 其他."""
SCHOOLS = (
    "第一中学", "第二中学", "实验中学", "职业技术学校", "实验小学", "第一小学", "第二小学", "城北小学",
    "城南小学", "中心幼儿园",
)  # fmt: skip
HOSPITALS = ("人民医院", "中医医院", "妇幼保健院", "中心卫生院", "疾病预防控制中心", "社区卫生服务中心")


@dataclass(frozen=True, slots=True)
class Partner:
    """A district with the counterparts it has to offer, by their kind."""

    force: Force
    place: Unit
    city: Unit
    counterparts: dict[Kind, tuple[Unit, ...]]


@dataclass(frozen=True, slots=True)
class Partners:
    places: tuple[Unit, ...]
    """The eastern province and the cities."""
    districts: dict[Force, tuple[Partner, ...]]

    def all(self) -> list[Unit]:
        units = list(self.places)
        for districts in self.districts.values():
            for partner in districts:
                units.append(partner.place)
                units += [unit for group in partner.counterparts.values() for unit in group]
        return units


def field_of(department: Unit) -> Field:
    return DEPARTMENT_FIELDS.get(department.name[-3:], Field.OTHER)


def make_partners(own_province: str) -> Partners:
    east = Unit(invented(Kind.PROVINCE, "east"), Kind.PROVINCE, "示例东部省", name_en="Example Eastern Province")
    cities = {
        Force.EAST_WEST: _cities(Force.EAST_WEST, east.id),
        Force.INTRA_PROVINCE: _cities(Force.INTRA_PROVINCE, own_province),
    }
    return Partners(
        places=(east, *cities[Force.EAST_WEST], *cities[Force.INTRA_PROVINCE]),
        districts={force: _districts(force, cities[force]) for force in cities},
    )


def _cities(force: Force, province: str) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            id=invented(Kind.PREFECTURE, f"{SLUGS[force]}-{n:02d}"),
            kind=Kind.PREFECTURE,
            name=f"示例{name}市",
            name_en=f"Example {english} City",
            parent=province,
        )
        for n, (name, english) in enumerate(CITIES[force].items(), 1)
    )


def _districts(force: Force, cities: tuple[Unit, ...]) -> tuple[Partner, ...]:
    words = [(a + b, x + y) for a, x in FIRST.items() for b, y in SECOND.items()]
    if force is Force.INTRA_PROVINCE:
        words.reverse()  # taken from the other end: no name is used twice
    return tuple(
        _partner(force, n, *words[n - 1], city=cities[n % len(cities)]) for n in range(1, DISTRICTS[force] + 1)
    )


def _partner(force: Force, n: int, name: str, english: str, city: Unit) -> Partner:
    slug = f"{SLUGS[force]}-{n:02d}"
    place = Unit(
        id=invented(Kind.COUNTY, slug),
        kind=Kind.COUNTY,
        name=f"示例{name}区",
        name_en=f"Example {english} District",
        parent=city.id,
    )
    towns = _within(place, Kind.TOWNSHIP, slug, TOWNS)
    return Partner(
        force,
        place,
        city,
        {
            Kind.TOWNSHIP: towns,
            Kind.VILLAGE: _within(place, Kind.VILLAGE, slug, VILLAGES, under=towns),
            Kind.DEPARTMENT: _within(place, Kind.DEPARTMENT, slug, DEPARTMENTS, english=DEPARTMENTS),
            Kind.SCHOOL: _within(place, Kind.SCHOOL, slug, SCHOOLS),
            Kind.HOSPITAL: _within(place, Kind.HOSPITAL, slug, HOSPITALS),
        },
    )


def _within(
    place: Unit,
    kind: Kind,
    slug: str,
    names: tuple[str, ...] | dict[str, str],
    under: tuple[Unit, ...] = (),
    english: dict[str, str] | None = None,
) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            id=invented(kind, f"{slug}-{n:02d}"),
            kind=kind,
            name=place.name + name,
            name_en=f"{place.name_en} {english[name]}" if english else "",
            parent=under[n - 1].id if under else place.id,
        )
        for n, name in enumerate(names, 1)
    )
