"""What must be true of a ledger after any import, looked at one object at a time."""

from collections import Counter

from graph_model.days import OPEN
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot


def assert_holds_together(graph: Snapshot) -> None:
    units_hold_together(graph)
    links_hold_together(graph)
    packs_hold_together(graph)


def held_units(graph: Snapshot) -> dict[int, tuple[int, int]]:
    """Parent and unit stood for of every unit held."""
    units = graph.history.units
    rows = [row for row, removed in enumerate(units.removed.tolist()) if removed == OPEN]
    assert max(Counter(int(units.unit[row]) for row in rows).values(), default=1) == 1
    return {int(units.unit[row]): (int(units.parent[row]), int(units.stands_for[row])) for row in rows}


def units_hold_together(graph: Snapshot) -> None:
    held = held_units(graph)
    for slot, named in held.items():
        assert {*named} <= {NOBODY, *held}
        seen, step = {slot}, slot
        while (step := next((one for one in held[step] if one != NOBODY), NOBODY)) != NOBODY:
            assert step not in seen, "a unit lies above itself"
            seen.add(step)


def links_hold_together(graph: Snapshot) -> None:
    history, links, held = graph.history, graph.history.links, held_units(graph)
    rows = [row for row, removed in enumerate(links.removed.tolist()) if removed == OPEN]
    ids = Counter((history.link_classes[int(links.link_class[row])].link, history.link_ids[row]) for row in rows)
    assert max(ids.values(), default=1) == 1
    assert {int(end[row]) for row in rows for end in (links.helper, links.recipient)} <= held.keys()
    assert {each.within for each in graph.returns} | {each.unit for each in graph.aliases} <= held.keys()
    assert max(Counter(each.id for each in graph.returns).values(), default=1) == 1


def packs_hold_together(graph: Snapshot) -> None:
    rules = [each for each in graph.history.rules if each.removed == OPEN]
    assert max(Counter(each.rule.id for each in rules).values(), default=1) == 1
    assert {each.pack for each in rules} <= {pack.id for pack in graph.packs}
    # The shipped pack is in force where none of one's own is, and only there.
    assert [pack.shipped for pack in graph.packs] in ([True], [False] * len(graph.packs))
    assert graph.packs
