"""What speaks of a field of work: kinds of units, words in their names, posts that say it by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_model.vocabulary import Field, Kind, Post


@dataclass(frozen=True, slots=True)
class Subject:
    """`words` stand in the names of bodies that work in the field, the plainest first; the names of places say nothing.

    A dispatch in a post of `posts` is in the field, where its row names none.
    """

    words: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    posts: tuple[Post, ...] = ()


SUBJECTS: Mapping[Field, Subject] = {
    Field.PLANNING: Subject(("发展和改革", "发展改革", "发改")),
    Field.TRANSPORT: Subject(("交通", "交投", "公路", "铁路", "航务", "港航", "航空", "机场")),
    Field.FARMING: Subject(
        (
            "农业农村",
            "农牧",
            "农业",
            "畜牧",
            "农科",
            "农投",
            "种子",
            "供销",
            "粮食",
            "粮油",
            "林业",
            "林草",
            "林科",
            "林投",
        )
    ),
    Field.WATER: Subject(("水利", "水务", "水科院")),
    Field.ENERGY: Subject(("能源", "能投", "电力", "电网", "水电", "石油", "石化", "煤")),
    Field.INDUSTRY: Subject(
        ("经济和信息化", "经信", "工业和信息化", "工信", "装备", "工商联"), (Kind.PRIVATE_FIRM, Kind.CHAMBER)
    ),
    Field.ECOLOGY: Subject(("生态环境", "环境", "节能", "林业和草原")),
    Field.TOURISM: Subject(("文化和旅游", "文化", "旅游", "文旅", "文投", "文联", "广播电视", "博物馆", "图书馆")),
    Field.MEDICAL: Subject(
        ("卫生健康", "卫健", "医疗保障", "疾病预防", "医药", "药检"), (Kind.HOSPITAL,), (Post.GROUP_MEDICAL,)
    ),
    Field.EDUCATION: Subject(("教育", "教体", "考试院"), (Kind.UNIVERSITY, Kind.SCHOOL), (Post.GROUP_EDUCATION,)),
    Field.SCIENCE: Subject(
        ("科学技术", "科技", "科学院", "科协", "科创", "研究院", "研究所", "农科院"),
        (Kind.UNIVERSITY,),
        (Post.GROUP_SCIENCE,),
    ),
    Field.EMPLOYMENT: Subject(("人力资源", "人社", "就业")),
    Field.FINANCE: Subject(("金融", "金控", "银行", "保险", "证券")),
    Field.HOUSING: Subject(("住房和城乡建设", "住建", "城投", "建筑", "勘察")),
    Field.PARTY_BUILDING: Subject(("组织部", "党校", "党委", "统战部"), (Kind.PARTY_ORGANIZATION,)),
    Field.OTHER: Subject(),
}
"""By field; `test_subjects` holds that none is left out."""
