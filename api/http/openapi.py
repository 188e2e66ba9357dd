"""`/openapi.json`: OpenAPI 3.1, put together from the declarations of the questions."""

from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.http.bodies import json_bytes
from api.http.doorway import COOKIE
from api.http.formats import JSON
from api.http.listings import IMPORTS, RULES
from api.http.network_operation import network_operation, network_schemas
from api.http.operations import (
    component,
    health_operation,
    listing_operation,
    one_unit_operation,
    question_operation,
    receipt_operation,
)
from api.http.questions import ONLY_HERE, PREFIX
from api.http.schemas import Schema, object_schema, row_schema
from api.http.write_operations import write_operations, write_schemas
from api.program import program
from queries import QUESTIONS
from visuals.network.answer import NETWORK

_ABOUT = (
    "谁帮谁、从哪天起、到哪天止、还有谁在等。每个问题都可问任何一天（as_of）和账本的任何一次导入（known_at）。\n\n"
    "Who helps whom, since when, until when, and who is still waiting. Every question takes a day (`as_of`) and a "
    "state of the ledger (`known_at`), and every answer says both. Days are whole days in Asia/Shanghai, `through` "
    "is the last day in force; codes are those of the lists below. Ask for `format=ndjson` or `csv` without `limit` "
    'to take everything in one stream; follow `next` or `Link: rel="next"` to page.'
)


def openapi_routes() -> list[Route]:
    return [Route("/openapi.json", _openapi, name="openapi")]


async def _openapi(_: Request) -> Response:
    return Response(_document(), media_type=JSON.media_type)


@cache
def _document() -> bytes:
    return json_bytes(document())


def document() -> Schema:
    paths: dict[str, Schema] = {}
    for question in (*QUESTIONS.values(), *ONLY_HERE):
        paths[f"{PREFIX}/{question.name}"] = {"get": question_operation(question)}
    paths[f"{PREFIX}/units/{{id}}"] = {"get": one_unit_operation()}
    paths[f"{PREFIX}/{NETWORK.name}"] = {"get": network_operation()}
    for listing in (RULES, IMPORTS):
        paths[f"{PREFIX}/{listing.name}"] = {"get": listing_operation(listing)}
    paths[f"{PREFIX}/imports/{{number}}"] = {"get": receipt_operation()}
    for path, meaning in (("/healthz", "Whether the program lives."), ("/readyz", "Whether it can answer.")):
        paths[path] = {"get": health_operation(path.strip("/"), meaning)}
    writing = write_operations()
    name, _, version = program().partition(" ")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "帮扶图谱 · Bangfu",
            "version": version or name,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "questions", "description": "问题 · The questions, as on the command line."},
            {"name": "ledger", "description": "账本 · What the store holds, and where it came from."},
            {"name": "access", "description": "权限 · Who may do what."},
            {"name": "operation", "description": "运行 · For whoever runs it."},
        ],
        "security": [{"token": []}, {"session": []}, {}],
        "paths": {path: {**paths.get(path, {}), **writing.get(path, {})} for path in {**paths, **writing}},
        "components": _components(),
    }


def _components() -> Schema:
    schemas = {component(each.name): row_schema(each.row) for each in (*QUESTIONS.values(), *ONLY_HERE)}
    schemas |= {component(each.name): object_schema(each.columns) for each in (RULES, IMPORTS)}
    text = {"type": "string"}
    schemas["Problem"] = {
        "type": "object",
        "description": "RFC 9457.",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": {**text, "description": "What was wrong and what to do, in the language accepted."},
            "instance": text,
            "request_id": text,
            "candidates": {"type": "array", "items": text, "description": "Units or words that may have been meant."},
        },
        "required": ["type", "title", "status", "detail", "instance"],
    }
    schemas |= network_schemas() | write_schemas()
    return {
        "schemas": schemas,
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "bangfu token add"},
            "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "POST /api/v1/session"},
        },
    }
