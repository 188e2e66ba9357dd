"""The links of a place, both tables as one list: what ends soon, and what they rest on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph_model.days import day_of, iso
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Field, Force, LinkTable, Post, Role
from queries.link_rows import link_columns, listed_links
from visuals.values import as_known
from visuals.words import Lang, word

SOON = 90
"""Days within which what ends is listed."""


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A pairing or a dispatch as a report says it; days are ISO texts or None, units are ids."""

    id: str
    force: str
    force_code: str
    helper: str
    helper_id: str
    recipient: str
    recipient_id: str
    part: str
    since: str | None
    through: str | None
    until_known: str
    seen: str | None
    basis: str
    file: str
    sheet: str
    row: int


def links_of(graph: Snapshot, slot: int, day: int, lang: Lang) -> list[ReportLink]:
    """Those in force on a day whose recipient or host lies within a unit, by table and id."""
    return told_links(
        graph, np.concatenate([listed_links(graph, table, day, within=slot) for table in LinkTable]), lang
    )


def told_links(graph: Snapshot, rows: Ints, lang: Lang) -> list[ReportLink]:
    """Some rows of the history, in their order."""
    columns = link_columns(graph, rows)
    names = list(columns)
    return [_link(dict(zip(names, values, strict=True)), lang) for values in zip(*columns.values(), strict=True)]


def _link(told: dict[str, str], lang: Lang) -> ReportLink:
    through = told["through"]
    return ReportLink(
        id=told["id"],
        force=word(told["force"], Force, lang),
        force_code=told["force"],
        helper=told["helper_name"],
        helper_id=told["helper"],
        recipient=told["recipient_name"],
        recipient_id=told["recipient"],
        part=_part(told, lang),
        since=told["since"] and as_known(told["since"], told["since_precision"]),
        through=through,
        until_known=as_known(through, told["through_precision"]) if through else "",
        seen=told["seen"],
        basis=told["basis"] or "",
        file=told["file"],
        sheet=told["sheet"] or "",
        row=int(told["row"]),
    )


def _part(told: dict[str, str], lang: Lang) -> str:
    """A dispatch's post, field and number of people; a pairing's role."""
    if not told["post"]:
        return word(told["role"], Role, lang) if told["role"] else ""
    said = [word(told["post"], Post, lang), *([word(told["field"], Field, lang)] if told["field"] else [])]
    many = f" ×{told['headcount']}" if int(told["headcount"]) > 1 else ""
    return "·".join(said) + many


def ending_soon(links: Iterable[ReportLink], day: int) -> list[ReportLink]:
    """Those whose last day is the day asked about or one of the 90 after it; the soonest first."""
    first, last = iso(day), iso(day + SOON)
    soon = (link for link in links if link.through is not None and first <= link.through <= last)
    return sorted(soon, key=lambda link: (link.through or "", link.force, link.id))


@dataclass(frozen=True, slots=True)
class Source:
    """A file and sheet, the documents its rows rest on, and how many links of the place it brought."""

    file: str
    sheet: str
    bases: Sequence[str]
    count: int
    rows: str


def sources_of(links: Iterable[ReportLink]) -> list[Source]:
    by_file = defaultdict[tuple[str, str], list[ReportLink]](list)
    for link in links:
        by_file[link.file, link.sheet].append(link)
    return [_source(file, sheet, those) for (file, sheet), those in sorted(by_file.items())]


def _source(file: str, sheet: str, links: Sequence[ReportLink]) -> Source:
    bases = dict.fromkeys(link.basis for link in links if link.basis)
    rows = [link.row for link in links]
    span = f"{min(rows)}" if min(rows) == max(rows) else f"{min(rows)}–{max(rows)}"
    return Source(file, sheet, list(bases), len(links), span)


def month_later(day: int) -> str:
    return day_of(day + SOON).isoformat()
