"""The newest snapshot as one block of arrays beside the store: mapped on open, thrown away at will.

One file and not one for each of its columns: opening a small store took 40 ms with those, and 4 with this.

A folder `<store>.snapshot/` holds one folder a snapshot and a file `current` that names the one to
use, replaced last and in one step, so a reader finds an old snapshot or the new one, never half of one.
"""

import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from graph_model.snapshot.history import History, ImportRecord, LinkClass, LinkVersions, Origin, UnitVersions
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.structure import Structure
from graph_model.snapshot.texts import Texts
from graph_model.snapshot.wiring import Wiring
from graph_model.stores.small_versions import SMALL, from_json, to_json
from graph_model.vocabulary import Kind

SHAPE = f"4 {' '.join(Kind)}"
"""Changes with what the arrays mean: a release that differs here rebuilds instead of misreading."""

_ARRAYS, _ABOUT = "arrays.bin", "about.json"
_MARK = b"bangfu arrays\n"
"""Stands at both ends of the file: what was cut or emptied lacks one of them."""
_ALIGNED = 64
"""Bytes; what every numpy type may want."""
_TEXTS = ("ids", "names", "link_ids", "words")
_TABLES: dict[str, type[Any]] = {
    "units": UnitVersions,
    "links": LinkVersions,
    "structure": Structure,
    "wiring": Wiring,
}


class SnapshotFiles:
    """The kept snapshot of one store; `None` everywhere when the folder cannot be used."""

    def __init__(self, store: Path) -> None:
        self.folder = store.with_name(store.name + ".snapshot")

    def save(self, identity: str, graph: Snapshot) -> None:
        """Keep a snapshot; a read-only or full folder only means that the next start is slower."""
        with self.prepared(identity, graph) as switch:
            switch()

    @contextmanager
    def prepared(self, identity: str, graph: Snapshot) -> Iterator[Callable[[], None]]:
        """Its arrays on the disk, to be switched to by calling what is given; thrown away where nobody does."""
        made, whole, switched = self.folder, False, False
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix="new-", dir=self.folder))
            _write(made, identity, graph)
            whole = True

        def switch() -> None:
            nonlocal switched
            with suppress(OSError):
                if whole and (made / _ABOUT).exists():  # another process may have tidied up
                    self._switch_to(made.name)
                    switched = True

        try:
            yield switch
        finally:
            if made != self.folder and not switched:
                shutil.rmtree(made, ignore_errors=True)

    def _switch_to(self, name: str) -> None:
        pointer = self.folder / f"{name}.pointer"
        pointer.write_text(name, encoding="ascii")
        pointer.replace(self.folder / "current")
        for other in self.folder.iterdir():
            # Processes that have an older one mapped keep it until they let go.
            if other.is_dir() and other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    def load(self, identity: str) -> Snapshot | None:
        """The kept snapshot, if it is whole and belongs to this store and this release."""
        try:
            made = self.folder / (self.folder / "current").read_text(encoding="ascii")
            about = json.loads((made / _ABOUT).read_text(encoding="utf-8"))
            if about["shape"] != SHAPE or about["identity"] != identity:
                return None
            return _read(made, about)
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            return None


def _write(folder: Path, identity: str, graph: Snapshot) -> None:
    history = graph.history
    about = {
        "shape": SHAPE,
        "identity": identity,
        "seq": history.seq,
        "arrays": _write_arrays(folder / _ARRAYS, _arrays(graph)),
        "link_classes": history.link_classes,
        "origins": history.origins,
        "imports": [(*each[:5], dict(each.counts), dict(each.files)) for each in history.imports],
        **{what: [(to_json(row), row.added, row.removed) for row in getattr(history, what)] for what in SMALL},
    }
    (folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _arrays(graph: Snapshot) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """Every array of the snapshot, by a name that says where it belongs."""
    history = graph.history
    for name in _TEXTS:
        texts: Texts = getattr(history, name)
        yield f"{name}.blob", texts.blob
        yield f"{name}.offsets", texts.offsets
    parts = {"units": history.units, "links": history.links, "structure": graph.structure, "wiring": graph.wiring}
    for name, part in parts.items():
        for column in fields(part):  # type: ignore[arg-type]  # all four are dataclasses
            yield f"{name}.{column.name}", getattr(part, column.name)


def _write_arrays(path: Path, arrays: Iterable[tuple[str, npt.NDArray[Any]]]) -> dict[str, tuple[str, int, int]]:
    """Write arrays one after the other; type, offset and length of each, by its name."""
    placed = {}
    with path.open("wb") as file:
        file.write(_MARK)
        for name, array in arrays:
            file.seek(-(-file.tell() // _ALIGNED) * _ALIGNED)
            placed[name] = array.dtype.str, file.tell(), len(array)
            np.ascontiguousarray(array).tofile(file)
        file.write(_MARK)
        file.flush()
        os.fsync(file.fileno())
    return placed


def _map_arrays(path: Path, placed: dict[str, tuple[str, int, int]]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file, mapped; raises ValueError when the file is shorter than they are."""
    with path.open("rb") as file:
        block = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if block[: len(_MARK)] != _MARK or block[-len(_MARK) :] != _MARK:
        raise ValueError(f"{path} is not whole")
    return {
        name: np.frombuffer(block, np.dtype(kind), length, offset) if length else np.empty(0, np.dtype(kind))
        for name, (kind, offset, length) in placed.items()
    }


def _read(folder: Path, about: dict[str, Any]) -> Snapshot:
    arrays = _map_arrays(folder / _ARRAYS, about["arrays"])
    texts = {name: Texts(arrays[f"{name}.blob"], arrays[f"{name}.offsets"]) for name in _TEXTS}
    parts = {
        name: of(**{column.name: arrays[f"{name}.{column.name}"] for column in fields(of)})
        for name, of in _TABLES.items()
    }
    history = History(
        seq=about["seq"],
        units=parts["units"],
        links=parts["links"],
        link_classes=tuple(LinkClass(*each) for each in about["link_classes"]),
        origins=tuple(Origin(*each) for each in about["origins"]),
        imports=tuple(ImportRecord(*each) for each in about["imports"]),
        **cast(Any, texts | {what: tuple(from_json(what, *row) for row in about[what]) for what in SMALL}),
    )
    return Snapshot(history, history.seq, parts["structure"], parts["wiring"])
