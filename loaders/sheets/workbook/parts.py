"""Parts of an archive, read a little at a time."""

import zipfile
from collections.abc import Generator, Iterable
from contextlib import closing
from xml.parsers import expat

CHUNK = 1 << 16
"""Bytes that are unpacked at a time."""


def chunks_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Generator[bytes, None, None]:
    """To be closed by whoever stops early."""
    with archive.open(info) as part:
        while chunk := part.read(CHUNK):
            yield chunk


def parse(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def parse_part(parser: expat.XMLParserType, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    with closing(chunks_of(archive, info)) as chunks:
        parse(parser, chunks)


def read_through(archive: zipfile.ZipFile, info: zipfile.ZipInfo, word: bytes = b"") -> bool:
    """Whether `word` stands in a part; a part that is larger than it says shows by a wrong checksum."""
    found, rest = False, b""
    with closing(chunks_of(archive, info)) as chunks:
        for chunk in chunks:
            found = found or (bool(word) and word in rest + chunk)
            rest = chunk[-len(word) :]
    return found


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def is_on(attributes: dict[str, str], name: str, missing: str = "0") -> bool:
    return attributes.get(name, missing) in ("1", "true", "on")
