"""One change to the ledger in words: what it is about, what it says, and what differs, before → after."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from graph_model.schema import LINK_TABLES, SOURCE_COLUMN, TABLES, TARGET_COLUMN, Column
from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import Change, Kind, LinkTable, What
from visuals.difference import field_word, fields_of
from visuals.pages.ask import Ask
from visuals.pages.link_texts import part_said, term_said
from visuals.values import as_known, for_people
from visuals.words import Lang, word

Name = Callable[[str], str]
"""The name of a unit by its id; the id itself where there is none, or where the reader may not know."""


def name_of(ask: Ask) -> Name:
    """Names as of the page's import."""

    def name(unit_id: str) -> str:
        slot = ask.graph.find(unit_id)
        return unit_id if slot == NOBODY else ask.graph.name(slot)

    return name


class Differs(NamedTuple):
    """A field, and what stood in it before and after."""

    field: str
    before: str
    after: str


class ChangedRow(NamedTuple):
    """`about` is what was changed, `says` what the row says where all of it is new or gone."""

    change: str
    change_word: str
    what: str
    what_word: str
    id: str
    about: str
    says: str
    differs: Sequence[Differs]
    file: str | None
    sheet: str | None
    row: int | None
    import_: int


def changed_row(row: Any, name: Name, lang: Lang) -> ChangedRow:
    """`row` is one of the question `changes`."""
    told = row.after or row.before
    both = row.before is not None and row.after is not None
    return ChangedRow(
        change=row.change,
        change_word=word(row.change, Change, lang),
        what=row.what,
        what_word=word(row.what, What, lang),
        id=row.id,
        about=_about(row.what, told, name),
        says="" if both else _says(row.what, told, lang),
        differs=_differs(row, name, lang) if both else [],
        file=row.file,
        sheet=row.sheet,
        row=row.row,
        import_=row.import_,
    )


def _about(what: str, told: Mapping[str, Any], name: Name) -> str:
    """宁波市镇海区 → 昭觉县: the ends of a link, the name of anything else."""
    if what in LINK_TABLES:
        return f"{name(told[SOURCE_COLUMN[what]])} → {name(told[TARGET_COLUMN[what]])}"
    if what == What.RETURN:
        return name(told["within"])
    return str(told.get("name") or told.get("title") or told["id"])


def _says(what: str, told: Mapping[str, Any], lang: Lang) -> str:
    """What a reader wants of a whole row: the force, the part and the term of a link, the kind of a unit."""
    if what in LINK_TABLES:
        said = [_value(what, "force", told["force"], lang), part_said(told, lang), term_said(told, lang)]
    elif what == What.UNIT:
        said = [word(told["kind"], Kind, lang), told["id"]]
    elif what == What.RETURN:
        said = [word(_table_of(told["table"]), LinkTable, lang), word(told["kind"] or "", Kind, lang), told["as_of"]]
    else:
        said = [told["id"]]
    return " · ".join(filter(None, said))


def _table_of(named: str) -> str:
    """A return names a table as its file does: pairings, dispatches."""
    return next((str(table) for table in LinkTable if named.startswith(str(table))), named)


def _differs(row: Any, name: Name, lang: Lang) -> list[Differs]:
    fields = ("through",) if row.change == Change.ENDED else fields_of(row)
    return [
        Differs(
            field_word(row.what, field, lang),
            _said(row.what, field, row.before, name, lang),
            _said(row.what, field, row.after, name, lang),
        )
        for field in fields
    ]


_UNITS = frozenset(("helper", "recipient", "sender", "host", "parent", "stands_for", "within"))


def _said(what: str, field: str, told: Mapping[str, Any], name: Name, lang: Lang) -> str:
    value = told.get(field)
    if value in (None, "", []):
        return "—"
    if field in _UNITS:
        return name(str(value))
    if (precision := told.get(f"{field}_precision")) is not None:
        return as_known(str(value), precision)
    return _value(what, field, value, lang)


def _value(what: str, field: str, value: Any, lang: Lang) -> str:
    column = _columns(what).get(field)
    return for_people(value, None if column is None else column.terms, lang)


def _columns(what: str) -> Mapping[str, Column]:
    return {column.name: column for table in TABLES if table.what == what for column in table.columns}
