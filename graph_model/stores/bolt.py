"""The only module that imports the Neo4j driver: it connects, runs statements, and turns its errors into ours."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from graph_model.errors import StoreError

# Without a handler Python prints what the driver logs; what there is to say, our errors say.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")
Rows = list[list[Any]]

_CONNECT_SECONDS = 1.5
"""Without it a dead server keeps the user waiting for a minute."""
_RETRY_SECONDS = 10.0
_FETCHED_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and who asks. The password is never shown."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    def __str__(self) -> str:
        return f"{self.url}/{self.database}" if self.database else self.url


class Transaction:
    """Statements that count together or not at all."""

    def __init__(self, running: ManagedTransaction) -> None:
        self._running = running

    def rows(self, cypher: str, **parameters: Any) -> Rows:
        return self._running.run(cypher, parameters).values()

    def records(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """Rows by the names of their columns."""
        return self._running.run(cypher, parameters).data()

    def one(self, cypher: str, **parameters: Any) -> Any:
        """The only value of the only row."""
        return self._running.run(cypher, parameters).single(strict=True).value()


class Bolt:
    """A connected server. What it wrote is seen by what it asks next: bookmarks are handed on."""

    def __init__(self, address: Address) -> None:
        """Raises StoreError within two seconds when nobody answers."""
        self.address = address
        with self.errors():
            self._driver: Driver = GraphDatabase.driver(
                address.url,
                auth=(address.user, address.password),
                connection_timeout=_CONNECT_SECONDS,
                max_transaction_retry_time=_RETRY_SECONDS,
                notifications_min_severity="OFF",
                user_agent="bangfu",
            )
        try:
            with self.errors():
                self._driver.verify_connectivity()
        except BaseException:
            self._driver.close()
            raise

    def close(self) -> None:
        self._driver.close()

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, on a read replica where there is one; again when it may heal by itself."""
        with self.errors(), self._session(READ_ACCESS) as session:
            return session.execute_read(lambda running: work(Transaction(running)))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """The same on the server that takes writes. `work` may run twice: it must not count twice."""
        with self.errors(), self._session(WRITE_ACCESS) as session:
            return session.execute_write(lambda running: work(Transaction(running)))

    def define(self, cypher: str) -> None:
        """A constraint or an index, which wants a transaction of its own."""
        with self.errors(), self._session(WRITE_ACCESS) as session:
            session.run(cypher).consume()

    def stream(self, cypher: str, parameters: Mapping[str, Any]) -> Iterator[list[Any]]:
        """Rows of one statement, a few thousand in memory at a time."""
        with self.errors(), self._session(READ_ACCESS) as session:
            for record in session.run(cypher, dict(parameters)):
                yield record.values()

    def _session(self, access: str) -> Session:
        return self._driver.session(
            database=self.address.database,
            default_access_mode=access,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
            fetch_size=_FETCHED_AT_ONCE,
        )

    @contextmanager
    def errors(self) -> Iterator[None]:
        """The driver's failures become a StoreError here, and only here; a mistake in our Cypher stays loud."""
        try:
            yield
        except (Neo4jError, DriverError, ConfigurationError, ValueError) as error:
            _translated(str(self.address), error)


def _translated(where: str, error: Exception) -> NoReturn:
    for matches, zh, en in _SENTENCES:
        if matches(error):
            raise StoreError(f"{where} {zh} · {where} {en}") from error
    if isinstance(error, Neo4jError) and (error.code or "").startswith("Neo.ClientError"):
        raise error
    if isinstance(error, Neo4jError | DriverError):
        code = getattr(error, "code", None) or type(error).__name__
        raise StoreError(f"{where} 出错（{code}），请稍后再试 · {where} failed ({code}); try again later.") from error
    raise error


def _has_code(*codes: str) -> Callable[[Exception], bool]:
    return lambda error: isinstance(error, Neo4jError) and any(code in (error.code or "") for code in codes)


_SENTENCES: tuple[tuple[Callable[[Exception], bool], str, str], ...] = (
    (
        lambda error: isinstance(error, AuthError) and not _has_code("Forbidden")(error),
        "不接受这个用户名和密码，请检查 BANGFU_NEO4J_USER 和 BANGFU_NEO4J_PASSWORD_FILE",
        "does not take this user and password; check BANGFU_NEO4J_USER and BANGFU_NEO4J_PASSWORD_FILE.",
    ),
    (
        _has_code("Security.Forbidden", "AccessMode", "WriteOnReadOnly", "ForbiddenOnReadOnly", "NotALeader"),
        "不让这个用户写入，什么也没有改变",
        "does not let this user write; nothing was changed.",
    ),
    (
        _has_code("DatabaseNotFound", "UnknownDatabase"),
        "没有这个数据库，请检查 BANGFU_NEO4J_DATABASE",
        "has no such database; check BANGFU_NEO4J_DATABASE.",
    ),
    (
        lambda error: isinstance(error, ServiceUnavailable) or _has_code("DatabaseUnavailable")(error),
        "连不上，请检查地址、网络和服务器是否在运行",
        "cannot be reached; check the address, the network and whether the server runs.",
    ),
    (
        _has_code("Neo.TransientError"),
        "太忙，请稍后再试",
        "is too busy; try again later.",
    ),
    (
        lambda error: isinstance(error, ConfigurationError | ValueError) and not isinstance(error, ClientError),
        "不是可用的 Neo4j 地址，请写成 neo4j://主机:7687",
        "is not a usable Neo4j address; write it like neo4j://host:7687.",
    ),
    (
        lambda error: isinstance(error, DriverError),
        "的连接断了，请再试一次",
        "lost the connection; try again.",
    ),
)
