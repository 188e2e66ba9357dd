"""What is read once from the environment and the command line, and then passed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_model.errors import UsageError
from visuals.words import Lang

DEFAULT_STORE = "bangfu.db"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set decides, as everywhere in POSIX."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`store` is the path of a SQLite file, the only kind of store there is yet."""

    store: Path
    lang: Lang

    @classmethod
    def read(cls, environ: Mapping[str, str], *, store: str | None = None, lang: str | None = None) -> "Settings":
        """What is given wins over the environment; Chinese unless the locale is English."""
        url = store if store is not None else environ.get("BANGFU_STORE") or DEFAULT_STORE
        return cls(store_path(url), language(lang, environ))


def store_path(url: str) -> Path:
    """A path, or `sqlite:///` and a path.

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
    if scheme.startswith(("neo4j", "bolt")):
        raise UsageError(
            f"{url} 要等后续版本才支持，现在请用文件，例如 --store bangfu.db · "
            f"a Neo4j store comes with a later release: use a file, such as --store bangfu.db."
        )
    raise UsageError(
        f"{url} 不是可用的数据库地址，请写文件名或 sqlite:///文件名 · is not a store: give a file, or sqlite:///file."
    )


def language(given: str | None, environ: Mapping[str, str]) -> Lang:
    if given is None:
        locale = next((environ[name] for name in _LOCALE if environ.get(name)), "")
        return Lang.EN if locale.lower().startswith("en") else Lang.ZH
    if given not in tuple(Lang):
        raise UsageError(f"--lang {given!r} 应为 zh 或 en · must be zh or en.")
    return Lang(given)
