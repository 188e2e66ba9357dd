from pathlib import Path

import pytest

from api.settings import Settings
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


@pytest.mark.parametrize(
    ("store", "sentence"),
    [
        ("neo4j://localhost", "comes with a later release"),
        ("neo4j+s://x.databases.neo4j.io", "comes with a later release"),
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
