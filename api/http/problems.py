"""Every error as RFC 9457 has it, in the reader's language, with nothing of our insides in it."""

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Route

from api.http.headers import add_safe_headers
from api.http.languages import accepted, in_one_language
from api.http.problem_pages import problem_page, wants_page
from graph_model.errors import BangfuError, NameNotFoundError, StoreError, UsageError
from visuals.words import Lang, Words

_LOG = logging.getLogger("bangfu.requests")
MEDIA_TYPE = "application/problem+json"
_FLAG = re.compile(r"--([a-z]+(?:-[a-z]+)*)")

_TITLES = {
    400: Words("请求写得不对", "Bad request"),
    401: Words("需要令牌", "A token is needed"),
    403: Words("不允许", "Not allowed"),
    404: Words("没有找到", "Not found"),
    405: Words("不能用这个方法", "Method not allowed"),
    406: Words("给不出这种格式", "Not acceptable"),
    408: Words("等得太久", "Took too long"),
    409: Words("冲突", "Conflict"),
    413: Words("太大了", "Too large"),
    415: Words("不认识的内容类型", "Unsupported media type"),
    422: Words("选项不对", "An option is wrong"),
    500: Words("程序出错", "A mistake in the program"),
    503: Words("暂时不能用", "Not available at the moment"),
}
_DETAILS = {
    400: Words("请求读不懂，请检查写法。", "The request cannot be read: check how it is written."),
    404: Words("没有这个地址，请看 /docs。", "There is nothing at this address: see /docs."),
    405: Words("这个地址不接受这个方法，请看 Allow。", "This address does not take that method: see Allow."),
    422: Words("请求的内容不对，请看 /docs。", "What was sent is wrong: see /docs."),
    500: Words(
        "程序出错，请把 request_id 告诉维护者。", "A mistake in the program: tell its maintainers the request_id."
    ),
    503: Words("数据库暂时不能用，请稍后再试。", "The store cannot be used at the moment: try again later."),
}


class ProblemError(BangfuError):
    """An answer that is none: its status, a sentence in both languages, and further headers."""

    def __init__(self, status: int, sentence: Words, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(f"{sentence.zh} · {sentence.en}")
        self.status, self.sentence, self.headers, self.more = status, sentence, dict(headers or {}), more


def problem(request: Request, status: int, detail: str | None = None, **more: Any) -> Response:
    """`type`, `title`, `status`, `detail`, `instance`, `request_id`, and whatever else helps to mend it."""
    lang = accepted(request.headers.get("accept-language", ""))
    title = _TITLES.get(status) or Words(*2 * (HTTPStatus(status).phrase,))
    said = _DETAILS.get(status, title)
    body = {
        "type": "about:blank",
        "title": title.said(lang),
        "status": status,
        "detail": said.said(lang) if detail is None else detail,
        "instance": request.url.path,
        "request_id": request.scope.get("state", {}).get("request_id"),
        **more,
    }
    headers = {"Content-Language": str(lang), "Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
    if status == 503:
        headers["Retry-After"] = "2"
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="bangfu"'
    if wants_page(request):
        return problem_page(body, lang, headers)
    return Response(orjson.dumps(body), status, headers, MEDIA_TYPE)


def explain_all(app: FastAPI) -> None:
    """Every way in which a request can fail, ours and the framework's."""
    app.add_exception_handler(BangfuError, _ours)
    app.add_exception_handler(HTTPException, _of_the_framework)
    app.add_exception_handler(RequestValidationError, _badly_sent)
    app.add_exception_handler(Exception, _mistake)


def about(request: Request, error: BangfuError) -> Response:
    """One of our own errors; what it says of files and databases stays in the log."""
    lang = accepted(request.headers.get("accept-language", ""))
    if isinstance(error, ProblemError):
        # Not `said`: what somebody wrote, with braces in it, is in the sentence already.
        sentence = error.sentence.en if lang is Lang.EN else error.sentence.zh
        answer = problem(request, error.status, sentence, **error.more)
        answer.headers.update(error.headers)
        return answer
    if isinstance(error, StoreError):
        return problem(request, 503)
    if isinstance(error, UsageError):
        return problem(request, 422, sentence_of(error, lang), **candidates_of(error))
    _LOG.error("unforeseen", exc_info=error)
    return problem(request, 500)


def sentence_of(error: UsageError, lang: Lang) -> str:
    """What the command line says, with the names that options have here."""
    said = str(error)
    if isinstance(error, NameNotFoundError) and error.candidates:
        said = said.partition(" 可能是 · candidates: ")[0]
    return _FLAG.sub(lambda found: found[1].replace("-", "_"), in_one_language(said, lang))


def candidates_of(error: UsageError) -> dict[str, Sequence[str]]:
    return {"candidates": list(error.candidates)} if isinstance(error, NameNotFoundError) else {}


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, BangfuError)
    return about(request, error)


def _of_the_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problem(request, error.status_code)
    answer.headers.update(error.headers or {})
    if error.status_code == 405:
        answer.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return answer


def _methods(request: Request) -> set[str]:
    """What the address takes, whichever of several routes does."""
    routes = [each for each in request.app.router.routes if isinstance(each, Route)]
    here = [each for each in routes if each.matches(request.scope)[0] is not Match.NONE]
    return {method for each in here for method in each.methods or ()}


def _badly_sent(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = sorted({".".join(map(str, each["loc"][1:])) for each in error.errors()})
    return problem(request, 422, fields=places)


def _mistake(request: Request, error: Exception) -> Response:  # noqa: ARG001  # the log has it, the answer must not
    answer = problem(request, 500)
    # Starlette answers this one outside of every layer of ours.
    add_safe_headers(answer.headers, request.scope["state"]["request_id"])
    return answer
