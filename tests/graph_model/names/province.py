"""A small province with names that meet each other, and how a test says what a cell means in it."""

from typing import Any

from graph_model.errors import NameNotFoundError
from graph_model.names import AmbiguousNameError, ContextMismatchError, Directory, UnknownNameError

UNITS = """\
id,kind,name,short_name,name_en,aliases,parent,stands_for
51,province,四川省,四川,Sichuan,,,
5108,prefecture,广元市,广元,,,51,
510824,county,苍溪县,苍溪,,,5108,
5132,prefecture,阿坝藏族羌族自治州,阿坝,,阿坝州,51,
513231,county,阿坝县,阿坝,,,5132,
5134,prefecture,凉山彝族自治州,凉山州,Liangshan,凉山,51,
513422,county,木里藏族自治县,木里县,,木里,5134,
513423,county,盐源县,盐源,,,5134,
513429,county,布拖县,布拖,,,5134,
513431,county,昭觉县,昭觉,Zhaojue County,,5134,
t1,township,兴隆镇,,,,513423,
t2,township,兴隆镇,,,,510824,
t3,township,城关镇,,,,513431,
v1,village,和平村,,,,t1,
v2,village,和平村,,,,t3,
d1,department,教育局,,,,513423,
d2,department,教育局,,,,513431,
d3,department,盐源县水利局,,,,513423,
o1,party_organization,教育局党委,,,,,d1
g1,central_soe,中国三峡集团,三峡集团,,,,
g2,central_soe,三峡四川公司,,,,g1,
h1,hospital,康复医院,,,,510824,
h2,hospital,康复医院,,,,,
"""

CODES: dict[type[NameNotFoundError], str] = {
    UnknownNameError: "unknown",
    AmbiguousNameError: "ambiguous",
    ContextMismatchError: "mismatch",
}


def meaning(directory: Directory, text: str, around: str = "", **options: Any) -> str:
    """The id of the unit meant, or in a word why there is none."""
    if around:
        options["around"] = directory.slot(around)
    try:
        return directory.id(directory.resolve(text, **options))
    except NameNotFoundError as error:
        return CODES[type(error)]


def refusal(directory: Directory, text: str, around: str = "", **options: Any) -> NameNotFoundError:
    if around:
        options["around"] = directory.slot(around)
    try:
        found = directory.resolve(text, **options)
    except NameNotFoundError as error:
        return error
    raise AssertionError(f"{text} is {directory.label(found)}")


def names_of(error: NameNotFoundError) -> list[str]:
    return [candidate.split(" (")[0] for candidate in error.candidates]
