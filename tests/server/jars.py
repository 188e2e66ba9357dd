"""The server's jars: fetched once from Maven Central, then kept in the checkout, outside what git tracks."""

import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

_POM = Path(__file__).with_name("pom.xml")
KEPT = Path(__file__).resolve().parents[2] / ".cache" / "neo4j"
_NEEDS = {"java": "openjdk-17-jre-headless", "mvn": "maven"}


class NoServerError(Exception):
    """Why there can be no server on this machine, and what would help."""


def jars() -> Path:
    """The folder that holds the jars; fetches them where they are missing (a minute). Raises NoServerError."""
    folder = KEPT / f"lib-{_version()}"
    _require("java")
    if not folder.is_dir():
        _require("mvn")
        _fetch(folder)
    return folder


def _require(command: str) -> None:
    if shutil.which(command) is None:
        raise NoServerError(f"there is no {command}: install {_NEEDS[command]}")


def _fetch(folder: Path) -> None:
    """Into a folder of its own first: one that is there is whole."""
    made = folder.with_name(f"{folder.name}-{uuid4().hex}")
    made.mkdir(parents=True)
    command = ["mvn", "-q", "-B", "-f", _POM, "dependency:copy-dependencies", "-DincludeScope=runtime"]
    ran = subprocess.run([*map(str, command), f"-DoutputDirectory={made}"], capture_output=True, text=True, check=False)
    if ran.returncode:
        shutil.rmtree(made)
        raise NoServerError(f"Maven could not fetch the server: {ran.stdout.strip()[:400]}")
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)  # somebody else was quicker


def _version() -> str:
    return _POM.read_text(encoding="utf-8").split("<neo4j.version>")[1].split("<")[0]
