"""Who is to be asked about a field of work, in order: the links of a place in force, and the first reason of each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import PLACES, Field, Force, LinkTable, Post, Reason, Role
from queries.reach import links_in_force
from queries.subjects import SUBJECTS, Subject


@dataclass(frozen=True, slots=True)
class Ranked:
    """Units to ask, the first one first: `place` is where the wiring has the link that a unit stands there for.

    `reason` is a number; `links` counts the unit's links in force with that reason.
    """

    place: Ints
    reason: Ints
    links: Ints


def ranked(graph: Snapshot, unit: int, field: Field, day: int) -> Ranked:
    """A unit stands once, with its best reason and the first link for that."""
    places = links_in_force(graph, day, unit)
    reason = _reasons(graph, unit, field, places)
    fits = reason < Reason.NOBODY.number
    places, reason = places[fits], reason[fits]
    source = graph.wiring.source[places]
    order = np.lexsort(
        (
            graph.wiring.id_rank[graph.wiring.link[places]],
            graph.structure.id_rank[source],
            _second(graph, places, reason),
            graph.wiring.target[places] != unit,
            reason,
        )
    )
    places, reason, source = places[order], reason[order], source[order]
    _, of, count = np.unique(source.astype(np.int64) * len(Reason) + reason, return_inverse=True, return_counts=True)
    once = np.sort(np.unique(source, return_index=True)[1])
    return Ranked(places[once], reason[once], count[of[once]])


def _reasons(graph: Snapshot, unit: int, field: Field, places: Ints) -> npt.NDArray[np.int64]:
    """The number of the first reason that fits each link."""
    subject = SUBJECTS[field]
    source, target = graph.wiring.source[places], graph.wiring.target[places]
    in_field, leads = _classes(graph, field, subject)
    of = graph.history.links.link_class[graph.wiring.link[places]]
    return np.select(
        [
            in_field[of],
            _named(graph, source, subject),
            graph.of_kinds(subject.kinds)[source],
            leads[of] & (target == unit),
        ],
        [Reason.DISPATCH.number, Reason.NAME.number, Reason.KIND.number, Reason.LEAD.number],
        Reason.NOBODY.number,
    )


def _classes(graph: Snapshot, field: Field, subject: Subject) -> tuple[Bools, Bools]:
    """Which classes of links are dispatches in the field, and which are pairings led."""
    classes = graph.history.link_classes
    in_field = [
        each.link == LinkTable.DISPATCH and (each.field == field or (not each.field and each.post in subject.posts))
        for each in classes
    ]
    leads = [each.link == LinkTable.PAIRING and each.role == Role.LEAD for each in classes]
    return np.array(in_field, np.bool_), np.array(leads, np.bool_)


def _named(graph: Snapshot, slots: Ints, subject: Subject) -> Bools:
    """Which units' names speak of the field. Names of places do not: a 林 in one is no forest."""
    once, of = np.unique(slots, return_inverse=True)
    names = zip(graph.names(once), graph.of_kinds(PLACES)[once].tolist(), strict=True)
    said = [not is_place and any(word in name for word in subject.words) for name, is_place in names]
    return np.array(said, np.bool_)[of] if said else np.zeros(0, np.bool_)


def _second(graph: Snapshot, places: Ints, reason: Ints) -> npt.NDArray[np.int64]:
    """What orders links of one reason: the post sent, the kind of the helper, or the force of whom leads."""
    classes = graph.history.link_classes
    posts = np.array([Post.of(each.post).number if each.post else 0 for each in classes], np.int64)
    forces = np.array([Force.of(each.force).number for each in classes], np.int64)
    of = graph.history.links.link_class[graph.wiring.link[places]]
    kinds = graph.structure.kind[graph.wiring.source[places]]
    return np.select([reason == Reason.DISPATCH.number, reason == Reason.LEAD.number], [posts[of], forces[of]], kinds)
