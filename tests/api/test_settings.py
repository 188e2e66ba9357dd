from pathlib import Path

import pytest

from api.settings import Settings
from api.stores import neo4j_address, open_store
from graph_model.errors import UsageError
from visuals.words import Lang


@pytest.mark.parametrize(
    ("environ", "store", "expected"),
    [
        pytest.param({}, None, "bangfu.db", id="the working folder's own"),
        pytest.param({"BANGFU_STORE": "a.db"}, None, "a.db", id="the environment's"),
        pytest.param({"BANGFU_STORE": ""}, None, "bangfu.db", id="an empty variable is none"),
        pytest.param({"BANGFU_STORE": "a.db"}, "b.db", "b.db", id="the option wins"),
        pytest.param({}, "sqlite:///data/c.db", "data/c.db", id="a URL with a relative path"),
        pytest.param({}, "sqlite:////data/c.db", "/data/c.db", id="a URL with an absolute path"),
    ],
)
def test_the_store(environ: dict[str, str], store: str | None, expected: str) -> None:
    assert Settings.read(environ, store=store).store == Path(expected)


@pytest.mark.parametrize("url", ["neo4j://localhost", "neo4j+s://x.databases.neo4j.io", "bolt://127.0.0.1:7687"])
def test_a_server(url: str) -> None:
    assert Settings.read({"BANGFU_STORE": url}).store == url


@pytest.mark.parametrize(
    ("store", "sentence"),
    [
        ("postgres://x", "is not a store"),
        ("sqlite://", "is not a store"),
        ("", "is empty"),
    ],
)
def test_a_store_that_cannot_be(store: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        Settings.read({}, store=store)


@pytest.mark.parametrize(
    ("environ", "lang", "expected"),
    [
        pytest.param({}, None, Lang.ZH, id="Chinese by default"),
        pytest.param({"LANG": "en_GB.UTF-8"}, None, Lang.EN, id="an English locale"),
        pytest.param({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, None, Lang.ZH, id="of messages"),
        pytest.param({"LC_ALL": "en_US", "LC_MESSAGES": "zh_CN"}, None, Lang.EN, id="LC_ALL before all"),
        pytest.param({"LC_ALL": "", "LANG": "en"}, None, Lang.EN, id="an empty variable is none"),
        pytest.param({"LANG": "C.UTF-8"}, None, Lang.ZH, id="no locale in particular"),
        pytest.param({"LANG": "en_GB.UTF-8"}, "zh", Lang.ZH, id="the option wins"),
    ],
)
def test_the_language(environ: dict[str, str], lang: str | None, expected: Lang) -> None:
    assert Settings.read(environ, lang=lang).lang is expected


def test_a_language_that_nobody_wrote() -> None:
    with pytest.raises(UsageError, match="zh or en"):
        Settings.read({}, lang="fr")


@pytest.mark.parametrize(
    ("where", "sentence"),
    [("database", "is for a Neo4j store, which s.db is not"), ("elsewhere", "must be snapshot or database")],
)
def test_where_questions_cannot_be_answered(where: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        open_store("s.db", lambda: pytest.fail("no store is made"), create=True, environ={"BANGFU_ANSWER": where})


@pytest.mark.parametrize(
    ("environ", "user", "password", "database"),
    [
        pytest.param({}, "neo4j", "", None, id="nothing said"),
        pytest.param(
            {"BANGFU_NEO4J_USER": "me", "BANGFU_NEO4J_PASSWORD": "x"}, "me", "x", None, id="user and password"
        ),
        pytest.param({"BANGFU_NEO4J_DATABASE": "d"}, "neo4j", "", "d", id="a database"),
    ],
)
def test_who_asks_a_server(environ: dict[str, str], user: str, password: str, database: str | None) -> None:
    address = neo4j_address("neo4j://h:7687", environ)

    assert (address.user, address.password, address.database) == (user, password, database)
    assert password == "" or password not in repr(address)
