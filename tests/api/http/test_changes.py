import asyncio
import json
from typing import Any

from api.http.events import _stream
from tests.api.http.conftest import Own
from tests.api.small import DAY

MOVED = "id,force,helper,recipient,since,through,basis\np-2,soe,soe-2,511002,2023-01-05,2026-12-31,文件二\n"
ENDED = "id,force,helper,recipient,since,through\np-4,east_west,school-1,school-2,2024-09-01,2025-01-31\n"
RENAMED = "id,kind,name\nsoe-1,central_soe,第一能源集团\n"


def copied(own: Own, query: str = "") -> dict[tuple[str, str], Any]:
    """What a consumer holds who applies the feed from 0, page by page."""
    held: dict[tuple[str, str], Any] = {}
    address = f"/api/v1/changes?since=0&limit=7{query}"
    while address:
        answer = own.client.get(address)
        for row in answer.json()["rows"]:
            key = row["what"], row["id"]
            if row["after"] is None:
                del held[key]
            else:
                assert held.get(key) == row["before"]
                held[key] = row["after"]
        address = answer.links.get("next", {}).get("url", "")
    return held


def current(own: Own, name: str, query: str = "") -> dict[str, Any]:
    rows = own.client.get(f"/api/v1/{name}?all_time=true&as_of={DAY}{query}").json()["rows"]
    return {row["id"]: row for row in rows}


def change(own: Own) -> None:
    own.load("moved", MOVED)
    own.load("ended", ENDED)
    own.load("renamed", RENAMED)
    own.desk.withdraw("p-3", "登记错误")
    own.refresh()


def test_the_feed_from_0_rebuilds_exactly_what_is_held(own: Own) -> None:
    change(own)
    held = copied(own)

    for name, what in (("pairings", "pairing"), ("dispatches", "dispatch")):
        links = {key: row for (kind, key), row in held.items() if kind == what}
        expected = current(own, name)
        assert links.keys() == expected.keys()
        for key, row in links.items():
            assert {field: row[field] for field in row.keys() & expected[key].keys()} == {
                field: expected[key][field] for field in row.keys() & expected[key].keys()
            }
    assert len(current(own, "pairings")) == 3


def test_the_feed_of_a_place_rebuilds_that_place(own: Own) -> None:
    change(own)

    for place in ("511001", "511002", "511"):
        held = {key for what, key in copied(own, f"&within={place}") if what == "pairing"}
        assert held == current(own, "pairings", f"&within={place}").keys()
    moved = own.client.get("/api/v1/changes?since=1&within=511001").json()["rows"]
    assert [(row["change"], row["id"]) for row in moved] == [("withdrawn", "p-2"), ("ended", "p-4")]


def test_the_feed_goes_on_from_where_somebody_stopped(own: Own) -> None:
    before = own.client.get("/api/v1/changes").json()["known_at"]
    change(own)

    rows = own.client.get(f"/api/v1/changes?since={before}").json()["rows"]

    assert [(row["import"], row["change"], row["id"]) for row in rows] == [
        (2, "corrected", "p-2"),
        (3, "ended", "p-4"),
        (4, "corrected", "soe-1"),
        (5, "withdrawn", "p-3"),
    ]


def test_events_tell_of_each_new_import(own: Own) -> None:
    app: Any = own.client.app

    async def first_and_next() -> list[Any]:
        stream = _stream(app.state.service, app.state.watch, None)
        told = [await anext(stream), await anext(stream)]
        own.load("moved", MOVED)
        told.append(await anext(stream))
        await stream.aclose()
        return [json.loads(event.split(b"data: ")[1]) for event in told[1:]]

    assert asyncio.run(first_and_next()) == [{"import": 1}, {"import": 2}]
    assert app.state.watch.listeners == 0
