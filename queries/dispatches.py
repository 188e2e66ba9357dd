"""Who is sent where, as what?"""

from dataclasses import dataclass
from typing import Annotated, NamedTuple

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Field, Force, Kind, LinkTable, Post
from queries.cells import rows_of
from queries.link_rows import columns_named, link_columns, listed_links
from queries.options import AllTime, LinkForce, Within


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    sender: Annotated[int | None, Option(Takes.UNIT, "派出单位", "Only this sender, as written in the table.")] = None
    host: Annotated[int | None, Option(Takes.UNIT, "派驻单位", "Only this host, as written in the table.")] = None
    force: LinkForce = None
    post: Annotated[Post | None, Option(Takes.TERM, "岗位", "Only this post.", Post)] = None
    field: Annotated[Field | None, Option(Takes.TERM, "领域", "Only this field of work.", Field)] = None
    within: Within = None
    all_time: AllTime = False


class Row(NamedTuple):
    id: Annotated[str, Heading("编号", "Id", "Id of the dispatch.", brief=False)]
    force: Annotated[str, Heading("帮扶力量", "Force", "Which of the five forces.", terms=Force)]
    sender: Annotated[str, Heading("派出单位编码", "Sender", "Id of the sender.", brief=False)]
    sender_name: Annotated[str, Heading("派出单位", "Sender's name", "Its name.")]
    sender_kind: Annotated[str, Heading("派出单位类型", "Sender's kind", "What it is.", brief=False, terms=Kind)]
    host: Annotated[str, Heading("派驻单位编码", "Host", "Id of the host.", brief=False)]
    host_name: Annotated[str, Heading("派驻单位", "Host's name", "Its name.")]
    host_kind: Annotated[str, Heading("派驻单位类型", "Host's kind", "What it is.", brief=False, terms=Kind)]
    post: Annotated[str, Heading("岗位", "Post", "What they are sent to be.", terms=Post)]
    field: Annotated[str | None, Heading("领域", "Field", "Field of work.", terms=Field)]
    headcount: Annotated[int, Heading("人数", "Headcount", "How many people.")]
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
        LinkTable.DISPATCH,
        ask.day,
        source=ask.sender,
        target=ask.host,
        force=ask.force,
        within=ask.within,
        all_time=ask.all_time,
        post=ask.post,
        field=ask.field,
    )

    def page(start: int, stop: int) -> list[Row]:
        columns = link_columns(graph, rows[start:stop])
        return rows_of(Row, columns_named(columns, Row._fields))

    return Answer(len(rows), page)


DISPATCHES = Question(
    name="dispatches",
    title="选派",
    title_en="Dispatches",
    meaning="Who is sent where, as what?",
    params=Params,
    row=Row,
    answer=answer,
)
