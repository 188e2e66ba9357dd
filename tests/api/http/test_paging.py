import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.http.conftest import Own
from tests.api.small import DAY


def load_pairing(own: Own, pairing: str) -> None:
    own.load("more", f"id,force,helper,recipient,since\n{pairing},soe,soe-1,511002,2020\n")


def walk(client: TestClient, address: str) -> Iterator[Any]:
    """Every page, by its Link."""
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        yield answer
        address = answer.links.get("next", {}).get("url", "")


def test_a_walk_during_imports_gives_each_row_once_and_pins_both_clocks(own: Own) -> None:
    client = own.client
    expected = client.get("/api/v1/pairings", params={"all_time": "true", "as_of": DAY}).json()

    seen, clocks = [], set()
    for number, page in enumerate(walk(client, f"/api/v1/pairings?all_time=true&as_of={DAY}&limit=1")):
        seen += page.json()["rows"]
        clocks.add((page.json()["as_of"], page.json()["known_at"], page.json()["total"]))
        load_pairing(own, f"a-{number}")
        load_pairing(own, f"p-2{number}")

    assert seen == expected["rows"]
    assert clocks == {(DAY, 1, 4)}
    assert client.get("/api/v1/pairings", params={"all_time": "true", "as_of": DAY}).json()["total"] == 12


def test_the_last_page_has_no_next(own: Own) -> None:
    client = own.client
    answer = client.get("/api/v1/pairings", params={"all_time": "true", "limit": "4"})

    assert answer.json()["next"] is None
    assert "link" not in answer.headers


def test_a_csv_is_paged_by_its_link(own: Own) -> None:
    client = own.client
    pages = list(walk(client, f"/api/v1/pairings?format=csv&all_time=true&as_of={DAY}&limit=3"))

    assert [len(page.text.splitlines()) - 1 for page in pages] == [3, 1]


def test_an_answer_is_tagged_until_it_changes(own: Own) -> None:
    client = own.client
    first = client.get("/api/v1/coverage")
    tag = first.headers["etag"]

    again = client.get("/api/v1/coverage", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert not tag.startswith("W/")
    assert first.headers["cache-control"] == "private, no-cache"

    load_pairing(own, "p-9")
    changed = client.get("/api/v1/coverage", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


@pytest.mark.parametrize(
    "other",
    [
        "/api/v1/coverage?by=group",
        "/api/v1/coverage?as_of=2020-01-01",
        "/api/v1/coverage?known_at=0",
        "/api/v1/coverage?format=csv",
        "/api/v1/gaps",
    ],
)
def test_another_answer_has_another_tag(api: TestClient, other: str) -> None:
    assert api.get(other).headers["etag"] != api.get("/api/v1/coverage").headers["etag"]


def test_what_is_pinned_to_the_past_never_changes(own: Own) -> None:
    client = own.client
    pinned = {"known_at": "1", "as_of": DAY}
    before = client.get("/api/v1/gaps", params=pinned)
    load_pairing(own, "p-9")
    after = client.get("/api/v1/gaps", params=pinned)

    assert before.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert (before.content, before.headers["etag"]) == (after.content, after.headers["etag"])
    for open_ended in ({"known_at": "1"}, {"as_of": DAY}, {"known_at": "2026", "as_of": DAY}):
        answer = client.get("/api/v1/gaps", params=open_ended)
        assert answer.headers.get("cache-control") in ("private, no-cache", "no-store")


def test_an_import_of_another_process_is_known_when_it_is_asked_for(own: Own) -> None:
    client = own.client
    table = own.store.parent / "more.csv"
    table.write_text("id,force,helper,recipient,since\np-9,soe,soe-1,511002,2020\n", encoding="utf-8")
    own.desk.load([table])

    assert client.get("/api/v1/pairings", params={"known_at": "2"}).json()["known_at"] == 2


def test_a_packed_answer_is_the_same_answer(api: TestClient) -> None:
    address = f"/api/v1/gaps?unknown=true&as_of={DAY}"
    plain = api.get(address, headers={"Accept-Encoding": "identity"})
    packed = api.get(address, headers={"Accept-Encoding": "gzip"})
    lines = api.get(f"{address}&format=ndjson", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == lines.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert packed.headers["etag"] != plain.headers["etag"]
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 4
    assert [json.loads(line) for line in lines.text.splitlines()][:100] == plain.json()["rows"]
    assert "Accept-Encoding" in plain.headers["vary"]
