"""What the commands say of themselves, in both languages, in one place."""

from visuals.words import Words

PROGRAM = Words(
    "帮扶图谱：谁在帮谁、从哪天起、到哪天止、还有谁在等。",
    "Bangfu: who helps whom, since when, until when, and who is still waiting.",
)
USAGE = Words("用法：", "Usage: ")
A_COMMAND = Words("命令 …", "COMMAND …")
SOME_OPTIONS = Words("[选项]", "[OPTIONS]")
ARGUMENTS = Words("参数", "Arguments")
OPTIONS = Words("选项", "Options")
COMMON_OPTIONS = Words("各问题通用的选项", "Options of every question")
FURTHER = Words("查看一个命令的选项：bangfu 命令 --help", "Options of a command: bangfu COMMAND --help")
CHOICES = Words("可选：{choices}", "One of: {choices}")

BEGIN = Words("先看看", "Have a look")
QUESTIONS = Words("提问（任何一天，任何一次导入之后）", "Questions, for any day and any import")
TABLES = Words("数据", "Data")

HELP = Words("显示这段说明", "Show this text.")
VERSION = Words("显示版本", "Show the version.")
LANG = Words("zh 或 en；默认随系统语言", "zh or en; by default that of the system.")
STORE = Words(
    "数据库文件；默认 BANGFU_STORE，再默认当前文件夹的 bangfu.db",
    "The store: a file; else BANGFU_STORE, else bangfu.db in the working folder.",
)
AS_OF = Words("哪一天的情况，例如 2026-06-30；默认今天", "The day asked about, such as 2026-06-30; today.")
KNOWN_AT = Words(
    "只按当时已知的账本：第几次导入或某个时间；默认此刻",
    "Only what the ledger held then: an import number or a time; now.",
)
LIMIT = Words("最多几行；默认全部", "At most so many rows; all.")
CURSOR = Words("接着上一页看", "Go on after the page before.")
FORMAT = Words(
    "终端上默认 table，管道里默认 csv，文件按后缀；{choices}",
    "table on a terminal, csv in a pipe, a file's by its suffix; {choices}",
)
OUTPUT = Words("写到文件；CSV 的文件名会加上日期和导入号", "Into a file; a CSV's name gets the day and import.")
LIST_FORMAT = Words("{choices}", "{choices}")
RECEIPT_FORMAT = Words("回执的格式：table（默认）或 json", "The receipt's format: table (default) or json.")
PATHS = Words("表格、规则包或文件夹", "Tables, rule packs or folders of them.")
DRY_RUN = Words("只看结果，什么都不写", "Say what would happen; write nothing.")
STRICT = Words("有一行不对就全部不导入", "One bad row, and nothing is loaded.")

COMMANDS = {
    "demo": Words("载入39县的真实数据，说明已知什么、未知什么", "Real data of the 39 counties: what is known."),
    "example": Words("载入一套虚构的示例，看各种缺口和重叠", "A fictional data set with every kind of gap."),
    "load": Words("导入表格或规则包，给出逐行回执", "Load tables or rule packs; a receipt row by row."),
    "imports": Words("历次导入", "Every import so far."),
    "rules": Words("现行规则：谁应得到什么", "The rules in force: who is owed what."),
    "status": Words("数据库里有什么，数据出自哪里", "What the store holds, and whose data it is."),
    "coverage": Words("每条规则落实到什么程度", "How far each rule is met."),
    "gaps": Words("谁缺什么，从哪天起缺", "Who lacks what, and since when."),
    "overlaps": Words("帮扶在哪里重叠", "Where helpers pile up."),
    "pairings": Words("谁与谁结对", "Who is paired with whom."),
    "dispatches": Words("谁派人去了哪里", "Who sent people where."),
    "unit": Words("一个单位的全部情况", "Everything about one unit."),
    "full-domain": Words("每个县的全域结对", "Full-domain pairing, county by county."),
    "timeline": Words("覆盖逐月怎样变化", "How coverage moves, month by month."),
    "helpers": Words("谁担得多，离了谁会断", "Who carries how much, and what hangs on whom."),
    "changes": Words("两次导入之间改了什么", "What changed between two imports."),
}

TAKES = {
    "unit": Words("单位", "UNIT"),
    "rule": Words("规则", "RULE"),
    "group": Words("规则组", "GROUP"),
    "term": Words("名称", "WORD"),
    "choice": Words("名称", "WORD"),
    "count": Words("数", "N"),
    "month": Words("月份", "MONTH"),
    "moment": Words("导入号|时间", "IMPORT|TIME"),
    "day": Words("日期", "DAY"),
    "file": Words("文件", "FILE"),
    "path": Words("路径", "PATH"),
    "text": Words("文字", "TEXT"),
    "lang": Words("zh|en", "zh|en"),
}
"""What stands after an option's name in the help."""

EXPLAINED = {
    "范围": "只看这个单位和它辖内的单位（编码或名称）",
    "规则": "只看这条规则；写 <规则> 指其全部力量，写 <规则>:<力量> 指其中一支",
    "规则组": "只看这一组规则",
    "分组": "一行数什么：规则、规则组，或规则在县、市（州）、省",
    "帮扶力量": "只看这支力量",
    "单位类型": "只看这类单位",
    "受扶方类型": "只看这类受扶方",
    "帮扶方类型": "只看这类帮扶方",
    "状态": "只看这种状态；未填报等于加 --unknown",
    "含未填报": "也列出没有人填报过的",
    "全部时间": "所有时间的，不只当天有效的",
    "帮扶方": "只看这个帮扶方（表里写的那个）",
    "受扶方": "只看这个受扶方（表里写的那个）",
    "派出单位": "只看这个派出单位（表里写的那个）",
    "派驻单位": "只看这个派驻单位（表里写的那个）",
    "岗位": "只看这个岗位",
    "领域": "只看这个领域",
    "角色": "只看这个角色",
    "重叠类型": "只看一种重叠",
    "至少共同帮扶": "用于 shared_units：至少共帮几个单位",
    "至少帮扶": "只看至少帮几个单位的帮扶方",
    "起始月": "从哪个月起；默认 --as-of 前 12 个月",
    "截止月": "到哪个月止；默认 --as-of 后 12 个月",
    "自": "在这次导入（编号或时间）之后；默认 0，即全部",
    "至": "到这次导入为止；默认 --known-at",
    "单位": "单位的编码，或唯一的名称",
}
"""What an option does, by its Chinese label; the English sentence stands in the question itself."""
