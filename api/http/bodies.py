"""Answers as bytes: whole ones to be kept, and streams of any length."""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any

import orjson

from api.http.formats import CSV, JSON, NDJSON, Format
from visuals.delimited import csv_pieces
from visuals.shown import Shown
from visuals.values import plain

_LINE = orjson.OPT_APPEND_NEWLINE
_LEAST_PACKED = 1_024
_LEVEL, _STREAM_LEVEL = 5, 1
_PIECE = 1 << 16


def whole(shown: Shown, format: Format) -> bytes:
    """The answer as one body."""
    out = io.BytesIO()
    for piece in pieces(shown, format):
        out.write(piece)
    return out.getvalue()


def pieces(shown: Shown, format: Format) -> Iterator[bytes]:
    """The answer piece by piece; only an XLSX is made whole first, on the disk."""
    if format is JSON:
        yield envelope(shown)
    elif format is NDJSON:
        yield from _ndjson(shown)
    elif format is CSV:
        yield from csv_pieces(shown, marked=True)
    else:
        yield from _xlsx(shown)


def envelope(shown: Shown) -> bytes:
    """INTERFACES §3: `question`, `as_of`, `known_at`, `total`, `rows`, `next`."""
    head: dict[str, Any] = {"question": shown.name}
    if shown.as_of is not None:
        head["as_of"] = shown.as_of
    names = shown.names
    rows = [dict(zip(names, row, strict=True)) for rows in shown.chunks() for row in rows]
    return json_bytes(head | {"known_at": shown.known_at, "total": shown.total, "rows": rows, "next": shown.next})


def json_bytes(value: Any) -> bytes:
    return orjson.dumps(value, plain, _LINE | orjson.OPT_NON_STR_KEYS)


def _ndjson(shown: Shown) -> Iterator[bytes]:
    names, dumps = shown.names, orjson.dumps
    for rows in shown.chunks():
        objects = [dict(zip(names, row, strict=True)) for row in rows]
        try:
            lines = [dumps(each) for each in objects]  # with a function for what it does not know, half as fast
        except TypeError:
            lines = [dumps(each, plain) for each in objects]
        piece = b"\n".join([*lines, b""])
        del rows, objects, lines  # who reads slowly holds bytes only
        yield piece


def _xlsx(shown: Shown) -> Iterator[bytes]:
    from visuals.workbook import write_workbook  # openpyxl takes longer to import than most answers

    with TemporaryFile() as made:
        write_workbook(shown, made)
        made.seek(0)
        while piece := made.read(_PIECE):
            yield piece


def packed(body: bytes) -> bytes:
    """The same bytes for the same body: no moment stands in it."""
    return gzip.compress(body, _LEVEL, mtime=0)


def is_worth_packing(body: bytes) -> bool:
    return len(body) >= _LEAST_PACKED


def packing(stream: Iterable[bytes]) -> Iterator[bytes]:
    """A stream packed as it goes."""
    packer = zlib.compressobj(_STREAM_LEVEL, zlib.DEFLATED, 31)
    for piece in stream:
        if some := packer.compress(piece):
            yield some
    yield packer.flush()
