"""The words of the page of imports."""

from collections.abc import Mapping

from visuals.pages.words.changed_rows import CHANGED_ROWS
from visuals.pages.words.shared import SHARED
from visuals.words import Words

WORDS: Mapping[str, Words] = {
    **SHARED,
    **CHANGED_ROWS,
    "upload": Words("导入表格", "Import tables"),
    "upload_note": Words(
        "先试算：看清会新增、结束、更正什么，哪些行要改，再决定写不写。试算什么都不写。",
        "A dry run first: see what would be added, ended and corrected, and what to mend; it writes nothing.",
    ),
    "drop": Words("把表格拖到这里，或选择文件（可多选）", "Drop tables here, or choose files (several at once)"),
    "formats": Words(
        "CSV、XLSX、XLS、ODS，和 TOML 规则包；中文或英文表头都认。", "CSV, XLSX, XLS, ODS, and rule packs in TOML."
    ),
    "choose": Words("选择文件", "Choose files"),
    "strict": Words("有一行不对就全部不导入", "One bad row, and nothing is loaded"),
    "hidden": Words("隐藏的工作表也读", "Read hidden sheets too"),
    "new_units": Words("没见过的帮扶方", "Unknown helpers"),
    "new_ask": Words("相近的先问，其余新建", "ask where a name is near, else make"),
    "new_make": Words("都新建", "make all"),
    "new_reject": Words("都拒绝", "reject all"),
    "try": Words("试算", "Dry run"),
    "only_editors": Words("只有可导入的人能上传和撤销。", "Only editors can upload and undo."),
    "sign_in_how": Words(
        "用“可导入”的令牌登录；没有就请管理员运行 bangfu token add 名称 --role editor。"
        "也可以打开 bangfu serve 启动时打印的链接。",
        "Sign in with a token of role editor; an administrator makes one with bangfu token add NAME --role editor. "
        "Or follow the link that bangfu serve prints when it starts.",
    ),
    "needs_script": Words(
        "上传要用浏览器脚本；没有脚本时用 bangfu load。", "Uploading needs JavaScript; without it use bangfu load."
    ),
    "busy_sending": Words("正在上传……", "Sending …"),
    "busy_waiting": Words("排队中……", "Waiting for its turn …"),
    "busy_reading": Words("正在读 {file}，第 {rows} 行……", "Reading {file}, row {rows} …"),
    "gone": Words(
        "连不上服务器，什么都没有写入；请再试一次。", "The server cannot be reached; nothing was written. Try again."
    ),
    "no_files": Words("请先选择表格。", "Choose a table first."),
    "list": Words("历次导入", "Imports"),
    "list_note": Words("共 {total} 次；一次导入要么全有要么全无。", "{total} in all; an import is all or nothing."),
    "no_imports": Words(
        "这里还没有导入。上传表格，或运行 bangfu load；没有表格就先 bangfu template 取空表。",
        "Nothing has been imported here. Upload a table or run bangfu load; bangfu template makes empty tables.",
    ),
    "number": Words("导入", "Import"),
    "time": Words("时间（北京）", "Time (Beijing)"),
    "who": Words("操作者", "Who"),
    "action": Words("操作", "What"),
    "files": Words("文件", "Files"),
    "changes": Words("变更", "Changes"),
    "import_title": Words("第 {seq} 次导入", "Import {seq}"),
    "undone": Words("撤销第 {seq} 次", "undoes {seq}"),
    "undone_by": Words("已由第 {seq} 次撤销", "undone by {seq}"),
    "shipped": Words(
        "随程序附带的规则包，在建库时写入。",
        "The rule pack that comes with the program, written when the store was made.",
    ),
    "read": Words("读到", "Read"),
    "accepted": Words("接受", "Accepted"),
    "unchanged": Words("未变", "Unchanged"),
    "rejected": Words("拒绝", "Rejected"),
    "ignored": Words("忽略", "Ignored"),
    "sheet": Words("工作表", "Sheet"),
    "file": Words("文件", "File"),
    "table": Words("表", "Table"),
    "rules": Words("规则包", "Rule pack"),
    "total": Words("合计", "Total"),
    "receipt": Words("回执", "Receipt"),
    "receipt_note": Words("读到 = 接受 + 未变 + 拒绝 + 忽略", "read = accepted + unchanged + rejected + ignored"),
    "limited": Words(
        "回执说的是全部地区，您的令牌只看得到自己的范围；下面是它在这里改动的。",
        "A receipt speaks of all places, and your token sees its own; below is what the import changed there.",
    ),
    "not_here": Words("这次导入没有改动您的范围。", "This import changed nothing in your place."),
    "to_mend": Words("要改的行：{count}", "Rows to mend: {count}"),
    "to_mend_note": Words(
        "改好以后单独再导入即可；候选照抄进单元格就认得。",
        "Mend and import them again; a candidate copied into the cell is understood.",
    ),
    "get_marked": Words("下载标好的工作簿", "Get the marked workbook"),
    "get_rejected": Words("下载被拒绝的行", "Get the rejected rows"),
    "warnings": Words("提醒：{count}", "Warnings: {count}"),
    "notes": Words("另外", "Also"),
    "row": Words("行", "Row"),
    "column": Words("列", "Column"),
    "value": Words("单元格里写的", "The cell says"),
    "reason": Words("原因", "Reason"),
    "candidates": Words("可能是", "Perhaps"),
    "unknown_columns": Words(
        "{place}：不认识的列，值没有保存：{names}", "{place}: unknown columns, their values not stored: {names}"
    ),
    "ignored_rows": Words("{place}：没有当作数据的行：{rows}", "{place}: rows that hold no data: {rows}"),
    "hidden_rows": Words("{place}：隐藏的行也读了：{rows}", "{place}: hidden rows were read too: {rows}"),
    "made": Words(
        "新建单位 {name}（{kind}），见 {file} 第 {row} 行{near}",
        "Made {name} ({kind}), named in {file} row {row}{near}",
    ),
    "near": Words("；是不是 {names}？", "; is it {names}?"),
    "passed": Words("跳过 {place}：{reason}", "Passed over {place}: {reason}"),
    "not_looked_at": Words(
        "{files}：这种文件看不出隐藏的行、删除线和数字格式",
        "{files}: such files do not tell hidden rows, struck text and number formats",
    ),
    "changed": Words("改动：{count}", "What it changed: {count}"),
    "all_changes": Words("看全部改动", "All changes"),
    "nothing_changed": Words("什么都没有改变。", "Nothing changed."),
    "source_row": Words("出自 {place}", "Read from {place}"),
    "source_row_note": Words(
        "这一行在这次导入时写进账本的：", "What this row brought into the ledger with this import:"
    ),
    "brought": Words("写入", "brought"),
    "source_row_none": Words("这次导入没有从这一行写入什么。", "This import brought nothing from that row."),
    "undo": Words("撤销这次导入", "Undo this import"),
    "undo_note": Words(
        "撤销也是一次导入：账本里什么都不删。先看会怎样，再决定。",
        "An undo is an import too: nothing is deleted. See first what it would do.",
    ),
    "undo_try": Words("看看撤销会怎样", "See what an undo would do"),
    "undo_confirm": Words("确认撤销第 {seq} 次导入", "Undo import {seq}"),
    "undo_would": Words("撤销第 {seq} 次导入会：", "Undoing import {seq} would do this:"),
    "undo_nothing": Words("没有可以撤销的。", "There is nothing left to take back."),
    "kept": Words("保持原样：{count}", "Left as they are: {count}"),
    "kept_note": Words("后来又改过、或还有别的要用到。", "Changed since, or still needed by something else."),
    "trial": Words("试算结果", "Dry run"),
    "trial_would": Words("写入后账本会有这些变化：", "If written, this is what changes in the ledger:"),
    "confirm": Words("写入账本", "Write it"),
    "confirm_some": Words("写入合格的行（{count} 行除外）", "Write the good rows ({count} left out)"),
    "nothing_to_write": Words(
        "这些表和账本一样，没有要写的；写入也可以，会记下来过这一次。",
        "The tables say what the ledger says; writing records that they came.",
    ),
    "failed": Words("没有成功", "It did not work"),
    "refused": Words(
        "有不合格的行，按“有一行不对就全部不导入”，什么都没有写入。",
        "A row is bad, and one bad row was to keep all out: nothing was written.",
    ),
    "written": Words("已写入，是第 {seq} 次导入", "Written as import {seq}"),
    "to_receipt": Words("看回执，或撤销", "Receipt, and undo"),
    "to_changes": Words("看变化", "Changes"),
}
