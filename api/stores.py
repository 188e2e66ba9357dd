"""Which store a name means, and opening it: a file, or a Neo4j database."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from api.settings import is_neo4j
from graph_model.errors import StoreError, UsageError
from graph_model.stores.arrays import SnapshotFiles
from graph_model.stores.base import NoLedgerError, Store
from graph_model.stores.sqlite import IN_MEMORY, SqliteStore, holds_nothing

if TYPE_CHECKING:
    from graph_model.ledger.entry import Entry
    from graph_model.stores.bolt import Address
    from graph_model.stores.neo4j import Neo4jStore

_DEFAULT_USER = "neo4j"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store. Where there is no ledger yet it is one in memory, and `make` makes the real one."""

    store: Store
    name: str
    files: SnapshotFiles | None = None
    make: "Callable[[], Opened] | None" = None
    inside: "Neo4jStore | None" = None
    """The store, where questions are to be answered inside it."""


def open_store(
    name: str,
    first: "Callable[[], Entry]",
    *,
    create: bool = False,
    adopt: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Opened:
    """Open a store by path or URL. With `create` there need not be one yet; `first` gives its import 0.

    The store is made with the first load that is kept: one that is refused leaves nothing behind. `adopt` lets a
    ledger live in a Neo4j database beside somebody else's graph. Raises StoreError.
    """
    environ = os.environ if environ is None else environ
    in_database = _is_in_database(environ, name)
    if is_neo4j(name):
        return _open_neo4j(neo4j_address(name, environ), in_database, first, create, adopt)
    path = name.removeprefix("sqlite:///")
    if path == IN_MEMORY:
        return Opened(SqliteStore(IN_MEMORY, first()), path)
    if create and _is_new(path):
        return _to_be_made(path, first, lambda entry: _sqlite(path, entry))
    return _sqlite(path)


def _is_in_database(environ: Mapping[str, str], name: str) -> bool:
    """BANGFU_ANSWER says where questions are worked out: in a snapshot (the default) or inside the database."""
    where = environ.get("BANGFU_ANSWER") or "snapshot"
    if where not in ("snapshot", "database"):
        raise UsageError(f"BANGFU_ANSWER={where} 应为 snapshot 或 database · must be snapshot or database.")
    if where == "database" and not is_neo4j(name):
        raise UsageError(
            f"BANGFU_ANSWER=database 只能用于 Neo4j，{name} 不是 · "
            f"BANGFU_ANSWER=database is for a Neo4j store, which {name} is not; unset it."
        )
    return where == "database"


def _sqlite(path: str, first: "Entry | None" = None) -> Opened:
    return Opened(SqliteStore(path, first), path, SnapshotFiles(Path(path)))


def _is_new(path: str) -> bool:
    """Whether there is no file yet, or one that holds nothing: a load was killed while it made it."""
    return not Path(path).exists() or (Path(path).is_file() and holds_nothing(path))


def _to_be_made(name: str, first: "Callable[[], Entry]", make: "Callable[[Entry], Opened]") -> Opened:
    entry = first()
    return Opened(SqliteStore(IN_MEMORY, entry), name, None, lambda: make(entry))


# Neo4j


def _open_neo4j(
    address: "Address", in_database: bool, first: "Callable[[], Entry]", create: bool, adopt: bool
) -> Opened:
    try:
        return _neo4j(address, in_database)
    except NoLedgerError as error:
        if not create:
            raise
        if error.beside_others and not adopt:
            raise StoreError(
                f"{address} 里有别人的图，未作改动；请换一个数据库，或加 --adopt 与之共用 · "
                f"{address} holds somebody else's graph and was left alone; name another one, or share it with --adopt."
            ) from error
        return _to_be_made(str(address), first, lambda entry: _neo4j(address, in_database, entry))


def _neo4j(address: "Address", in_database: bool, first: "Entry | None" = None) -> Opened:
    from graph_model.stores.neo4j import Neo4jStore  # the driver is slow to import

    store = Neo4jStore(address, first)
    return Opened(store, str(address), _kept_on_this_machine(store.identity), inside=store if in_database else None)


def _kept_on_this_machine(identity: str) -> SnapshotFiles | None:
    """The arrays of a shared store lie in the user's cache folder, where there is one."""
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bangfu"
        cache.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return SnapshotFiles(cache / identity)


def neo4j_address(url: str, environ: Mapping[str, str]) -> "Address":
    """The server with the user and password that the environment, or a file it names, gives. Raises UsageError."""
    from graph_model.stores.bolt import Address

    parts = urlsplit(url)
    if parts.username or parts.password:
        raise UsageError(
            "数据库地址里不要写用户名和密码，请用 BANGFU_NEO4J_USER 和 BANGFU_NEO4J_PASSWORD_FILE · "
            "no user or password in a store's address: use BANGFU_NEO4J_USER and BANGFU_NEO4J_PASSWORD_FILE."
        )
    if not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise UsageError(
            f"{url} 不是可用的 Neo4j 地址，请写成 neo4j://主机:7687 · is no address: write neo4j://host:7687."
        )
    user = environ.get("BANGFU_NEO4J_USER") or _DEFAULT_USER
    return Address(url.rstrip("/"), user, _password(environ), environ.get("BANGFU_NEO4J_DATABASE") or None)


def _password(environ: Mapping[str, str]) -> str:
    if file := environ.get("BANGFU_NEO4J_PASSWORD_FILE"):
        try:
            return Path(file).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError, RuntimeError):
            raise UsageError(
                f"读不了 BANGFU_NEO4J_PASSWORD_FILE 指的文件 {file} · "
                f"the file {file}, named by BANGFU_NEO4J_PASSWORD_FILE, cannot be read."
            ) from None
    return environ.get("BANGFU_NEO4J_PASSWORD", "")
