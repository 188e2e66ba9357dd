"""What a caller limited to a place may see: states are of the whole graph, rows only of the place.

Of units outside it may learn id, name and kind, and only as an end of a link to a unit inside, or above the place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from api.options import Names, directory_of
from graph_model.errors import NameNotFoundError, UsageError
from graph_model.names import Allowed, UnknownNameError
from graph_model.names.writing import label_parts
from graph_model.question import Answer, Question
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit` is the id of the place."""

    unit: str

    def view(self, graph: Snapshot) -> "View":
        """What of one graph may be seen; nothing, where that graph does not hold the place."""
        view: View = graph.remember(("scope", self.unit), lambda: View.of(graph, self.unit))
        return view


@dataclass(frozen=True, slots=True)
class View:
    """`inside` the place, and `visible` by id, name and kind; one flag a slot."""

    graph: Snapshot
    slot: int
    inside: Bools
    visible: Bools

    @classmethod
    def of(cls, graph: Snapshot, unit: str) -> "View":
        slot = graph.find(unit)
        if slot == NOBODY:
            nothing = np.zeros(len(graph.structure.kind), np.bool_)
            return cls(graph, slot, nothing, nothing)
        inside = graph.within(slot)
        return cls(graph, slot, inside, _visible(graph, slot, inside))

    @property
    def names(self) -> Names:
        return _NamesInView(directory_of(self.graph), self)

    def shows(self, unit_id: str | None) -> bool:
        slot = NOBODY if unit_id is None else self.graph.find(unit_id)
        return slot != NOBODY and bool(self.visible[slot])

    def holds(self, unit_id: str | None) -> bool:
        slot = NOBODY if unit_id is None else self.graph.find(unit_id)
        return slot != NOBODY and bool(self.inside[slot])

    def shows_label(self, label: str) -> bool:
        """Whether a candidate, written as people copy it, may be shown."""
        parts = label_parts(label)
        return parts is not None and self.shows(parts[1])

    def narrowed(self, question: Question[Any, Any], params: Any) -> Any:
        """The same question of the place only; None where nothing can be answered. Raises UnknownNameError."""
        if self.slot == NOBODY:
            return None
        if any(option.argument for _, option, _ in question.options):
            if not self.inside[params.unit]:
                raise _unknown(self.graph.id(params.unit))
            return params
        if not hasattr(params, "within"):
            raise UsageError(f"这个令牌不能问 {question.name} · this token cannot ask {question.name}.")
        if params.within is None or self.graph.is_within(self.slot, params.within):
            return replace(params, within=self.slot)
        if not self.inside[params.within]:
            raise _unknown(self.graph.id(params.within))
        return params

    def cut(self, question: Question[Any, Any], answer: Answer[Any]) -> Answer[Any]:
        """The answer without what its rows say of units outside."""
        cutter = _CUTTERS.get(question.name)
        if cutter is None:
            return answer
        return Answer(answer.total, lambda start, stop: [cutter(self, row) for row in answer.page(start, stop)])


def _visible(graph: Snapshot, slot: int, inside: Bools) -> Bools:
    visible = inside.copy()
    visible[graph.above(slot)] = True
    wiring, links = graph.wiring, graph.history.links
    for places in (graph.alive & inside[wiring.target], graph.alive & inside[links.recipient[wiring.link]]):
        rows = wiring.link[places]
        for ends in (wiring.source[places], wiring.target[places], links.helper[rows], links.recipient[rows]):
            visible[ends] = True
    return visible


def _unknown(text: str, candidates: list[str] | None = None) -> UnknownNameError:
    return UnknownNameError(f"没有叫“{text}”的单位 · no unit has the id or name {text!r}.", candidates or [])


@dataclass(frozen=True, slots=True)
class _NamesInView:
    """Names lead to units that may be seen; of others nobody is told that they exist."""

    names: Names
    view: View

    @property
    def graph(self) -> Snapshot:
        return self.view.graph

    def has_parts(self, slot: int) -> bool:
        return self.names.has_parts(slot)

    def resolve(self, text: str, allowed: Allowed | None = None, prefer: Allowed | None = None) -> int:
        visible = self.view.visible

        def shown(slot: int) -> bool:
            return slot < len(visible) and bool(visible[slot]) and (allowed is None or allowed(slot))

        try:
            slot = self.names.resolve(text, shown, prefer)
        except NameNotFoundError as error:
            candidates = [each for each in error.candidates if self.view.shows_label(each)]
            if len(candidates) > 1 and not isinstance(error, UnknownNameError):
                raise type(error)(str(error).partition(" 可能是 · candidates: ")[0], candidates) from None
            raise _unknown(text, candidates) from None
        if not shown(slot):
            raise _unknown(text)
        return slot


def _cut_unit(view: View, row: Any) -> Any:
    links = {
        name: [link for link in getattr(row, name) if view.holds(link.get("recipient") or link.get("host"))]
        for name in ("helped_by", "helps", "hosts", "sends")
    }
    return row._replace(unit=_cut_fields(view, row.unit), **links)


def _cut_change(view: View, row: Any) -> Any:
    if row.what != "unit":
        return row
    return row._replace(before=_cut_fields(view, row.before), after=_cut_fields(view, row.after))


def _cut_fields(view: View, fields: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A unit's own fields, without other units that may not be seen."""
    if fields is None:
        return None
    cut = dict(fields)
    for name in ("parent", "stands_for", "county"):
        if name in cut and not view.shows(cut[name]):
            cut.update({each: None for each in (name, f"{name}_name") if each in cut})
    return cut


def _cut_found(view: View, row: Any) -> Any:
    cut = _cut_fields(view, {name: getattr(row, name) for name in ("parent", "parent_name", "county", "county_name")})
    return row._replace(**(cut or {}))


def _cut_asked(view: View, row: Any) -> Any:
    """The county's own department is named to whom may see it."""
    return row if view.shows(row.unit) else row._replace(unit=None, name=None, kind=None)


_CUTTERS: Mapping[str, Callable[[View, Any], Any]] = {
    "unit": _cut_unit,
    "units": _cut_found,
    "changes": _cut_change,
    "whom-to-ask": _cut_asked,
}
