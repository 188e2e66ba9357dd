"""Starting a server on a home folder, and stopping it."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.server.jars import NoServerError, jars

USER = "neo4j"
_PATIENCE_SECONDS = 90
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
_CONFIG = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
server.memory.heap.initial_size=512m
server.memory.heap.max_size=512m
server.memory.pagecache.size=512m
dbms.security.auth_minimum_password_length=1
"""
FOR_TESTS = """\
dbms.cypher.min_replan_interval=10h
"""
"""A small graph that is emptied again and again looks another one each time: questions would be planned anew."""


@dataclass(frozen=True, slots=True)
class Server:
    url: str
    password: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(home: Path, password: str, port: int = 0, *jvm: str, config: str = "") -> Iterator[Server]:
    """A server on a home folder, made there when it is new. Raises NoServerError."""
    server = start(home, password, port or free_port(), *jvm, config=config)
    try:
        yield server
    finally:
        server.stop()


def start(home: Path, password: str, port: int, *jvm: str, config: str = "") -> Server:
    """Start a server and wait until it answers."""
    _make(home, password, _CONFIG.format(port=port) + config)
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(_server(home, jvm), stdout=log, stderr=log, start_new_session=True)
    server = Server(f"bolt://127.0.0.1:{port}", password, process)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            server.stop()
            raise NoServerError(f"the server did not start; its last words are in {home / 'console.log'}")
        time.sleep(0.1)
    return server


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _make(home: Path, password: str, config: str) -> None:
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(config, encoding="ascii")
    if not (home / "data" / "dbms" / "auth.ini").exists():
        told = ["org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password]
        where = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
        ran = subprocess.run([*_java(), *told], env=where | _path(), capture_output=True, text=True, check=False)
        if ran.returncode:
            raise NoServerError(f"the password could not be set: {ran.stderr.strip()[-400:]}")


def _path() -> dict[str, str]:
    import os

    return {name: os.environ[name] for name in ("PATH", "JAVA_HOME") if name in os.environ}


def _java(*options: str) -> list[str]:
    return ["java", "-Xmx512m", *options, "-cp", f"{jars()}/*"]


def _server(home: Path, jvm: tuple[str, ...]) -> list[str]:
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home}/conf"]
    return [*_java("-XX:+UseSerialGC", *jvm, *opened), *entry]


def _answers(port: int) -> bool:
    """Whether Bolt shakes hands: the port alone is open before the database is."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"\x60\x60\xb0\x17" + b"\x00\x00\x04\x05" + bytes(12))
            return len(connection.recv(4)) == 4
    except OSError:
        return False
