"""JSON: the envelope of INTERFACES §3, one row a line; NDJSON: the rows alone."""

import json
from collections.abc import Sequence
from typing import IO, Any

from visuals.shown import Shown
from visuals.values import SCALARS, plain


def write_json(shown: Shown, out: IO[bytes]) -> None:
    """`question`, `as_of`, `known_at`, `total`, `rows`, `next`, in this order, as valid JSON."""
    head: dict[str, Any] = {"question": shown.name}
    if shown.as_of is not None:
        head["as_of"] = shown.as_of
    head |= {"known_at": shown.known_at, "total": shown.total}
    out.write((_dumped(head)[:-1] + ', "rows": [').encode())
    names, comma = shown.names, "\n"
    for rows in shown.chunks():
        out.write((comma + ",\n".join(_line(names, row) for row in rows)).encode())
        comma = ",\n"
    tail = "\n]" if shown.count else "]"
    out.write(f'{tail}, "next": {_dumped(shown.next)}}}\n'.encode())


def write_ndjson(shown: Shown, out: IO[bytes]) -> None:
    names = shown.names
    for rows in shown.chunks():
        out.write("".join(_line(names, row) + "\n" for row in rows).encode())


def _line(names: Sequence[str], row: Sequence[Any]) -> str:
    values = [value if value.__class__ in SCALARS else plain(value) for value in row]
    return _dumped(dict(zip(names, values, strict=True)))


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
