"""Who helps whom?"""

from dataclasses import dataclass
from typing import Annotated, NamedTuple

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, Kind, LinkTable, Role
from queries.cells import rows_of
from queries.link_rows import columns_named, link_columns, listed_links
from queries.options import AllTime, LinkForce, Within


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    helper: Annotated[int | None, Option(Takes.UNIT, "帮扶方", "Only this helper, as written in the table.")] = None
    recipient: Annotated[int | None, Option(Takes.UNIT, "受扶方", "Only this recipient, as written in the table.")] = (
        None
    )
    force: LinkForce = None
    kind: Annotated[Kind | None, Option(Takes.TERM, "受扶方类型", "Only recipients of this kind.", Kind)] = None
    role: Annotated[Role | None, Option(Takes.TERM, "角色", "Only helpers in this role.", Role)] = None
    within: Within = None
    all_time: AllTime = False


class Row(NamedTuple):
    id: Annotated[str, Heading("编号", "Id", "Id of the pairing.", brief=False)]
    force: Annotated[str, Heading("帮扶力量", "Force", "Which of the five forces.", terms=Force)]
    helper: Annotated[str, Heading("帮扶方编码", "Helper", "Id of the helper.", brief=False)]
    helper_name: Annotated[str, Heading("帮扶方", "Helper's name", "Its name.")]
    helper_kind: Annotated[str, Heading("帮扶方类型", "Helper's kind", "What it is.", brief=False, terms=Kind)]
    recipient: Annotated[str, Heading("受扶方编码", "Recipient", "Id of the recipient.", brief=False)]
    recipient_name: Annotated[str, Heading("受扶方", "Recipient's name", "Its name.")]
    recipient_kind: Annotated[str, Heading("受扶方类型", "Recipient's kind", "What it is.", brief=False, terms=Kind)]
    role: Annotated[str | None, Heading("角色", "Role", "The helper's part.", terms=Role)]
    agreement: Annotated[str | None, Heading("协议", "Agreement", "Agreement signed.", brief=False)]
    since: Annotated[str | None, Heading("起始", "Since", "First day in force; null: only seen.")]
    since_precision: Annotated[str | None, Heading("起始精度", "Since precision", "day, month or year.", brief=False)]
    through: Annotated[str | None, Heading("截止", "Through", "Last day in force; null: open.")]
    through_precision: Annotated[
        str | None, Heading("截止精度", "Through precision", "day, month or year.", brief=False)
    ]
    seen: Annotated[str | None, Heading("见于", "Seen", "Day a source says it holds.")]
    basis: Annotated[str | None, Heading("依据", "Basis", "Document it rests on.", brief=False)]
    file: Annotated[str, Heading("文件", "File", "File it was read from.", brief=False)]
    sheet: Annotated[str | None, Heading("工作表", "Sheet", "Sheet of the file; null for a CSV.", brief=False)]
    row: Annotated[int, Heading("行", "Row", "Row as the spreadsheet shows it.", brief=False)]
    import_: Annotated[int, Heading("导入", "Import", "Import that brought this version.", brief=False)]
    column: Annotated[str | None, Heading("列", "Column", "Its column, where the row made several links.", brief=False)]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    rows = listed_links(
        graph,
        LinkTable.PAIRING,
        ask.day,
        source=ask.helper,
        target=ask.recipient,
        force=ask.force,
        kind=ask.kind,
        within=ask.within,
        all_time=ask.all_time,
        role=ask.role,
    )

    def page(start: int, stop: int) -> list[Row]:
        columns = link_columns(graph, rows[start:stop])
        return rows_of(Row, columns_named(columns, Row._fields))

    return Answer(len(rows), page)


PAIRINGS = Question(
    name="pairings",
    title="结对",
    title_en="Pairings",
    meaning="Who helps whom?",
    params=Params,
    row=Row,
    answer=answer,
)
