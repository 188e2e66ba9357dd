"""The tables, declared once. Headers, cell checks, receipts, documentation and the ledger follow.

A column's `meaning` is a sentence for a reader: the API's pages and the templates print it.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from graph_model.errors import SchemaError
from graph_model.vocabulary import Field, Force, Kind, LinkTable, Post, Role, Term


class Value(Enum):
    """What a cell of a column holds, and so how it is read."""

    ID = auto()
    """ASCII letters, digits, `-_.:`."""
    NAME = auto()
    """The name of a unit: no control or direction characters."""
    NAMES = auto()
    """Several names or tags, separated by 、 ; or |."""
    TEXT = auto()
    """Free text; control characters are stripped."""
    UNIT = auto()
    """A unit, by id or by a name that is unique among those that can stand there."""
    TERM = auto()
    """A word of the closed list in `terms`."""
    FIRST_DAY = auto()
    """A day; a month or year means its first day."""
    LAST_DAY = auto()
    """The day on which something ends, or a word such as 长期; a month or year means its last day."""
    DAY_SEEN = auto()
    """A day on which something is so; a month or year means its last day."""
    COUNT = auto()
    """A whole number, 1 or more."""
    DEGREES = auto()
    """Decimal degrees, WGS 84."""
    TERM_OF_DAYS = auto()
    """First and last day in one cell: 2021年6月至2025年12月."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    zh: str
    value: Value
    meaning: str
    required: bool = False
    terms: type[Term] | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name):
            raise SchemaError(f"{self.name!r} is not a plain column name")
        if (self.value is Value.TERM) != (self.terms is not None):
            raise SchemaError(f"{self.name}: a closed list goes with Value.TERM, and with nothing else")


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table in; `what` is its word in the question `changes`."""

    name: str
    zh: str
    what: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def required(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


_ID = Column("id", "编码", Value.ID, "Official code or credit code; empty: a stable slug is made.")
_LINK_ID = Column("id", "编号", Value.ID, "The link's own id; empty: known by its ends, force and start.")
_FORCE = Column("force", "帮扶力量", Value.TERM, "Which of the five forces.", True, Force)
_LINK_TAIL = (
    Column("since", "起始", Value.FIRST_DAY, "First day in force."),
    Column("through", "截止", Value.LAST_DAY, "Last day in force; empty: open."),
    Column("seen", "见于", Value.DAY_SEEN, "Day a source says it holds, when nobody knows the start."),
    Column("basis", "依据", Value.TEXT, "The document or report it rests on."),
    Column("note", "备注", Value.TEXT, "A remark; never counted."),
)

UNITS = Table(
    "units",
    "单位表",
    "unit",
    "Places that receive help and bodies that give it.",
    (
        _ID,
        Column("kind", "类型", Value.TERM, "What the unit is.", True, Kind),
        Column("name", "名称", Value.NAME, "Official name.", True),
        Column("short_name", "简称", Value.NAME, "Short name."),
        Column("name_en", "英文名", Value.NAME, "English name."),
        Column("aliases", "别名", Value.NAMES, "Other names, separated by 、 ; or |."),
        Column("parent", "上级", Value.UNIT, "The unit it is part of."),
        Column("stands_for", "所属单位", Value.UNIT, "The unit that links to this one count for."),
        Column("scope", "范围", Value.NAMES, "Tags; what lies within a tagged unit is in scope."),
        Column("lat", "纬度", Value.DEGREES, "Latitude."),
        Column("lon", "经度", Value.DEGREES, "Longitude."),
        Column("since", "设立", Value.FIRST_DAY, "First day on which the unit exists; empty: always."),
        Column("through", "撤销前一日", Value.LAST_DAY, "Last day on which the unit exists."),
    ),
)

PAIRINGS = Table(
    "pairings",
    "结对表",
    LinkTable.PAIRING,
    "Helpers assigned to recipients.",
    (
        _LINK_ID,
        _FORCE,
        Column("helper", "帮扶方", Value.UNIT, "Who helps.", True),
        Column("helper_kind", "帮扶方类型", Value.TERM, "Kind of a helper no units table lists.", False, Kind),
        Column("recipient", "受扶方", Value.UNIT, "Who is helped.", True),
        Column("role", "角色", Value.TERM, "The helper's part.", False, Role),
        Column("agreement", "协议", Value.TEXT, "Title and date of the agreement signed."),
        *_LINK_TAIL,
    ),
)

DISPATCHES = Table(
    "dispatches",
    "选派表",
    LinkTable.DISPATCH,
    "People sent to a host: a post and a count, never a name.",
    (
        _LINK_ID,
        _FORCE,
        Column("sender", "派出单位", Value.UNIT, "Who sends.", True),
        Column("sender_kind", "派出单位类型", Value.TERM, "Kind of a sender no units table lists.", False, Kind),
        Column("host", "派驻单位", Value.UNIT, "Where they are sent.", True),
        Column("post", "岗位", Value.TERM, "What they are sent to be.", True, Post),
        Column("field", "领域", Value.TERM, "Field of work.", False, Field),
        Column("headcount", "人数", Value.COUNT, "How many people, 1 or more; empty is 1."),
        *_LINK_TAIL,
    ),
)

RETURNS = Table(
    "returns",
    "填报表",
    "return",
    "Declarations that a table lists all there is.",
    (
        Column("table", "表", Value.TERM, "Which table is complete.", True, LinkTable),
        Column("within", "填报范围", Value.UNIT, "The unit it is complete for.", True),
        Column("kind", "对象类型", Value.TERM, "Kind of recipient; empty: all.", False, Kind),
        Column("force", "帮扶力量", Value.TERM, "Force; empty: all.", False, Force),
        Column("as_of", "截至", Value.DAY_SEEN, "The day as of which it is complete.", True),
        Column("basis", "依据", Value.TEXT, "The document it rests on."),
    ),
)

TABLES = (UNITS, PAIRINGS, DISPATCHES, RETURNS)
LINK_TABLES = {LinkTable.PAIRING: PAIRINGS, LinkTable.DISPATCH: DISPATCHES}
SOURCE_COLUMN: dict[str, str] = {LinkTable.PAIRING: "helper", LinkTable.DISPATCH: "sender"}
TARGET_COLUMN: dict[str, str] = {LinkTable.PAIRING: "recipient", LinkTable.DISPATCH: "host"}
