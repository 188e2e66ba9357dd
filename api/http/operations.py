"""Operations of OpenAPI that only look: made from the declarations of questions and lists."""

from typing import Any

from api.http.examples import EXAMPLES
from api.http.formats import FORMATS, JSON
from api.http.listings import Listing
from api.http.problems import MEDIA_TYPE
from api.http.schemas import Schema, common_parameters, option_parameter
from graph_model.question import Question
from queries.unit import UNIT

_FORMAT: Schema = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "格式 · Wins over Accept. NDJSON and CSV stream any number of rows; CSV has a BOM for Excel.",
    "schema": {"type": "string", "enum": list(FORMATS)},
}


IMPORT_NUMBER: Schema = {
    "name": "number",
    "in": "path",
    "required": True,
    "description": "导入号 · The import's number.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    "example": 1,
}


def question_operation(question: Question[Any, Any]) -> Schema:
    declared = [option_parameter(each) for each in question.options]
    return {
        "tags": ["questions"],
        "operationId": question.name.replace("-", "_"),
        "summary": f"{question.title} · {question.title_en}",
        "description": question.meaning,
        "parameters": [*declared, *common_parameters(paged=True), _FORMAT],
        "responses": _answers(_ref(question.name), question.name, link=_LINKS.get(question.name)),
    }


def one_unit_operation() -> Schema:
    made = question_operation(UNIT)
    unit, *others = made["parameters"]
    in_path = {**unit, "name": "id", "in": "path", "required": True, "example": "513431"}
    responses = {**made["responses"], "404": problem_answer("没有这个单位 · No such unit; see `candidates`.")}
    return {**made, "operationId": "one_unit", "parameters": [in_path, *others], "responses": responses}


def listing_operation(listing: Listing) -> Schema:
    return {
        "tags": ["ledger"],
        "operationId": listing.name,
        "summary": f"{listing.title.zh} · {listing.title.en}",
        "parameters": [_FORMAT],
        "responses": _answers(_ref(listing.name), listing.name, dated=False, link=_LINKS.get(listing.name)),
    }


def receipt_operation() -> Schema:
    content = {JSON.media_type: {"schema": {"type": "object"}}}
    return {
        "tags": ["ledger"],
        "operationId": "receipt",
        "summary": "回执 · The receipt of an import",
        "description": (
            "只限一地的令牌只看到其中涉及本地的内容。 · A token limited to a place sees what of it lies there: "
            "changes, helpers made and what was declared complete, without files, counts of rows and rejected rows."
        ),
        "parameters": [IMPORT_NUMBER],
        "responses": {
            "200": {"description": "回执 · As the command line printed it.", "content": content},
            **problems(401, 404, 422),
        },
    }


def health_operation(name: str, meaning: str) -> Schema:
    content = {JSON.media_type: {"schema": {"type": "object", "properties": {"status": {"const": "ok"}}}}}
    return {
        "tags": ["operation"],
        "operationId": name,
        "summary": meaning,
        "responses": {"200": {"description": "ok", "content": content}, **problems(503)},
    }


_LINKS = {
    "units": {"one_unit": {"operationId": "one_unit", "parameters": {"id": "$response.body#/rows/0/id"}}},
    "imports": {"receipt": {"operationId": "receipt", "parameters": {"number": "$response.body#/rows/0/seq"}}},
}
"""What can be asked next with what an answer holds."""


def _answers(row: Schema, name: str, *, dated: bool = True, link: Schema | None = None) -> Schema:
    text = {"type": "string"}
    content: Schema = {each.media_type.partition(";")[0]: {"schema": text} for each in FORMATS.values()}
    content[JSON.media_type] = {"schema": _envelope(row, name, dated=dated)}
    if name in EXAMPLES:
        content[JSON.media_type]["example"] = EXAMPLES[name]
    headers = {
        "ETag": {"description": "Same bytes, same tag.", "schema": text},
        "Link": {"description": 'The next page, as rel="next".', "schema": text},
        "Bangfu-As-Of": {"description": "The day asked about.", "schema": {"type": "string", "format": "date"}},
        "Bangfu-Known-At": {"description": "The import after which this was known.", "schema": {"type": "integer"}},
        "Bangfu-Total": {"description": "Rows in all.", "schema": {"type": "integer"}},
    }
    return {
        "200": {"description": "回答 · The answer.", "headers": headers, "content": content, "links": link or {}},
        "304": {"description": "没有变 · The client has it already."},
        **problems(400, 401, 406, 422, 503),
    }


def _envelope(row: Schema, name: str, *, dated: bool) -> Schema:
    properties: Schema = {
        "question": {"const": name},
        "as_of": {"type": "string", "format": "date", "description": "截至 · The day asked about."},
        "known_at": {"type": "integer", "description": "账本 · The import after which this was known."},
        "total": {"type": "integer", "description": "总行数 · Rows in all, on all pages."},
        "rows": {"type": "array", "items": row},
        "next": {"type": ["string", "null"], "description": "下一页 · The cursor of the next page; null on the last."},
    }
    if not dated:
        del properties["as_of"]
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{component(name)}"}


def component(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-")) + "Row"


def problem_answer(meaning: str) -> Schema:
    return {"description": meaning, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


_MEANINGS = {
    400: "读不懂 · The request cannot be read.",
    401: "需要令牌 · A token is needed.",
    404: "没有 · There is none.",
    406: "给不出这种格式 · None of the formats accepted.",
    403: "不允许 · The token may not do that.",
    408: "没有发完 · The body stopped half way.",
    409: "冲突 · The same request is still being received.",
    413: "太大了 · More than may be sent at a time.",
    415: "不认识的内容类型 · Another content type is wanted.",
    422: "选项不对 · An option, a word or a name is wrong.",
    503: "暂时不能用 · Not available at the moment.",
}


def problems(*statuses: int) -> Schema:
    return {str(status): problem_answer(_MEANINGS[status]) for status in statuses}
