"""What the commands say of themselves, in both languages, in one place."""

from visuals.words import Words

PROGRAM = Words(
    "帮扶图谱：谁在帮谁、从哪天起、到哪天止、还有谁在等。",
    "Bangfu: who helps whom, since when, until when, and who is still waiting.",
)
USAGE = Words("用法：", "Usage: ")
A_COMMAND = Words("命令 …", "COMMAND …")
SOME_OPTIONS = Words("[选项]", "[OPTIONS]")
SUBCOMMANDS = Words("命令", "Commands")
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
    "数据库：文件，或 neo4j://主机:7687；默认 BANGFU_STORE，再默认当前文件夹的 bangfu.db",
    "The store: a file, or neo4j://host:7687; else BANGFU_STORE, else bangfu.db in the working folder.",
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
RECEIPT_FORMAT = Words(
    "回执的格式：table（默认）或 json；试算可写 xlsx", "The receipt: table (default) or json; of a trial also xlsx."
)
RECEIPT_OUTPUT = Words("试算写成标好问题的 XLSX", "A trial into an XLSX with what is wrong marked.")
MAP = Words(
    "表里的“列名”就是哪一列，可写多次；或一个 TOML 文件", "What a header means; may be repeated; or a TOML file."
)
NEW_UNITS = Words(
    "单位表里没有的帮扶方：ask 有相近的就问（默认），make 新建，reject 拒绝",
    "A helper that no table lists: ask when one is near (default), make, reject.",
)
HIDDEN = Words("隐藏的工作表也读", "Read hidden sheets too.")
COMPLETE_FOR = Words("这些表就是这个单位的全部", "The tables list all there is within this unit.")
COMPLETE_AS_OF = Words("填全的截至日期", "The day as of which they do.")
END_MISSING = Words("账本里有而表里没有的，前一日结束", "What the ledger has and the tables lack ends the day before.")
PATHS = Words("表格、规则包或文件夹", "Tables, rule packs or folders of them.")
EXPORTED = Words("写到哪个文件；格式按后缀：{suffixes}", "The file to write; its format by its suffix: {suffixes}.")
REPORTED = Words("写到哪个文件：.html 或 .pdf", "The file to write: .html or .pdf.")
REPORT_OF = Words("哪里的报告：县、市（州）或省（编码或名称）", "Whose report: a county, a prefecture or the province.")
LAST_MEETING = Words("上次会议：日期或第几次导入；默认 30 天前", "The last meeting: a day or an import; 30 days ago.")
DRAWN = Words("写到哪个 .html 文件，双击即可打开", "The .html file to write; a double click opens it.")
AROUND = Words("以这个单位为中心：谁帮它，它帮谁", "With this unit in the middle: who helps it, whom it helps.")
TEMPLATES = Words("写到哪个文件夹，每张表一个工作簿", "The folder to write to, a workbook for each table.")
WITHIN = Words("只要这个单位和它辖内的（编码或名称）", "Only this unit and what lies within it (id or name).")
DRY_RUN = Words("只看结果，什么都不写", "Say what would happen; write nothing.")
IMPORT = Words("撤销第几次导入，编号见 bangfu imports", "Number of the import; see bangfu imports.")
LINK_ID = Words("结对或选派的编号", "The link's id.")
BASIS = Words("撤回的依据，必须写明", "What the withdrawal rests on; must be given.")
LINK_TABLE = Words("两张表里都有这个编号时：哪一张", "Which table, where both hold the id.")
NEW_NAME = Words("别名", "The further name.")
NAMED_UNIT = Words("单位的编码，或唯一的名称", "The unit: its id or a name that is unique.")
HOST = Words("在哪个地址上；默认 127.0.0.1，只有本机能访问", "The address to listen on; 127.0.0.1, this machine only.")
PORT = Words("端口；默认 8000", "The port; 8000.")
WORKERS = Words("几个进程；默认 1", "Processes; 1.")
STRICT = Words("有一行不对就全部不导入", "One bad row, and nothing is loaded.")

ADOPT = Words("在已有别人的图的 Neo4j 里建账本", "Make the ledger in a Neo4j that holds somebody else's graph.")

COPY_FROM = Words("从哪里；默认 BANGFU_STORE", "From where; else BANGFU_STORE.")
COPY_TO = Words("到哪里：一个空的数据库，或没有复制完的", "Where to: an empty store, or one not copied to the end.")

COMMANDS = {
    "demo": Words("载入39县的真实数据，说明已知什么、未知什么", "Real data of the 39 counties: what is known."),
    "example": Words("载入一套虚构的示例，看各种缺口和重叠", "A fictional data set with every kind of gap."),
    "load": Words("导入表格或规则包，给出逐行回执", "Load tables or rule packs; a receipt row by row."),
    "template": Words("做出可填写的表格，已知的行在内", "Workbooks to fill in, with the rows already known."),
    "export": Words("导出账本：表格（改好可再导入）、JSON 或图", "The ledger as tables, JSON or a graph."),
    "report": Words("月例会用的报告：一个县、市（州）或全省", "The monthly meeting's report about a place."),
    "network": Words("一个单位或地方的帮扶网络图", "The network around a unit or within a place."),
    "undo": Words("撤销一次导入（撤销本身也能再撤销）", "Take one import back; that can be undone too."),
    "withdraw": Words("撤回一条从来没有过的结对或选派", "Take back a link that never was."),
    "alias": Words("单位的别名：add 记下，list 列出，remove 去掉", "Further names of units: add, list, remove."),
    "serve": Words("开接口：浏览器和其他系统来问", "Serve the HTTP API on this machine."),
    "token": Words("谁可以来问、来导入：add、list、revoke", "Who may ask and import: add, list, revoke."),
    "imports": Words("历次导入", "Every import so far."),
    "rules": Words("现行规则：谁应得到什么", "The rules in force: who is owed what."),
    "status": Words("数据库里有什么，数据出自哪里", "What the store holds, and whose data it is."),
    "copy": Words("把整个账本连同历史复制到另一个数据库", "A whole ledger with its history into another store."),
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

ALIAS = {
    "add": Words("给单位记下一个别名，以后导入也认", "Remember a further name of a unit, for every later load."),
    "list": Words("记下的全部别名", "Every name that is remembered."),
    "remove": Words("去掉记下的一个别名", "Forget a name that was remembered."),
}

TOKEN = {
    "add": Words("发一个令牌，只显示一次", "Make a token; it is shown once."),
    "list": Words("全部令牌（只存哈希）", "Every token; only hashes are kept."),
    "revoke": Words("撤销令牌（编号或名称）", "Revoke a token, by id or name."),
}
ROLE = Words("reader 只读、editor 可导入、admin 管理令牌；默认 reader", "reader, editor (may import) or admin; reader.")
DAYS = Words("有效几天；默认 365", "For how many days; 365.")
TOKEN_NAME = Words("给谁用的，例如 某某局", "Whom it is for.")
TOKEN_NAMED = Words("令牌的编号或名称", "The token's id or name.")

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
    "map": Words("列名=列", "HEADER=COLUMN"),
    "host": Words("地址", "ADDRESS"),
    "path": Words("路径", "PATH"),
    "folder": Words("文件夹", "DIR"),
    "text": Words("文字", "TEXT"),
    "import": Words("导入号", "IMPORT"),
    "id": Words("编号", "ID"),
    "name": Words("名称", "NAME"),
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
