"""The number of an import in an address."""

from starlette.requests import Request

from api.http.problems import ProblemError
from api.http.service import service_of
from visuals.words import Words

_LONGEST = 9
"""Digits."""


def no_import(listed_at: str) -> ProblemError:
    """To say that there is none of that number; `listed_at` is where all are listed."""
    return ProblemError(404, Words(f"没有这次导入，请看 {listed_at}。", f"There is no such import: see {listed_at}."))


def import_number(text: str, listed_at: str = "/api/v1/imports") -> int:
    """Raises ProblemError for what is no number of an import."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise no_import(listed_at)
    return int(text)


def known_import(request: Request, listed_at: str = "/api/v1/imports") -> int:
    """The import in the address. Raises ProblemError where there is none of that number."""
    number = import_number(request.path_params["number"], listed_at)
    if number > service_of(request).desk.graph().history.seq:
        raise no_import(listed_at)
    return number
