"""What comes with the program: the rule pack that is import 0 of every new store."""

from importlib.resources import as_file, files

from graph_model.ledger.draft import Draft
from graph_model.ledger.entry import Entry, empty_history
from graph_model.snapshot.history import ImportRecord
from graph_model.snapshot.snapshot import snapshot_at
from loaders.receipts.receipt import SheetReceipt
from loaders.rules.pack_loader import PackLoader
from loaders.rules.packs import read_pack

PACK = "sichuan-39.toml"


def first_entry(time: str, program: str) -> Entry:
    """Import 0: the shipped rule pack and nothing else."""
    history = empty_history()
    draft = Draft(snapshot_at(history, history.seq))
    with as_file(files("loaders.shipped").joinpath(PACK)) as path:
        PackLoader(draft, shipped=True).load(read_pack(path), SheetReceipt(PACK, None, "rules"))
    return draft.seal(ImportRecord(draft.seq, time, "bangfu", "create", program, {}, {}), "{}")
