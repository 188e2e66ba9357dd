"""Rule packs: TOML in, rules out, or every fault that the pack has. Half a pack is never taken."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph_model.errors import TableError
from graph_model.rules import Rule, expand
from loaders.receipts.receipt import Issue
from loaders.sheets.csv_sheets import unreadable
from loaders.sheets.headers import NoTableError

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound="BaseModel")

_MOST_BYTES = 8 * 1024**2
_SHOWN = 5
_VALUE_SHOWN = 60

# What pydantic finds by itself: its code here, and its sentence.
_FAULTS = {
    "missing": ("missing", "没有写", "is missing"),
    "too_short": ("missing", "不能为空", "must not be empty"),
    "extra_forbidden": ("unknown_field", "不是规则包的字段", "is no field of a rule pack"),
    "string_type": ("bad_character", "应为引号里的文字", "must be a text in quotation marks"),
    "list_type": ("unknown_field", '应为列表，如 ["…"]', 'must be a list like ["…"]'),
    "int_type": ("bad_number", "应为整数", "must be a whole number"),
    "greater_than_equal": ("bad_number", "应为 1 以上的整数", "must be a whole number, 1 or more"),
    "less_than_equal": ("bad_number", "太大", "is too large"),
    "literal_error": (
        "unknown_field",
        "不是可写的值：each 只能是 force，needs 只能是 agreement",
        "is not what may stand there: each takes force, needs takes agreement",
    ),
    "bool_type": ("unknown_field", "应为 true 或 false", "must be true or false"),
}


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack that is right. `rules` have the line of the file where each begins, and are not expanded."""

    path: Path
    id: str
    title: str
    title_en: str
    version: str
    rules: list[tuple[int, Rule]]


class PackError(TableError):
    """A pack of which nothing is taken. `issues` are all its faults, with lines and fields."""

    def __init__(self, path: Path, issues: Iterable[Issue]) -> None:
        self.path, self.issues = path, tuple(issues)
        parts = [issue.message.partition(" · ") for issue in self.issues[:_SHOWN]]
        zh, en = "；".join(zh for zh, _, _ in parts), "; ".join(en.rstrip(".") for _, _, en in parts)
        count = len(self.issues)
        super().__init__(
            f"{path.name} 有 {count} 处错误，整包未导入，请改正：{zh} · "
            f"{path.name}: {count} to be corrected, and no rule of the pack was loaded: {en}."
        )


def read_pack(path: Path) -> PackFile:
    """A rule pack; raises PackError with all its faults, and NoTableError for other TOML files."""
    text = _text(path)
    given = _toml(path, text)
    if not {"pack", "rule"} & given.keys():
        raise NoTableError(
            f"{path.name} 不是规则包（没有 [pack]），请核对 · {path.name} is no rule pack: it has no [pack]."
        )
    return _Reading(path, text, given).pack()


class _Reading:
    """One pack while it is read; faults are gathered, so that all of them can be said at once."""

    def __init__(self, path: Path, text: str, given: Mapping[str, Any]) -> None:
        self.path, self.given = path, given
        self.lines = text.splitlines()
        self.issues: list[Issue] = []

    def pack(self) -> PackFile:
        from loaders.rules.pack_fields import PackFields  # pydantic takes longer to import than a table to load

        line = next(iter(self._lines_of("[pack]")), 1)
        for name in sorted(self.given.keys() - {"pack", "rule"}):
            self._say(line, "", name, None, *_FAULTS["extra_forbidden"])
        about = self._checked(PackFields, line, "[pack]", self.given.get("pack", {}))
        rules = self._rules()
        self._say_doubled(rules)
        if self.issues or about is None:
            raise PackError(self.path, sorted(self.issues, key=lambda issue: issue.row))
        return PackFile(self.path, about.id, about.title or about.id, about.title_en, about.version, rules)

    def _rules(self) -> list[tuple[int, Rule]]:
        from loaders.rules.pack_fields import RuleFields

        tables = self.given.get("rule", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._say(1, "", "rule", None, "unknown_field", "应写成 [[rule]]", "must be written as [[rule]]")
            return []
        lines = self._lines_of("[[rule]]")
        if len(lines) != len(tables):
            lines = list(range(1, len(tables) + 1))
        read = []
        for line, table in zip(lines, tables, strict=True):
            if (fields := self._checked(RuleFields, line, str(table.get("id", line)), table)) is not None:
                read.append((line, fields.rule()))
        return read

    def _lines_of(self, header: str) -> list[int]:
        """Numbers of the lines that are this header, whatever spaces are in it."""
        return [line for line, text in enumerate(self.lines, 1) if "".join(text.partition("#")[0].split()) == header]

    def _checked(self, fields: type[M], line: int, owner: str, given: object) -> M | None:
        from pydantic import ValidationError

        try:
            return fields.model_validate(given)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self._say_fault(line, owner, fault)
            return None

    def _say_fault(self, line: int, owner: str, fault: "ErrorDetails") -> None:
        column = str(fault["loc"][0]) if fault["loc"] else "pack"
        value = None if fault["type"] in ("missing", "extra_forbidden") else fault["input"]
        if found := _FAULTS.get(fault["type"]):
            code, zh, en = found
        elif " · " in fault["msg"]:
            code, (zh, _, en) = fault["type"], fault["msg"].partition(" · ")
        else:
            code, zh, en = "unknown_field", "写法不对", f"is wrong: {fault['msg']}"
        self._say(line, owner, column, value, code, zh, en, tuple(fault.get("ctx", {}).get("candidates", ())))

    def _say(
        self,
        line: int,
        owner: str,
        column: str,
        value: object,
        code: str,
        zh: str,
        en: str,
        candidates: tuple[str, ...] = (),
    ) -> None:
        text = "" if value is None else _one_line(value)
        shown = f" “{text}”" if text else ""
        owner = f"{_one_line(owner)} " if owner else ""
        place = f"{owner}{_one_line(column)}{shown}"
        message = f"第 {line} 行 {place} {zh} · line {line}, {place} {en}."
        self.issues.append(Issue(line, column, text, code, message, candidates))

    def _say_doubled(self, rules: list[tuple[int, Rule]]) -> None:
        """`each` makes ids too: county-task-force:soe must not be another rule's."""
        seen: dict[str, int] = {}
        for line, rule in rules:
            for rule_id in dict.fromkeys([rule.id, *(each.id for each in expand(rule))]):
                if first := seen.get(rule_id):
                    zh, en = f"在第 {first} 行已经有了", f"is in line {first} already"
                    self._say(line, rule.id, "id", rule_id, "duplicate", zh, en)
                seen.setdefault(rule_id, line)


def _one_line(value: object) -> str:
    text = str(value)[:_VALUE_SHOWN]
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TableError(
                f"{path.name} 太大，不是规则包，请核对 · {path.name} is too large for a rule pack; check the file."
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            f"{path.name} 不是 UTF-8 编码，请另存为 UTF-8 · {path.name} is not in UTF-8; save it as UTF-8."
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _toml(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise TableError(
            f"{path.name} 不是正确的 TOML（{error}），请改正 · "
            f"{path.name} is not correct TOML ({error}); correct it there."
        ) from error
