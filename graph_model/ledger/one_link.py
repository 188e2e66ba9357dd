"""One link as plain numbers, for the few that are compared one by one."""

from typing import NamedTuple

from graph_model.ledger.draft import Draft
from graph_model.snapshot.history import UNDATED, LinkClass, LinkVersions


class Link(NamedTuple):
    """`place` is its row in the columns it came from; `what` its class without the role."""

    place: int
    what: LinkClass
    role: str
    agreement: int
    headcount: int
    since: int
    seen: int
    until: int
    basis: int
    note: int

    @property
    def start(self) -> int:
        return self.seen if self.since == UNDATED else self.since

    @property
    def content(self) -> tuple[object, ...]:
        return self[1:]

    @property
    def content_but_for_documents(self) -> tuple[object, ...]:
        """What is claimed, whichever report claims it and on whatever day it was seen."""
        return (*self[1:6], self.until)

    def same_claim(self, other: "Link") -> bool:
        """Same table, force, post and field: between two given ends, what makes two links siblings."""
        return self.what == other.what

    def same_identity(self, other: "Link") -> bool:
        """By what a link without id is known: the claim and its since."""
        return self.what == other.what and self.since == other.since

    def overlaps(self, other: "Link") -> bool:
        """Whether both are in force on some day."""
        return self.start < other.until and other.start < self.until

    def holds_on(self, day: int) -> bool:
        return self.start <= day < self.until


def link_at(draft: Draft, versions: LinkVersions, place: int) -> Link:
    link_class = draft.classes[versions.link_class[place]]
    return Link(
        place,
        link_class._replace(role=""),
        link_class.role,
        int(versions.agreement[place]),
        int(versions.headcount[place]),
        int(versions.since[place]),
        int(versions.seen[place]),
        int(versions.until[place]),
        int(versions.basis[place]),
        int(versions.note[place]),
    )
