"""The legend of the network: a box for each force, state and kind of unit, with how many there are."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from graph_model.vocabulary import Force, Kind, Term
from visuals.network.counting import Counts
from visuals.network.link_states import LinkState
from visuals.network.marks import force_mark, kind_mark, link_state_mark
from visuals.words import Lang, word


class Box(NamedTuple):
    """One force, state or kind: `there_are` so many, whether they are drawn or not."""

    code: str
    said: str
    mark: Markup
    there_are: int
    is_ticked: bool


class Filter(NamedTuple):
    """Boxes of one option of the address. Where all are ticked, nothing is left out."""

    name: str
    boxes: Sequence[Box]

    @property
    def ticked(self) -> Sequence[str]:
        return [box.code for box in self.boxes if box.is_ticked]


def legend(there: Counts, ticked: Mapping[str, Collection[Term]], lang: Lang) -> Sequence[Filter]:
    """Of all that there would be without a filter; kinds of which there are no units are left out."""
    kinds = [kind for kind in Kind if there.kind[kind]]
    return [
        Filter("force", [_box(each, there.force, force_mark(each), ticked["force"], lang) for each in Force]),
        Filter("state", [_box(each, there.state, link_state_mark(each), ticked["state"], lang) for each in LinkState]),
        Filter("kind", [_box(each, there.kind, kind_mark(each), ticked["kind"], lang) for each in kinds]),
    ]


def _box(code: Term, counts: Mapping[str, int], mark: Markup, ticked: Collection[Term], lang: Lang) -> Box:
    return Box(str(code), word(code, type(code), lang), mark, counts[code], not ticked or code in ticked)
