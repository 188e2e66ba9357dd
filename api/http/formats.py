"""In which format an answer goes out: `?format=`, else `Accept`, else JSON."""

from typing import NamedTuple

from api.http.problems import ProblemError
from visuals.words import Words


class Format(NamedTuple):
    name: str
    media_type: str


JSON = Format("json", "application/json")
NDJSON = Format("ndjson", "application/x-ndjson")
CSV = Format("csv", "text/csv; charset=utf-8")
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
FORMATS = {each.name: each for each in (JSON, NDJSON, CSV, XLSX)}

_ACCEPTED = {
    "*/*": JSON,
    "application/*": JSON,
    "text/*": CSV,
    "application/jsonl": NDJSON,
    "application/ndjson": NDJSON,
    **{each.media_type.partition(";")[0]: each for each in FORMATS.values()},
}


def chosen_format(asked: str | None, accept: str) -> Format:
    """Raises ProblemError: 422 for a format that there is not, 406 where none of ours is accepted."""
    if asked is not None:
        if (format := FORMATS.get(asked)) is None:
            names = "、".join(FORMATS)
            raise ProblemError(422, Words(f"format 只能是 {names}", f"format is one of {', '.join(FORMATS)}."))
        return format
    if not accept or accept == "*/*":
        return JSON
    for _, media_type in sorted(_ranges(accept), key=lambda each: -each[0]):
        if (format := _ACCEPTED.get(media_type)) is not None:
            return format
    raise ProblemError(
        406,
        Words(f"给得出的格式：{'、'.join(_names())}", f"What can be had: {', '.join(_names())}."),
    )


def _names() -> list[str]:
    return [each.media_type.partition(";")[0] for each in FORMATS.values()]


def _ranges(accept: str) -> list[tuple[float, str]]:
    """Quality and media type of each part; what is not wanted at all is left out."""
    ranges = []
    for part in accept.split(","):
        media_type, *parameters = (each.strip().lower() for each in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            wanted = float(quality)
        except ValueError:
            wanted = 0.0
        if wanted > 0:
            ranges.append((wanted, media_type))
    return ranges


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a body may be packed.

    >>> takes_gzip("br, gzip"), takes_gzip("gzip;q=0"), takes_gzip("")
    (True, False, False)
    """
    return any(media in ("gzip", "*") for _, media in _ranges(accept_encoding))
