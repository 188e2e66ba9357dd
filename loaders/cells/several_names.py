"""Several names in one cell, and the role that stands beside a name.

Pure text: whether the whole cell is one name is tried first by the caller, and so is what each part means.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from graph_model.vocabulary import Role
from loaders.cells.brackets import depths, is_balanced, pieces
from loaders.cells.faults import Fault, shown
from loaders.cells.numbering import numbered
from loaders.cells.readers import LONGEST_TEXT, ZERO_WIDTH, name_of, term_words

LONGEST_LIST = 200
"""Names in a cell. More are a table gone wrong."""

_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_SEPARATORS = frozenset("、､﹑;；﹔,，﹐/／" + _LINE_BREAKS)
_CLAUSE_ENDS = frozenset(";；﹔" + _LINE_BREAKS)

_ROLES = term_words(Role)
_MARK = "|".join(sorted((word for word in _ROLES if not word.isascii()), key=len, reverse=True))
_BEFORE = re.compile(rf"\s*[（(【\[［]\s*({_MARK})\s*[）)】\]］]\s*(.*)|\s*({_MARK})\s*[:：]\s*(.*)", re.DOTALL)
_AFTER = re.compile(rf"(.*?)\s*[（(【\[［]\s*({_MARK})\s*[）)】\]］]\s*", re.DOTALL)
_LABEL = re.compile(rf"({_MARK})\s*[:：]")

_MORE = re.compile(
    r"(?<![高中初平同均上下甲乙丙])等"
    r"(?:[0-9０-９一二两三四五六七八九十百几多数余若干]+[个家所名位户]\w{0,8}"
    r"|\w{0,6}(?:单位|部门|企业|公司|国企|央企|学校|高校|院校|医院|机构))?$"
)
_MORE_INSIDE = re.compile(r"[（(【\[［]\s*(?:含|包含|包括|等|其中|共\s*[0-9０-９])|等\s*[）)】\]］]|以及")

_STRAY_ROLE = re.compile(rf"[（(【\[［][^）)】\]］]*(?:{_MARK})|(?:{_MARK})$")
_STRAY_NUMBER = re.compile(r"(?:^|\s)[0-9０-９]{1,3}[.．、)）](?![0-9０-９])|^[(（]?[0-9０-９]+[)）]?\s|[①-⒛]")
_NO_NAME = re.compile(r"第?(?:[0-9０-９]{1,5}|[一二两三四五六七八九十]+)")
"""What is left of a list whose numbers do not run, or of 第2、3中学; six digits and more may be a unit's code."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BARE_SPACE = re.compile(rf"[{_HAN}]\s+[{_HAN}]")
_NOTHING = re.compile(r"[-\u2010-\u2015\u2212\u2500\u2501－﹣]*|[/／\\＼]+|无|暂无")


class Part(NamedTuple):
    """One name, and its role: lead, member, or nothing where no role is written."""

    name: str
    role: str


class Several(NamedTuple):
    """The names of a cell, in the order in which they are written."""

    parts: tuple[Part, ...]


class _Clause(NamedTuple):
    text: str
    role: str


def bare(text: str) -> tuple[str, str]:
    """A name without the mark of its role, and the role.

    >>> bare("省教育厅（牵头单位）"), bare("成员：省科技厅"), bare("省教育厅（本级）")
    (('省教育厅', 'lead'), ('省科技厅', 'member'), ('省教育厅（本级）', ''))
    """
    if text.isascii():
        return text.strip(), ""  # An id: every mark of a role is Chinese.
    if len(text) > LONGEST_TEXT:
        return text, ""  # No name; and a pattern that looks back would take minutes.
    if found := _BEFORE.fullmatch(text):
        return (found[2] or found[4] or "").strip(), _ROLES[found[1] or found[3]]
    if found := _AFTER.fullmatch(text):
        return found[1].strip(), _ROLES[found[2]]
    return text.strip(), ""


def has_bare_space(name: str) -> bool:
    """Whether a space stands between two Chinese characters: it may part two names, or be a slip in one."""
    return bool(_BARE_SPACE.search(name))


def is_nothing(text: str) -> bool:
    """Whether a wide table says that there is nobody: a blank, any dash, a slash or backslash, 无 or 暂无."""
    return bool(_NOTHING.fullmatch("".join(text.split())))


def split_names(text: str) -> Several | Fault:
    """The names of a cell. Where one is marked 牵头, those without a mark are members.

    Faults: `unknown_unit` for what does not say all names (等3家, （含…）, a role without a name, an
    unbalanced bracket), `too_long`, and what `name_of` finds in a single name.
    """
    parts: list[Part] = []
    for clause in (clause for item in numbered(text) for clause in _clauses(item)):
        read = _parts(clause, text)
        if isinstance(read, Fault):
            return read
        parts += read
    if len(parts) > LONGEST_LIST:
        return Fault(
            "too_long", f"一格里超过 {LONGEST_LIST} 个名称 · there are more than {LONGEST_LIST} names in a cell."
        )
    if any(part.role == Role.LEAD for part in parts):
        parts = [part if part.role else Part(part.name, Role.MEMBER.value) for part in parts]
    return Several(tuple(parts))


def _parts(clause: _Clause, text: str) -> list[Part] | Fault:
    """The names of a clause: not one bad name is left out."""
    written = [piece for item in numbered(clause.text) for piece in pieces(item, _SEPARATORS)]
    read = [_part(piece, clause.role, text) for piece in written if piece.translate(ZERO_WIDTH).strip()]
    if fault := next((part for part in read if isinstance(part, Fault)), None):
        return fault
    if clause.role and not read:
        return _unclear("角色旁边没有名称", "has a role without a name", text)
    return [part for part in read if isinstance(part, Part)]


def _part(piece: str, role: str, text: str) -> Part | Fault:
    if not is_balanced(piece):
        return _unclear("括号不成对", "has a bracket without its other half", text)
    written, own = bare(piece)
    if own and not written:
        return _unclear("角色旁边没有名称", "has a role without a name", text)
    if _STRAY_ROLE.search(written):
        return _unclear("角色没有写清是谁的", "does not say whose role it gives", text)
    if _STRAY_NUMBER.search(written) or _NO_NAME.fullmatch(written):
        return _unclear("里的编号不连续", "has numbers that are no names and do not run 1, 2, 3", text)
    if _MORE.search("".join(written.split())) or _MORE_INSIDE.search(written):
        return _unclear("没有写出全部名称", "does not write out all names", text)
    name = name_of(written.rstrip("。"))
    return name if isinstance(name, Fault) else Part(name, own or role)


def _unclear(zh: str, en: str, text: str) -> Fault:
    said = shown(text)
    return Fault("unknown_unit", f"“{said}”{zh}，请每个单位写全称 · {said!r} {en}; write each unit by its full name.")


def _clauses(text: str) -> Iterator[_Clause]:
    """What stands under each label of a role. 牵头： holds to the end of its clause, 成员： to the next label."""
    around = depths(text)
    labels = [found for found in _LABEL.finditer(text) if around[found.start()] == 0]
    yield _Clause(text[: labels[0].start()] if labels else text, "")
    ends = [*(found.start() for found in labels), len(text)]
    for found, (_, end) in zip(labels, pairwise(ends), strict=True):
        role, start, stop = _ROLES[found[1]], found.end(), end
        if role == Role.LEAD:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            stop = next(
                (place for place in range(start, end) if text[place] in _CLAUSE_ENDS and not around[place]), end
            )
        yield _Clause(text[start:stop], role)
        yield _Clause(text[stop:end], "")
