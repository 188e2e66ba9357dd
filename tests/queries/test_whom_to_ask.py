"""Whom to ask: on random worlds what a literal reading says, on a small one what a coordinator would expect."""

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.access.scope import Scope
from api.desk import Desk
from graph_model.errors import NameNotFoundError, UsageError
from graph_model.vocabulary import Field, Kind, Post
from queries.subjects import SUBJECTS, Subject
from queries.whom_to_ask import WHOM_TO_ASK, Row
from tests.literal.advising import Speaks, whom_to_ask
from tests.literal.asking import loaded, plain
from tests.literal.ledger import worlds
from tests.literal.places import DAYS
from tests.literal.strategies import History, histories
from tests.literal.tables import write_tables

EXAMPLES = int(os.environ.get("BANGFU_EXAMPLES", "60"))
phases = [phase for phase in Phase if phase is not Phase.shrink or "BANGFU_SHRINK" in os.environ]

# Words that names of the random worlds have, those of places too.
SPOKEN = {
    "医疗": Speaks(("局", "公司", "镇"), ("hospital", "school"), ("first_secretary",)),
    "发改": Speaks(("集团", "寅"), ("university", "county"), ()),
}
SUBJECTS_OF_WORLDS = {
    Field.of(field): Subject(said.words, tuple(map(Kind.of, said.kinds)), tuple(map(Post.of, said.posts)))
    for field, said in SPOKEN.items()
}


@settings(max_examples=EXAMPLES // 2, deadline=None, phases=phases, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories(chinese=False, most=2), data=st.data())
def test_the_answer_is_that_of_the_literal_reading(history: History, data: st.DataObject) -> None:
    held = worlds(history.loads)
    with (
        patch.dict(SUBJECTS, SUBJECTS_OF_WORLDS),
        TemporaryDirectory() as folder,
        Desk.open(Path(folder) / "store.db", create=True) as desk,
    ):
        for number, load in enumerate(history.loads, start=1):
            loaded(desk, write_tables(load, Path(folder) / f"load-{number}"))
        for number, world in enumerate(held[1:], start=1):
            day = data.draw(st.sampled_from(DAYS))
            for unit, field in product(sorted(world.unit), SPOKEN):
                found = asked(desk, unit=unit, field=field, as_of=day.isoformat(), known_at=str(number))
                expected = whom_to_ask(world, day, SPOKEN, unit=unit, field=field)
                assert [{name: row[name] for name in expected[0]} for row in found] == [
                    {name: plain(value) for name, value in row.items()} for row in expected
                ]


def asked(desk: Desk, *, scope: Scope | None = None, **options: str) -> list[dict[str, Any]]:
    answer = desk.answer(WHOM_TO_ASK, options, scope)
    return [dict(zip(Row._fields, row, strict=True)) for row in answer.page(0, answer.total)]


UNITS = """\
id,kind,name,parent,stands_for,through
5101,prefecture,青山州,,,
510101,county,清溪县,5101,,
510102,county,云岭县,5101,,
t-1,township,东镇,510101,,
d-edu,department,清溪县教育局,510101,,
d-med-2,department,清溪县医疗保障局,510101,,
d-med-1,department,清溪县卫生健康局,510101,,
d-wat,department,清溪县水利局,510101,,2026-05-31
s-own,school,清溪中学,510101,,
h-east,county,湖区,,,
h-edu,department,湖区教育局,h-east,,
h-school,school,湖区中学,h-east,,
h-road,provincial_unit,省交通运输厅,,,
h-roads,county,交通区,,,
h-hosp,hospital,湖区人民医院,h-east,,
h-cell,party_organization,湖区人民医院党委,,h-hosp,
h-lead,provincial_unit,省统计局,,,
"""
PAIRINGS = """\
id,force,helper,recipient,role,since,through
p-1,east_west,h-east,510101,,2021-04,
p-2,east_west,h-edu,d-edu,,2024-01-01,2026-12-31
p-3,east_west,h-school,s-own,,2024-01-01,
p-4,designated,h-road,510101,,2024-01-01,
p-5,designated,h-lead,510101,lead,2024-01-01,2027-12
p-6,east_west,h-roads,510101,,2024-01-01,
p-7,group_talent,h-cell,510101,,2024-01-01,
p-8,soe,h-lead,510102,lead,2024-01-01,2026-01-31
"""
DISPATCHES = """\
id,force,sender,host,post,field,headcount,since,through
x-1,east_west,h-east,t-1,specialist,教育,4,2024-01-01,
x-2,east_west,h-east,510101,seconded_cadre,教育,2,2024-01-01,2027-06-30
x-3,group_talent,h-school,510101,group_education,,3,2024-01-01,
x-4,group_talent,h-school,510101,group_education,,3,2021-01-01,2023-12-31
x-5,east_west,h-road,510101,seconded_cadre,农牧,1,2024-01-01,
"""
DAY = "2026-06-30"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("whom")
    for name, text in {"u": UNITS, "p": PAIRINGS, "d": DISPATCHES}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    with Desk.open(":memory:", create=True) as opened:
        loaded(opened, folder)
        yield opened


def told(desk: Desk, field: str, unit: str = "清溪县", as_of: str = DAY) -> list[tuple[str | None, str, str | None]]:
    rows = asked(desk, unit=unit, field=field, as_of=as_of, known_at="1")
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    return [(row["unit"], row["reason"], row["link"]) for row in rows]


def test_a_dispatch_of_the_field_comes_before_a_helper_of_it_and_the_lead(desk: Desk) -> None:
    assert told(desk, "教育") == [
        ("h-east", "dispatch", "x-2"),
        ("h-school", "dispatch", "x-3"),
        ("h-edu", "name", "p-2"),
        ("h-lead", "lead", "p-5"),
    ]
    first = asked(desk, unit="清溪县", field="教育", as_of=DAY)[0]
    assert (first["name"], first["post"], first["headcount"], first["host_name"]) == (
        "湖区",
        "seconded_cadre",
        2,
        "清溪县",
    )
    assert (first["since"], first["through"], first["links"]) == ("2024-01-01", "2027-06-30", 2)


def test_a_name_speaks_and_that_of_a_place_does_not(desk: Desk) -> None:
    assert told(desk, "交通") == [("h-road", "name", "p-4"), ("h-lead", "lead", "p-5")]


def test_a_party_organisation_is_the_unit_that_it_stands_for(desk: Desk) -> None:
    assert told(desk, "医疗") == [("h-hosp", "kind", "p-7"), ("h-lead", "lead", "p-5")]


def test_nobody_is_said_with_the_countys_own_department(desk: Desk) -> None:
    before = "2023-06-30"
    assert told(desk, "医疗", as_of=before) == [("d-med-1", "nobody", None)]
    assert told(desk, "水利", as_of=before) == [("d-wat", "nobody", None)]
    assert told(desk, "水利", unit="云岭县") == [(None, "nobody", None)]
    # The lead was so until January.
    assert told(desk, "水利", unit="云岭县", as_of="2026-01-31") == [("h-lead", "lead", "p-8")]


def test_a_reader_of_a_place_learns_of_no_unit_beyond_its_links(desk: Desk) -> None:
    township = Scope("t-1")
    assert [row["unit"] for row in asked(desk, scope=township, unit="t-1", field="教育", as_of=DAY)] == ["h-east"]
    [row] = asked(desk, scope=township, unit="t-1", field="医疗", as_of=DAY)
    assert (row["reason"], row["unit"], row["name"], row["kind"]) == ("nobody", None, None, None)
    with pytest.raises(NameNotFoundError):
        asked(desk, scope=township, unit="510101", field="教育", as_of=DAY)


def test_unit_and_field_must_be_said(desk: Desk) -> None:
    with pytest.raises(UsageError, match="field"):
        asked(desk, unit="清溪县")
    with pytest.raises(UsageError, match="unit"):
        asked(desk, field="教育")


def test_every_field_says_what_speaks_of_it() -> None:
    assert set(SUBJECTS) == set(Field)
    silent = [field for field, subject in SUBJECTS.items() if not subject.words]
    assert silent == [Field.OTHER]
