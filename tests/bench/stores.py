"""The stores that are measured: loaded in processes of their own, copied where a run would change one."""

import os
import shutil
from pathlib import Path

from graph_model.stores.arrays import SnapshotFiles

UNITS, LINKED, CORRECTED = "units.db", "linked.db", "corrected.db"
"""After each of the three loads."""


def remove(store: Path) -> None:
    for file in store.parent.glob(f"{store.name}*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()


def copy(store: Path, to: Path) -> None:
    """A store with its kept snapshot, whose files never change and so can be shared."""
    remove(to)
    shutil.copyfile(store, to)
    shutil.copytree(SnapshotFiles(store).folder, SnapshotFiles(to).folder, copy_function=os.link)


def forget_snapshot(store: Path) -> None:
    shutil.rmtree(SnapshotFiles(store).folder, ignore_errors=True)
