"""What each column of the tables means, for people who fill them in; the English sentences are the schema's."""

from graph_model.schema import DISPATCHES, PAIRINGS, RETURNS, UNITS, Column, Table
from visuals.words import Lang

_LINKS = {
    "id": "这一条的编号；新增的行不用填",
    "force": "哪一支帮扶力量",
    "since": "起始日；只知道年或月就写年或月",
    "through": "最后一天（含）；一直有效就不填",
    "seen": "不知道起始日时填：资料表明哪一天还在帮",
    "basis": "依据的文件或报表",
    "note": "备注；不参与统计",
}
_MEANINGS = {
    UNITS.name: {
        "id": "行政区划代码或统一社会信用代码；没有就不填，由程序编",
        "kind": "是哪一类单位",
        "name": "正式名称",
        "short_name": "简称",
        "name_en": "英文名",
        "aliases": "别的叫法，几个之间用 、 隔开",
        "parent": "属于哪个单位：县属于市（州），学校属于县",
        "stands_for": "党组织、专班、工作队代表的单位；与它结对就算与那个单位结对",
        "scope": "标记，几个之间用 、 隔开；辖内单位随它在范围内",
        "lat": "纬度，度",
        "lon": "经度，度",
        "since": "设立的第一天；一直都有就不填",
        "through": "撤销前的最后一天",
    },
    PAIRINGS.name: _LINKS
    | {
        "helper": "谁来帮：编码或名称",
        "helper_kind": "单位表里没有这个帮扶方时填：它是哪一类单位",
        "recipient": "帮谁：编码或名称",
        "role": "牵头还是成员",
        "agreement": "签订的协议：名称和日期",
    },
    DISPATCHES.name: _LINKS
    | {
        "sender": "谁派的人：编码或名称",
        "sender_kind": "单位表里没有这个派出单位时填：它是哪一类单位",
        "host": "派到哪里：编码或名称",
        "post": "派来做什么；只填岗位，不填姓名",
        "field": "哪个领域",
        "headcount": "几个人；不填就是 1",
    },
    RETURNS.name: {
        "table": "哪张表已经填全：结对或选派",
        "within": "为哪个单位填全：编码或名称",
        "kind": "只对哪类受扶方填全；不填就是全部",
        "force": "只对哪支力量填全；不填就是全部",
        "as_of": "截至哪一天填全",
        "basis": "依据的文件或报表",
    },
}


def meaning(table: Table, column: Column, lang: Lang) -> str:
    """One sentence, without a full stop at its end."""
    return column.meaning.rstrip(".") if lang is Lang.EN else _MEANINGS[table.name][column.name]
