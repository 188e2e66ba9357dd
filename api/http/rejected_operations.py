"""Operations of OpenAPI for the rejected rows of an import."""

from api.http.formats import JSON, XLSX
from api.http.operations import IMPORT_NUMBER, problems
from api.http.rejected import MOST_MARKED
from api.http.rejected_routes import FORMATS
from api.http.schemas import Schema

_TEXT: Schema = {"type": "string"}
_NULLABLE_TEXT: Schema = {"type": ["string", "null"]}
_JOB: Schema = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "任务编号 · The job's id.",
    "schema": _TEXT,
}
_TABLE: Schema = {
    "name": "table",
    "in": "query",
    "required": False,
    "description": "第几个表 · Which of the tables of the job's `rejected`, from 1. A CSV holds one. Default: all.",
    "schema": {"type": "integer", "minimum": 1, "maximum": 999},
}
_FORMAT: Schema = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "格式 · Wins over Accept.",
    "schema": {"type": "string", "enum": [each.name for each in FORMATS]},
}


def rejected_operations() -> dict[str, Schema]:
    return {
        "/api/v1/jobs/{id}/rejected": _operation("rejected_of_job", _JOB),
        "/api/v1/imports/{number}/rejected": _operation("rejected_of_import", IMPORT_NUMBER),
    }


def _operation(name: str, of: Schema) -> Schema:
    content = {each.media_type.partition(";")[0]: {"schema": _TEXT} for each in FORMATS}
    content[JSON.media_type] = {"schema": {"$ref": "#/components/schemas/Rejected"}}
    return {
        "tags": ["ledger"],
        "operationId": name,
        "summary": "被拒绝的行 · Rejected rows, to be corrected and imported again",
        "description": (
            "只给送表的人和管理员，保存 30 天；不认识的列、人名和电话不在其中。 · For whoever sent the tables "
            "over HTTP and for administrators, for 30 days. The recognised columns, the first candidate beside each "
            "bad cell, and the reason; neither unknown columns nor persons' names beside telephone numbers."
        ),
        "parameters": [of, _TABLE, _FORMAT],
        "responses": {
            "200": {"description": "被拒绝的行 · The rejected rows.", "content": content},
            **problems(400, 401, 403, 404, 406, 422),
        },
    }


def marked_operation() -> Schema:
    content = {XLSX.media_type: {"schema": _TEXT}}
    return {
        "tags": ["ledger"],
        "operationId": "marked",
        "summary": "标好问题的工作簿 · The tables of a dry run with what is wrong in them marked",
        "description": (
            f"试算时写 marked=true 才有，最多 {MOST_MARKED:,} 行；给谁看、存多久与被拒绝的行相同。 · Where a dry run "
            f"asked for it with marked=true, of up to {MOST_MARKED:,} rows; for whom and how long as rejected rows. "
            "Bad cells are coloured, with the reason in a comment; the first sheet lists every change."
        ),
        "parameters": [_JOB],
        "responses": {
            "200": {"description": "工作簿 · The workbook.", "content": content},
            **problems(401, 403, 404, 422),
        },
    }


def rejected_table(**more: Schema) -> Schema:
    """Where the rejected rows of one table are from, and how many they are."""
    properties = {
        "file": _TEXT,
        "sheet": {**_NULLABLE_TEXT, "description": "工作表 · The sheet; null for a CSV."},
        "table": {**_TEXT, "description": "units, pairings, dispatches or returns."},
        "rejected": {"type": "integer", "description": "被拒绝的行数 · How many rows."},
        **more,
    }
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def rejected_schema() -> Schema:
    texts = {"type": "array", "items": _TEXT}
    properties = {
        "job": _TEXT,
        "import": {"type": ["integer", "null"], "description": "导入号 · Null for a dry run."},
        "tables": {"type": "array", "items": rejected_table(columns=texts, rows={"type": "array", "items": texts})},
    }
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
