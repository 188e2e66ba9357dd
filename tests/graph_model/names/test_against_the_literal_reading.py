"""Whatever the names and places, a cell means what the slow reading of TABLES.md says it means."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.desk import Desk
from graph_model.names import Directory
from graph_model.vocabulary import Kind
from tests.graph_model.names.province import meaning
from tests.ledger.tables import load
from tests.literal.naming import Named, above, meant

# Few and short, and some begin or end others: so that names, paths and names of before meet.
WORDS = ("甲", "乙", "甲乙", "乙丙", "丙", "丁")
KINDS = ("prefecture", "county", "township", "school", "party_organization")
IDS = ("1", "2", "3", "4", "5", "6")
HEADER = "id,kind,name,short_name,aliases,parent,stands_for\n"

words = st.sampled_from(WORDS)
texts = st.one_of(
    st.lists(words, min_size=1, max_size=3).map("".join),
    st.lists(words, min_size=2, max_size=3).map(" ".join),
    st.sampled_from([*IDS, "7"]),
)


@st.composite
def units(draw: st.DrawFn) -> list[Named]:
    """Each unit lies in, or stands for, one named before it, or in nothing."""
    made: list[Named] = []
    for unit_id in IDS:
        ids = [one.id for one in made]
        names = draw(st.lists(words, min_size=1, max_size=3))
        former = draw(st.lists(words, max_size=2))
        parent, stands_for = (draw(st.sampled_from([None, *ids])) for _ in range(2))
        kind = draw(st.sampled_from(KINDS))
        made.append(Named(unit_id, kind, tuple(names), tuple(former), parent, stands_for))
    return made


def table(known: list[Named], before: bool) -> str:
    rows = []
    for unit in known:
        names = unit.former or unit.names if before else unit.names
        name, short, alias = (*names, "", "")[:3]
        cells = [unit.id, unit.kind, name, short, alias, unit.parent or "", unit.stands_for or ""]
        rows.append(",".join(cells))
    return HEADER + "\n".join(rows) + "\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=units(), asked=st.lists(texts, min_size=12, max_size=12), data=st.data())
def test_a_cell_means_what_the_slow_reading_says(
    tmp_path: Path, known: list[Named], asked: list[str], data: st.DataObject
) -> None:
    with Desk.open(":memory:", create=True) as desk:
        load(desk, tmp_path, units=table(known, before=True))
        load(desk, tmp_path, units=table(known, before=False))
        directory = Directory(desk.graph())

    for text in asked:
        level = data.draw(st.sampled_from([None, None, *KINDS]), "level")
        around = data.draw(st.sampled_from([None, None, *IDS]), "around")
        found = meaning(directory, text, around or "", level=Kind.of(level) if level else None)

        assert found == meant(known, text, level, around), (text, level, around)
        assert_nothing_was_guessed(known, found, text, level, around)


def assert_nothing_was_guessed(
    known: list[Named], found: str, text: str, level: str | None, around: str | None
) -> None:
    """The unit carries the id or a name that is written, and is of the level and not known to be elsewhere."""
    by_id = {unit.id: unit for unit in known}
    if (unit := by_id.get(found)) is None:
        return
    assert text == unit.id or any(text.replace(" ", "").endswith(name) for name in (*unit.names, *unit.former))
    assert level in (None, unit.kind)
    chain = [unit, *above(known, unit)]
    assert around is None or around in [one.id for one in chain] or all(one.kind in KINDS[3:] for one in chain)
