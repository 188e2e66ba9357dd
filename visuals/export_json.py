"""An export as one JSON document: the tables in the columns they have, one record a line, and the rule packs."""

import json
from collections.abc import Iterator
from typing import IO, Any

from graph_model.vocabulary import LinkTable
from visuals.export import Export, Progress
from visuals.export_records import Record, link_records, return_records, unit_records
from visuals.words import FICTIONAL


def write_json_document(export: Export, out: IO[bytes], progress: Progress) -> None:
    """`known_at` and `time` of the newest import it holds, `within`, the four tables, then `packs` as TOML texts."""
    tables = {
        "units": unit_records(export, progress),
        "pairings": link_records(export, LinkTable.PAIRING, progress),
        "dispatches": link_records(export, LinkTable.DISPATCH, progress),
        "returns": return_records(export, progress),
    }
    out.write(("{" + _dumped(_head(export))[1:-1]).encode())
    for name, records in tables.items():
        out.write(f",\n{_dumped(name)}: [".encode())
        out.writelines(_lines(records))
        out.write(b"\n]")
    packs = [{"id": pack.id, "toml": pack.text} for pack in export.packs]
    out.write(f',\n"packs": {_dumped(packs)}}}\n'.encode())


def _head(export: Export) -> Record:
    marked: Record = {"fictional": FICTIONAL} if export.fictional else {}
    return marked | {"known_at": export.record.seq, "time": export.record.time, "within": export.within or None}


def _lines(records: Iterator[Record]) -> Iterator[bytes]:
    between = "\n"
    for record in records:
        yield (between + _dumped(record)).encode()
        between = ",\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
