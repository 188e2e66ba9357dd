"""The operation of OpenAPI that draws a network: its parameters and fields come from their declarations."""

from typing import Any

from api.http.examples import EXAMPLES
from api.http.formats import JSON
from api.http.operations import problems
from api.http.schemas import Schema, common_parameters, option_parameter, row_schema
from visuals.network.answer import NETWORK, NetworkLink, NetworkUnit
from visuals.network.asked import MOST, USUAL


def network_operation() -> Schema:
    declared = [option_parameter(each) for each in NETWORK.options]
    limit = next(each for each in declared if each["name"] == "limit")
    limit["schema"] = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    text = {"type": "string"}
    headers = {
        "ETag": {"description": "Same bytes, same tag.", "schema": text},
        "Bangfu-As-Of": {"description": "The day asked about.", "schema": {"type": "string", "format": "date"}},
        "Bangfu-Known-At": {"description": "The import after which this was known.", "schema": {"type": "integer"}},
        "Bangfu-Total": {"description": "Units in all.", "schema": {"type": "integer"}},
    }
    content = {"schema": {"$ref": "#/components/schemas/Network"}, "example": EXAMPLES[NETWORK.name]}
    return {
        "tags": ["questions"],
        "operationId": NETWORK.name,
        "summary": f"{NETWORK.title} · {NETWORK.title_en}",
        "description": f"{NETWORK.meaning} With both around and within: only the unit's links to what lies there.",
        "parameters": [*declared, *common_parameters(paged=False)],
        "responses": {
            "200": {"description": "回答 · The answer.", "headers": headers, "content": {JSON.media_type: content}},
            "304": {"description": "没有变 · The client has it already."},
            **problems(400, 401, 406, 422, 503),
        },
    }


def network_schemas() -> dict[str, Schema]:
    properties: dict[str, Any] = {
        "question": {"const": NETWORK.name},
        "as_of": {"type": "string", "format": "date", "description": "截至 · The day asked about."},
        "known_at": {"type": "integer", "description": "账本 · The import after which this was known."},
        "total": {"type": "integer", "description": "单位总数 · Units there would be without a limit."},
        "cut": {"type": "boolean", "description": "没有画全 · Whether the limit left out units, and links with them."},
        "nodes": {"type": "array", "items": {"$ref": "#/components/schemas/NetworkUnit"}},
        "links": {"type": "array", "items": {"$ref": "#/components/schemas/NetworkLink"}},
    }
    whole = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    rows: tuple[Any, ...] = (NetworkUnit, NetworkLink)
    return {"Network": whole, **{row.__name__: row_schema(row) for row in rows}}
