"""The fields of a rule pack and what each may hold, checked by pydantic.

`loaders.rules.packs` turns what pydantic finds into issues; custom faults have a code of TABLES.md as type
and `中文 · English` as message.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo, field_validator
from pydantic import Field as Given
from pydantic_core import PydanticCustomError

from graph_model.days import BEGINNING, OPEN, Period, parse_period
from graph_model.rules import Rule
from graph_model.schema import Column, Value
from graph_model.vocabulary import Field, Force, Kind, LinkTable, Post, Role, Term
from loaders.cells.readers import LONGEST_ID, LONGEST_TEXT, Fault, reader

_MOST = 100_000
"""Helpers that a rule may ask for; more is a slip of the hand."""

T = TypeVar("T", bound=Term)
Item = TypeVar("Item")


def _fault(code: str, zh: str, en: str, candidates: tuple[str, ...] = ()) -> PydanticCustomError:
    # Braces would be read as places for values.
    message = f"{zh} · {en}".replace("{", "｛").replace("}", "｝")
    return PydanticCustomError(code, message, {"candidates": candidates})


def _word(terms: type[T]) -> Callable[[Any], T]:
    """Reader of a word of a closed list: its code, Chinese or English word, or a synonym, as in tables."""
    cells = reader(Column("word", "", Value.TERM, "", terms=terms))
    zh = "、".join(term.zh if term.zh == term.value else f"{term.zh} {term.value}" for term in terms)
    en = ", ".join(terms)

    def read(value: Any) -> T:
        found = cells[value] if isinstance(value, str) else ""
        if found and not isinstance(found, Fault):
            return next(term for term in terms if term.value == found)
        code, candidates = (found.code, found.candidates) if found else ("missing", ())
        likely = (*get_close_matches(str(value), list(terms)), *candidates)
        raise _fault(code, f"不在列表里，可写：{zh}", f"is not one of: {en}", likely)

    return read


def _once(values: list[Item]) -> list[Item]:
    for place, value in enumerate(values):
        if value in values[:place]:
            raise _fault("duplicate", f"里 {value} 写了两次", f"has {value} in it twice")
    return values


def _id(value: str) -> str:
    if len(value) > LONGEST_ID:
        raise _fault("too_long", f"超过 {LONGEST_ID} 个字符", f"is longer than {LONGEST_ID} characters")
    if not re.fullmatch(r"[A-Za-z0-9_.:-]+", value):
        raise _fault("bad_character", "只能用字母、数字和 -_.:", "may have letters, digits and -_.: only")
    return value


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise _fault("too_long", f"超过 {LONGEST_TEXT} 个字", f"is longer than {LONGEST_TEXT} characters")
    plain = " ".join(value.split())
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in plain):
        raise _fault("bad_character", "里有控制字符", "has a control or direction character in it")
    return plain


def _period(value: Any) -> Period:
    """A TOML date, or a text or number as in tables; a TOML time of day is none."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    text = unicodedata.normalize("NFKC", str(value)) if isinstance(value, int | str) else ""
    period = parse_period(text)
    if period is None:
        raise _fault("bad_date", "不是日期，请写成 2026-06-30", "is not a day like 2026-06-30")
    return period


def _since(value: Any) -> int:
    return BEGINNING if value == "" else _period(value).first


def _until(value: Any) -> int:
    return OPEN if value == "" else _period(value).last + 1


Id = Annotated[str, AfterValidator(_id)]
Text = Annotated[str, AfterValidator(_text)]
Count = Annotated[int, Given(ge=1, le=_MOST)]
Kinds = Annotated[list[Annotated[Kind, BeforeValidator(_word(Kind))]], AfterValidator(_once)]
Forces = Annotated[list[Annotated[Force, BeforeValidator(_word(Force))]], AfterValidator(_once)]
Posts = Annotated[list[Annotated[Post, BeforeValidator(_word(Post))]], AfterValidator(_once)]
Fields = Annotated[list[Annotated[Field, BeforeValidator(_word(Field))]], AfterValidator(_once)]
Roles = Annotated[list[Annotated[Role, BeforeValidator(_word(Role))]], AfterValidator(_once)]
Needs = Annotated[list[Literal["agreement"]], AfterValidator(_once)]


class PackFields(BaseModel):
    """The table `[pack]`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Id
    title: Text = ""
    title_en: Text = ""
    version: Text = ""


class RuleFields(BaseModel):
    """A table `[[rule]]`. `through` becomes the day after it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Id
    title: Text = ""
    title_en: Text = ""
    group: Text = ""
    scope: Text = ""
    recipient: Annotated[Kinds, Given(min_length=1)]
    link: Annotated[LinkTable, BeforeValidator(_word(LinkTable))]
    force: Forces = []
    helper: Kinds = []
    post: Posts = []
    field: Fields = []
    role: Roles = []
    each: Literal["", "force"] = ""
    needs: Needs = []
    min: Count = 1
    max: Count | None = None
    inherit: bool = False
    since: Annotated[int, BeforeValidator(_since)] = BEGINNING
    through: Annotated[int, BeforeValidator(_until)] = OPEN
    clause: Text = ""

    @field_validator("each")
    @classmethod
    def _each(cls, each: str, given: ValidationInfo) -> str:
        if each and ":" in given.data.get("id", ""):
            raise _fault("bad_character", "要求 id 里没有冒号", "asks for an id without a colon")
        return each

    @field_validator("max")
    @classmethod
    def _at_least_min(cls, most: int | None, given: ValidationInfo) -> int | None:
        if most is not None and most < given.data.get("min", 1):
            raise _fault("bad_number", "不能小于 min", "must not be less than min")
        return most

    @field_validator("through")
    @classmethod
    def _not_before_since(cls, until: int, given: ValidationInfo) -> int:
        if until <= given.data.get("since", BEGINNING):
            raise _fault("start_after_end", "早于 since", "is before since")
        return until

    def rule(self) -> Rule:
        lists = ("recipient", "force", "helper", "post", "field", "role", "needs")
        given = {name: getattr(self, name) for name in RuleFields.model_fields if name != "through"}
        given |= {name: tuple(given[name]) for name in lists}
        return Rule(**given | {"title": self.title or self.id, "until": self.through})
