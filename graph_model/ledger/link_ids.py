"""Ids for links without one."""

import hashlib

from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import FreshLinks
from graph_model.ledger.known_links import KnownLinks


def generated_id(draft: Draft, fresh: FreshLinks, place: int) -> str:
    """The id of a link without one: the same for the same table, force, ends, post, field and since."""
    versions = fresh.versions
    link = draft.classes[versions.link_class[place]]
    since = int(versions.since[place])
    ends = (draft.unit_id(int(versions.helper[place])), draft.unit_id(int(versions.recipient[place])))
    identity = "\x1f".join((link.link, link.force, *ends, link.post, link.field, str(since)))
    return f"{link.link[0]}-{hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()}"


def free_id(known: KnownLinks, fresh: FreshLinks, place: int, taken: set[str]) -> str:
    """The generated id, or with `-2` and so on behind it where a corrected link still goes by that."""
    own = candidate = generated_id(known.draft, fresh, place)
    again = 2
    table = known.draft.classes[fresh.versions.link_class[place]].link
    while candidate in taken or (len(known.rows) and known.with_id(table, candidate, len(fresh.ids)) >= 0):
        candidate, again = f"{own}-{again}", again + 1
    taken.add(candidate)
    return candidate
