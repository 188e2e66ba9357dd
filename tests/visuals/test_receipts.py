import io
import json

from loaders.receipts.receipt import Issue, Made, Passed, Receipt, SheetReceipt
from loaders.sheets.row_kinds import RowKind
from visuals.receipts import write_receipt, write_receipt_json
from visuals.words import Lang


def receipt(*, seq: int | None = 4, refused: bool = False) -> Receipt:
    issue = Issue(3, "帮扶方", "蜀到集团", "unknown_unit", "没有这个单位。", ("蜀道集团",))
    warned = [Issue(row, "编号", f"p-{row}", "duplicate", "同日另有一条。") for row in range(2, 25)]
    sheets = [
        SheetReceipt("a.xlsx", "结对", "pairings", 25, 20, 3, 1, 1, [issue], warned),
        SheetReceipt("b.csv", None, "units", 2, 2, looked_at=False),
    ]
    sheets[0].unknown_columns, sheets[0].rejects = ["电话"], "a.rejected.xlsx"
    sheets[0].ignored_rows = [(26, RowKind.TOTAL)]
    passed = [Passed("说明.docx", None, "不是表格")]
    made = [Made("x-1", "central_soe", "某某矿业", "a.xlsx", 7, ("某矿业集团 (m-1, 在川央企)",))]
    made_receipt = Receipt(seq, seq is None, sheets, passed, made, {"pairing.added": 1_234})
    made_receipt.refused = refused
    return made_receipt


def written(told: Receipt, lang: Lang = Lang.ZH) -> list[str]:
    out = io.StringIO()
    write_receipt(told, out, lang)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_the_counts_of_every_sheet_their_sums_and_what_there_is_to_mend() -> None:
    lines = written(receipt())

    assert lines[:7] == [
        "文件    工作表  表        读到  接受  未变  拒绝  忽略",
        "a.xlsx  结对    pairings    25    20     3     1     1",
        "b.csv           units        2     2     0     0     0",
        "合计                        27    22     3     1     1",
        "拒绝的行：",
        "  a.xlsx[结对] · 第 3 行 · 帮扶方 · “蜀到集团” · unknown_unit · 没有这个单位。 · 可能是：蜀道集团",
        "提醒：",
    ]
    assert lines[-9:] == [
        "  另有 3 条，见 --format json",
        "a.xlsx[结对]：不认识的列（值没有保存）：电话",
        "a.xlsx[结对]：没有当作数据的行：合计行 26",
        "b.csv：这种文件看不出隐藏的行、删除线和数字格式",
        "新建单位 某某矿业（在川央企，x-1），见 a.xlsx 第 7 行；是不是 某矿业集团 (m-1, 在川央企)？",
        "跳过：说明.docx：不是表格",
        "被拒绝的行在 a.rejected.xlsx，改好后可再导入",
        "变更：结对新增 1,234",
        "第 4 次导入。",
    ]


def test_what_was_not_loaded_is_said() -> None:
    assert written(receipt(seq=None), Lang.EN)[-1] == "A dry run: nothing was written."
    assert written(receipt(refused=True), Lang.EN)[-1].startswith("A row is bad, so --strict loaded nothing")


def test_in_json_everything_is_there() -> None:
    out = io.StringIO()

    write_receipt_json(receipt(), out)

    told = json.loads(out.getvalue())
    assert told["import"] == 4
    assert len(told["files"][0]["warnings"]) == 23
    assert told["files"][0]["errors"][0]["candidates"] == ["蜀道集团"]
