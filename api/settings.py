"""What is read once from the environment and the command line, and then passed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_model.errors import UsageError
from visuals.words import Lang

DEFAULT_STORE = "bangfu.db"
NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set decides, as everywhere in POSIX."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`store` is the path of a SQLite file or the URL of a Neo4j server."""

    store: Path | str
    lang: Lang

    @classmethod
    def read(cls, environ: Mapping[str, str], *, store: str | None = None, lang: str | None = None) -> "Settings":
        """What is given wins over the environment; Chinese unless the locale is English."""
        url = store if store is not None else environ.get("BANGFU_STORE") or DEFAULT_STORE
        return cls(store_path(url), language(lang, environ))


def store_path(url: str) -> Path | str:
    """A path, `sqlite:///` and a path, or the URL of a Neo4j server as it stands.

    >>> store_path("sqlite:///data/bangfu.db") == store_path("data/bangfu.db")
    True
    """
    scheme, found, rest = url.partition("://")
    if not found:
        if not url.strip():
            raise UsageError("--store 是空的，请写成文件名 · --store is empty: give a file, such as bangfu.db.")
        return Path(url).expanduser()
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return Path(rest[1:]).expanduser()
    if is_neo4j(url):
        return url
    raise UsageError(
        f"{scheme}:// 不是可用的数据库地址，请写文件名或 neo4j://主机:7687 · "
        f"{scheme}:// is not a store: give a file, or neo4j://host:7687."
    )


def is_neo4j(url: str) -> bool:
    return "://" in url and url.partition("://")[0] in NEO4J_SCHEMES


def language(given: str | None, environ: Mapping[str, str]) -> Lang:
    if given is None:
        locale = next((environ[name] for name in _LOCALE if environ.get(name)), "")
        return Lang.EN if locale.lower().startswith("en") else Lang.ZH
    if given not in tuple(Lang):
        raise UsageError(f"--lang {given!r} 应为 zh 或 en · must be zh or en.")
    return Lang(given)
