"""What the ledger used to say of a unit's links, and which import replaced it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph_model.schema import SOURCE_COLUMN, TARGET_COLUMN
from queries.earlier_versions import earlier_links
from visuals.difference import field_word
from visuals.pages.ask import Ask
from visuals.pages.link_texts import part_said, term_said
from visuals.pages.provenance import Provenance, provenance
from visuals.pages.unit.links import LANES
from visuals.words import Lang

_FIELDS = ("helper_name", "recipient_name", "force", "role", "post", "field", "headcount", "agreement")
_DAYS = ("since", "through", "seen", "basis", "note")
MOST = 60


class Earlier(NamedTuple):
    """One version that was replaced by import `removed`; `differs` says how, empty for one that was withdrawn."""

    id: str
    ends: str
    part: str
    term: str
    differs: Sequence[str]
    source: Provenance
    removed: int
    removed_href: str


def earlier_versions(ask: Ask, slot: int, row: Any) -> list[Earlier]:
    """Of the links of a unit, newest first; for a limited reader those to units in the place."""
    within = ask.within if ask.limited else None
    later = {each["id"]: _as_link(each) for lane in LANES for each in getattr(row, lane)}
    found = []
    for old in earlier_links(ask.graph, slot, within):
        found.append(_earlier(ask, old, later.get(old["id"])))
        later[old["id"]] = old
    return found


def _as_link(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A dispatch has its ends by the names of a pairing."""
    names = {"helper_name": told.get("sender_name"), "recipient_name": told.get("host_name")}
    return {**names, **told}


def _earlier(ask: Ask, old: Mapping[str, Any], new: Mapping[str, Any] | None) -> Earlier:
    return Earlier(
        id=old["id"],
        ends=f"{old['helper_name']} → {old['recipient_name']}",
        part=part_said(old, ask.lang),
        term=term_said(old, ask.lang),
        differs=[] if new is None else list(_differing(old, new, ask.lang)),
        source=provenance(ask, old),
        removed=old["removed"],
        removed_href=ask.href("imports", old["removed"]),
    )


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], lang: Lang) -> list[str]:
    names = [name for name in (*_FIELDS, *_DAYS) if name in new and old[name] != new[name]]
    return [f"{_word(str(old['table']), name, lang)} {old[name] or '—'} → {new[name] or '—'}" for name in names]


def _word(table: str, name: str, lang: Lang) -> str:
    ends = {"helper_name": SOURCE_COLUMN[table], "recipient_name": TARGET_COLUMN[table]}
    return field_word(table, ends.get(name, name), lang)
