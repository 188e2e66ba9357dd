"""Writes a load down as a folder: units.csv, pairings.csv, dispatches.csv, returns.csv and rules.toml."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.literal.world import Load, Rule

# What a table says in Chinese. A header or word that is missing here is written as it is.
HEADERS = {
    "units.csv": {
        "id": "编码", "kind": "类型", "name": "名称", "parent": "上级", "stands_for": "所属单位",
        "scope": "范围", "since": "设立", "through": "撤销前一日",
    },
    "pairings.csv": {
        "id": "编号", "force": "帮扶力量", "helper": "帮扶方", "recipient": "受扶方", "role": "角色",
        "agreement": "协议", "since": "起始", "through": "截止", "seen": "见于", "basis": "依据",
    },
    "dispatches.csv": {
        "id": "编号", "force": "帮扶力量", "sender": "派出单位", "host": "派驻单位", "post": "岗位",
        "field": "领域", "headcount": "人数", "since": "起始", "through": "截止", "seen": "见于",
        "basis": "依据",
    },
    "returns.csv": {
        "table": "表", "within": "填报范围", "kind": "对象类型", "force": "帮扶力量", "as_of": "截至",
        "basis": "依据",
    },
}  # fmt: skip

KINDS = {
    "province": "省", "prefecture": "市（州）", "county": "县（市、区）", "township": "乡镇（街道）",
    "village": "村（社区）", "task_force": "县级工作专班", "work_team": "驻村（乡）帮扶工作队",
    "central_unit": "中央单位", "provincial_unit": "省直部门（单位）", "department": "县级部门单位",
    "central_soe": "在川央企", "local_soe": "地方国企", "university": "高校", "school": "学校",
    "hospital": "医疗机构", "party_organization": "党组织", "private_firm": "民企", "chamber": "商会",
    "institution": "其他单位",
}  # fmt: skip
FORCES = {
    "east_west": "东西部协作", "intra_province": "省内结对帮扶", "designated": "中省定点帮扶",
    "soe": "国有企业帮扶", "group_talent": "“组团式”人才帮扶",
}  # fmt: skip
POSTS = {
    "seconded_cadre": "挂职干部", "village_cadre": "驻村干部", "first_secretary": "第一书记",
    "team_member": "工作队员", "task_force_member": "专班成员", "task_force_head": "专班班长",
    "group_medical": "组团式医疗", "group_education": "组团式教育", "group_science": "组团式科技",
    "specialist": "专业技术人才",
}  # fmt: skip
ROLES = {"lead": "牵头", "member": "成员"}
STATES = {
    "covered": "满足", "over": "超配", "partial": "未配足", "inherited": "挂名覆盖", "planned": "待启动",
    "lapsed": "已到期", "uncovered": "无帮扶", "unknown": "未填报",
}  # fmt: skip
TABLES = {"pairings": "结对", "dispatches": "选派"}
WORDS = {"kind": KINDS, "force": FORCES, "post": POSTS, "role": ROLES, "table": TABLES, "state": STATES}
REFERENCES = ("parent", "stands_for", "helper", "recipient", "sender", "host", "within")


def write_tables(load: Load, folder: Path, names: Mapping[str, str] | None = None) -> Path:
    """In English with ids; or in Chinese, with the `names` of the units that rows refer to."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "units.csv", load.units, names)
    write(folder / "pairings.csv", load.pairings, names)
    write(folder / "dispatches.csv", load.dispatches, names)
    write(folder / "returns.csv", load.returns, names)
    if load.rules is not None:
        (folder / "rules.toml").write_text(pack(load.pack, load.rules, chinese=bool(names)), encoding="utf-8")
    return folder


def write(path: Path, rows: Sequence[object], names: Mapping[str, str] | None) -> None:
    if not rows:
        return
    columns = HEADERS[path.name]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns.values() if names else columns)
        for row in rows:
            table.writerow([cell(column, getattr(row, column), names) for column in columns])


def cell(column: str, value: object, names: Mapping[str, str] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ("、" if names else ";").join(value)
    if column == "table":
        value = {"pairing": "pairings", "dispatch": "dispatches"}[str(value)]
    if isinstance(value, date):
        return chinese_day(column, value) if names else value.isoformat()
    if names and column in REFERENCES:
        return names[str(value)]
    return WORDS.get(column, {}).get(str(value), str(value)) if names else str(value)


def chinese_day(column: str, day: date) -> str:
    """A whole month is written so where it means the same day: its first in `since`, its last elsewhere."""
    first = day.day == 1
    last = (day + timedelta(days=1)).day == 1
    if first if column == "since" else last:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"


def pack(id: str, rules: Sequence[Rule], chinese: bool) -> str:
    lines = ["[pack]", f'id = "{id}"', 'title = "规则包"', 'title_en = "A pack"', 'version = "1"']
    for rule in rules:
        lines += ["", "[[rule]]", f'id = "{rule.id}"', f'title = "{rule.title}"', f'group = "{rule.group}"']
        lines += [f'link = "{rule.link}"', f"recipient = {texts(rule.recipient)}"]
        lines += [f'{one} = "{value}"' for one in ("scope", "each") if (value := getattr(rule, one))]
        for one in ("force", "helper", "post", "field", "role", "needs"):
            lines += [f"{one} = {texts(value)}"] if (value := getattr(rule, one)) else []
        lines += [f"min = {rule.min}"] if rule.min != 1 else []
        lines += [f"max = {rule.max}"] if rule.max is not None else []
        lines += ["inherit = true"] if rule.inherit else []
        for one in ("since", "through"):
            if day := getattr(rule, one):
                said = f'"{chinese_day(one, day)}"' if chinese else day.isoformat()
                lines.append(f"{one} = {said}")
    return "\n".join(lines) + "\n"


def texts(values: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"
