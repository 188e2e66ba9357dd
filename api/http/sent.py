"""What a request brings with it: a JSON object of a few fields."""

from collections.abc import Collection
from typing import Any

import orjson
from starlette.requests import Request

from api.http.problems import ProblemError
from visuals.words import Words


async def json_sent(request: Request, fields: Collection[str]) -> dict[str, Any]:
    """The object sent; raises ProblemError for anything else, and for a field that is not among these."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise ProblemError(415, Words("请发 application/json。", "Send application/json."))
    try:
        sent = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        raise ProblemError(400, Words("内容不是 JSON。", "What was sent is not JSON.")) from None
    if not isinstance(sent, dict):
        raise ProblemError(422, Words("要发一个 JSON 对象。", "Send a JSON object."))
    if unknown := sorted(sent.keys() - set(fields)):
        allowed = ", ".join(fields)
        raise ProblemError(
            422,
            Words(f"没有字段 {unknown[0]}，可用 {allowed}", f"There is no field {unknown[0]}; there are {allowed}."),
        )
    return sent
