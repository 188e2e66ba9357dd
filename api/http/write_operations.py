"""Operations of OpenAPI that write, or tell of what is being written: imports, jobs, events, sessions, tokens."""

from api.access.roles import Role
from api.http.formats import JSON
from api.http.operations import problem_answer, problems
from api.http.rejected_operations import marked_operation, rejected_operations, rejected_schema, rejected_table
from api.http.schemas import Schema

_TEXT: Schema = {"type": "string"}
_TIME: Schema = {"type": "string", "format": "date-time"}
_NULLABLE_TIME: Schema = {"type": ["string", "null"], "format": "date-time"}
_ROLE: Schema = {"type": "string", "enum": [str(role) for role in Role]}
_RECEIPT = (
    "回执 · As on the command line, once it is done. A dry run's has `difference`: a `sentence`, the `total` of "
    "changes, and the first 1,000 of them as `rows` of the question changes."
)
_FLAG: Schema = {"type": "string", "enum": ["true", "false"]}


def write_operations() -> dict[str, Schema]:
    return {
        "/api/v1/imports": {"post": _import()},
        "/api/v1/imports/{number}/undo": {"post": _undo()},
        "/api/v1/jobs/{id}": {"get": _job()},
        "/api/v1/jobs/{id}/marked": {"get": marked_operation()},
        **{path: {"get": operation} for path, operation in rejected_operations().items()},
        "/api/v1/events": {"get": _events()},
        "/api/v1/session": {"get": _who(), "post": _sign_in(), "delete": _sign_out()},
        "/api/v1/tokens": {"get": _tokens(), "post": _add_token()},
        "/api/v1/tokens/{id}": {"delete": _revoke()},
    }


def write_schemas() -> Schema:
    return {
        "Job": _job_schema(),
        "Rejected": rejected_schema(),
        "Caller": _caller_schema(),
        "Token": _token_schema(),
        "NewToken": _new_token_schema(),
    }


def _operation(tag: str, name: str, summary: str, responses: Schema, **more: object) -> Schema:
    return {"tags": [tag], "operationId": name, "summary": summary, **more, "responses": responses}


def _json(description: str, schema: str | Schema) -> Schema:
    shape = {"$ref": f"#/components/schemas/{schema}"} if isinstance(schema, str) else schema
    return {"description": description, "content": {JSON.media_type: {"schema": shape}}}


def _parameter(name: str, where: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": where, "required": where == "path", "description": description, "schema": schema}


def _link(operation: str, **parameters: str) -> Schema:
    """What can be asked next with what this answer holds."""
    found = {name: f"$response.body#/{pointer}" for name, pointer in parameters.items()}
    return {"links": {operation: {"operationId": operation, "parameters": found}}}


def _import() -> Schema:
    fields = {
        "files": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "contentMediaType": "application/octet-stream"},
            "description": "表格 · CSV, XLSX, XLS, ODS and rule packs; each with its file name.",
        },
        "dry_run": {**_FLAG, "description": "只看结果 · Say what would happen; write nothing."},
        "marked": {**_FLAG, "description": "同时做一本标好问题的工作簿 · With dry_run: also a workbook, see the job."},
        "strict": {**_FLAG, "description": "有一行不对就全部不导入 · One bad row, and nothing is loaded."},
        "hidden": {**_FLAG, "description": "隐藏的工作表也读 · Read hidden sheets too."},
        "new_units": {
            "type": "string",
            "enum": ["ask", "make", "reject"],
            "description": "单位表里没有的帮扶方 · Helpers that no table lists.",
        },
        "complete_for": {**_TEXT, "description": "这些表就是这个单位的全部 · The tables list all within this unit."},
        "as_of": {**_TEXT, "format": "date", "description": "填全的截至日期 · The day as of which they do."},
        "end_missing": {**_FLAG, "description": "表里没有的前一日结束 · What the tables lack ends the day before."},
        "map": {"type": "array", "items": _TEXT, "description": "列名=列 · header=column."},
    }
    schema = {"type": "object", "properties": fields, "required": ["files"]}
    return _operation(
        "ledger",
        "import",
        "导入 · Import tables",
        {
            "200": _json("完成 · The job has ended; its receipt or its problem is in it.", "Job")
            | _link("job", id="id"),
            "202": _json("在做 · The job; ask at Location how far it is.", "Job") | _link("job", id="id"),
            **problems(400, 401, 403, 408, 409, 413, 415, 422, 503),
        },
        parameters=[
            _parameter("Idempotency-Key", "header", "同一个键只导入一次 · The same key imports once.", _TEXT),
            _parameter("Prefer", "header", "wait=10: 等几秒再答 · Answer when it is done, or after 10 seconds.", _TEXT),
        ],
        requestBody={"required": True, "content": {"multipart/form-data": {"schema": schema}}},
    )


def _job() -> Schema:
    return _operation(
        "ledger",
        "job",
        "导入任务 · How far an import is",
        {"200": _json("任务 · The job.", "Job"), **problems(401, 404, 422)},
        parameters=[_parameter("id", "path", "任务编号 · The job's id.", _TEXT)],
    )


def _undo() -> Schema:
    properties: Schema = {
        "import": {"type": ["integer", "null"], "description": "撤销本身的导入号 · The import that it is; null: none."},
        "action": {"const": "undo"},
        "dry_run": {"type": "boolean"},
        "undone": {"type": "integer"},
        "changes": {"type": "object", "additionalProperties": {"type": "integer"}},
        "kept": {"type": "array", "items": {"type": "object"}, "description": "保持原样的 · What stays, and why."},
    }
    schema = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    return _operation(
        "ledger",
        "undo",
        "撤销一次导入 · Take an import back",
        {"200": _json("撤销了什么 · What it did, or would do.", schema), **problems(401, 403, 404, 422, 503)},
        parameters=[
            _parameter("number", "path", "导入号 · The import to be taken back.", {"type": "integer", "minimum": 0}),
            _parameter("dry_run", "query", "只看结果 · Say what it would do; write nothing.", _FLAG),
        ],
    )


def _job_schema() -> Schema:
    properties = {
        "id": _TEXT,
        "state": {"type": "string", "enum": ["queued", "running", "done", "failed"]},
        "dry_run": {"type": "boolean"},
        "files": {"type": "array", "items": _TEXT},
        "made": _TIME,
        "finished": _NULLABLE_TIME,
        "progress": {
            "type": ["object", "null"],
            "description": "读到哪里 · The file being read, and the rows of it that were.",
            "properties": {"file": _TEXT, "rows": {"type": "integer"}},
        },
        "receipt": {"type": ["object", "null"], "description": _RECEIPT},
        "problem": {"type": ["object", "null"], "description": "status and detail of what went wrong."},
        "rejected": {"type": "array", "items": rejected_table(href=_TEXT)},
        "marked": {"type": ["string", "null"], "description": "标好问题的工作簿 · Where it is, if there is one."},
    }
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _events() -> Schema:
    stream = {"text/event-stream": {"schema": _TEXT}}
    return _operation(
        "ledger",
        "events",
        "新的导入 · Server-sent events: an import is in",
        {"200": {"description": 'event: import, data: {"import": 3}', "content": stream}, **problems(401, 422, 503)},
    )


def _who() -> Schema:
    answers = {"200": _json("我是谁 · Who asks.", "Caller"), **problems(401)}
    return _operation("access", "who", "我是谁 · Who am I", answers)


def _sign_in() -> Schema:
    schema = {
        "type": "object",
        "properties": {"token": {**_TEXT, "description": "令牌 · As bangfu token add showed it."}},
        "required": ["token"],
        "additionalProperties": False,
    }
    answers = {"200": _json("已登录 · Signed in: a cookie is set.", "Caller"), **problems(400, 401, 403, 413, 415, 422)}
    body = {"required": True, "content": {JSON.media_type: {"schema": schema}}}
    return _operation("access", "sign_in", "登录 · Sign in", answers, requestBody=body)


def _sign_out() -> Schema:
    answers = {"204": {"description": "已退出 · Signed out."}, **problems(401, 403)}
    return _operation("access", "sign_out", "退出 · Sign out", answers)


def _caller_schema() -> Schema:
    properties = {"name": _TEXT, "role": _ROLE, "within": {"type": ["string", "null"], "description": "Id of a unit."}}
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _tokens() -> Schema:
    rows = {"type": "array", "items": {"$ref": "#/components/schemas/Token"}}
    schema = {"type": "object", "properties": {"rows": rows}, "required": ["rows"]}
    answers = {"200": _json("令牌 · Every token; only hashes are kept.", schema), **problems(401, 403)}
    return _operation("access", "tokens", "令牌 · Tokens", answers)


def _add_token() -> Schema:
    properties = {
        "name": {**_TEXT, "minLength": 1, "maxLength": 80, "description": "给谁用的 · Whom it is for."},
        "role": {**_ROLE, "enum": [*map(str, Role), *(role.zh for role in Role)]},
        "within": {"type": ["string", "null"], "description": "范围 · A unit by id or name: all it sees and writes."},
        "days": {"type": "integer", "minimum": 1, "maximum": 3650, "default": 365},
    }
    schema = {
        "type": "object",
        "properties": properties,
        "required": ["name", "role"],
        "additionalProperties": False,
    }
    answers = {
        "201": _json("令牌只给这一次 · The token is shown this once.", "NewToken") | _link("revoke_token", id="id"),
        **problems(400, 401, 403, 413, 415, 422),
    }
    body = {"required": True, "content": {JSON.media_type: {"schema": schema}}}
    return _operation("access", "add_token", "发令牌 · Make a token", answers, requestBody=body)


def _revoke() -> Schema:
    answers = {"204": {"description": "已撤销 · Revoked."}, **problems(401, 403), "404": problem_answer("没有 · None.")}
    named = [_parameter("id", "path", "编号或名称 · Id or name.", _TEXT)]
    return _operation("access", "revoke_token", "撤销令牌 · Revoke a token", answers, parameters=named)


def _token_schema() -> Schema:
    properties = {
        "id": _TEXT,
        "name": _TEXT,
        "role": _ROLE,
        "within": {"type": ["string", "null"]},
        "made": _TIME,
        "expires": _TIME,
        "revoked": _NULLABLE_TIME,
    }
    return {"type": "object", "properties": properties, "required": [*properties]}


def _new_token_schema() -> Schema:
    properties = {"id": _TEXT, "token": _TEXT, "role": _ROLE, "within": {"type": ["string", "null"]}}
    return {"type": "object", "properties": properties, "required": [*properties]}
