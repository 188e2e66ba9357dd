"""Places as a picture with little room names them."""

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from visuals.words import Lang


def short_place(graph: Snapshot, slot: int, lang: Lang) -> str:
    """昭觉, Zhaojue; the whole name where the ledger has no shorter one; an empty text for NOBODY."""
    if slot == NOBODY:
        return ""
    units, words, version = graph.history.units, graph.history.words, graph.structure.version[slot]
    if lang is Lang.EN and (english := words[int(units.name_en[version])]):
        return english.split()[0]
    return words[int(units.short_name[version])] or graph.name(slot)
