"""Every word of a closed list means one thing."""

from collections import defaultdict

import pytest

from graph_model import vocabulary
from graph_model.synonyms import SYNONYMS
from graph_model.vocabulary import Field, Force, Kind, Post, Role, Term
from loaders.cells.readers import term_meant, word_key

LISTS = (Kind, Force, Role, Post, Field)


@pytest.mark.parametrize("terms", Term.__subclasses__(), ids=lambda terms: terms.__name__)
def test_no_two_terms_of_a_list_share_a_spelling(terms: type[Term]) -> None:
    meanings = defaultdict(set)
    for term in terms:
        for word in (term.value, term.zh, term.en, *term.synonyms):
            meanings[word_key(word)].add(term)

    assert {word: meant for word, meant in meanings.items() if len(meant) > 1} == {}


def test_synonyms_are_those_of_terms_there_are() -> None:
    codes = {(name, code) for name, further in SYNONYMS.items() for code in further}

    assert codes <= {(terms.__name__, term.value) for terms in LISTS for term in terms}
    assert all(hasattr(vocabulary, name) for name in SYNONYMS)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("省级部门", Kind.PROVINCIAL_UNIT),
        ("省直机关", Kind.PROVINCIAL_UNIT),
        ("县级部门", Kind.DEPARTMENT),
        ("县（区）", Kind.COUNTY),
        ("乡 镇", Kind.TOWNSHIP),
        ("行政村", Kind.VILLAGE),
        ("在川中央企业", Kind.CENTRAL_SOE),
        ("省属国有企业", Kind.LOCAL_SOE),
        ("国企", None),
        ("定点医院", None),
        ("对口支援", Force.EAST_WEST),
        ("定点帮扶", Force.DESIGNATED),
        ("组团式帮扶", Force.GROUP_TALENT),
        ('"组团式"人才帮扶', Force.GROUP_TALENT),
        ("＂组团式＂人才帮扶", Force.GROUP_TALENT),
        ("省内对口帮扶", Force.INTRA_PROVINCE),
        ("结对帮扶", None),
        ("牵头单位", Role.LEAD),
        ("参与单位", Role.MEMBER),
        ("挂职", Post.SECONDED_CADRE),
        ("驻村第一书记", Post.FIRST_SECRETARY),
        ("厨师", None),
        ("卫生健康", Field.MEDICAL),
        ("农业农村", Field.FARMING),
        ("财政", None),
    ],
)
def test_words_that_offices_write(word: str, meant: Term | None) -> None:
    found = [term_meant(terms, word) for terms in ([type(meant)] if meant else LISTS[:1] if word == "国企" else LISTS)]

    assert set(found) == {meant.value if meant else None}
