"""The network as an answer: links and units worked out by hand, caps that are said, places that stay."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.http.conftest import Own
from tests.api.small import DAY

UNITS_AND_LINKS = [
    # Helper, recipient, table, force, state on the day, first and last day.
    ("dist-1", "511001", "pairing", "east_west", "in_force", "2021-01-01", None),
    ("school-1", "school-2", "pairing", "east_west", "in_force", "2024-09-01", None),
    ("soe-1", "511001", "dispatch", "designated", "in_force", "2025-01-01", "2026-12-31"),
    ("soe-1", "511001", "pairing", "soe", "in_force", "2023-01-05", "2026-12-31"),
    ("soe-2", "511001100", "dispatch", "soe", "in_force", "2025-06-01", None),
    ("soe-2", "511002", "pairing", "soe", "lapsed", "2022-03-01", "2025-12-31"),
]


def asked(api: TestClient, status: int = 200, /, **options: str) -> Any:
    answer = api.get("/api/v1/network", params={"as_of": DAY, **options})
    assert answer.status_code == status, answer.text
    return answer.json()


def lines(answer: Any) -> list[tuple[Any, ...]]:
    assert all(link["count"] == 1 for link in answer["links"])
    return sorted(
        tuple(link[name] for name in ("source", "target", "table", "force", "state", "since", "through"))
        for link in answer["links"]
    )


def nodes(answer: Any) -> dict[str, Any]:
    return {node["id"]: node for node in answer["nodes"]}


def where(answer: Any) -> dict[str, tuple[int, int]]:
    return {each: (node["x"], node["y"]) for each, node in nodes(answer).items()}


def test_every_link_and_both_its_ends(api: TestClient) -> None:
    answer = asked(api)

    assert lines(answer) == UNITS_AND_LINKS
    assert {each: node["lines"] for each, node in nodes(answer).items()} == {
        "511001": 3,
        "soe-1": 2,
        "soe-2": 2,
        "511002": 1,
        "511001100": 1,
        "dist-1": 1,
        "school-1": 1,
        "school-2": 1,
    }
    assert nodes(answer)["soe-2"] == {**nodes(answer)["soe-2"], "name": "第二建设公司", "kind": "local_soe"}
    assert (answer["total"], answer["cut"], answer["as_of"], answer["known_at"]) == (8, False, DAY, 1)
    assert len(set(where(answer).values())) == 8


@pytest.mark.parametrize(
    ("options", "ends"),
    [
        ({"within": "511002"}, [("soe-2", "511002")]),
        ({"around": "青溪县"}, [("dist-1", "511001"), ("soe-1", "511001"), ("soe-1", "511001")]),
        ({"around": "soe-2"}, [("soe-2", "511001100"), ("soe-2", "511002")]),
        ({"around": "soe-2", "within": "青溪"}, [("soe-2", "511001100")]),
        ({"force": "soe", "state": "有效"}, [("soe-1", "511001"), ("soe-2", "511001100")]),
        ({"state": "lapsed,planned"}, [("soe-2", "511002")]),
        ({"kind": "local_soe,county"}, [("dist-1", "511001"), ("soe-2", "511002")]),
        ({"around": "511001100", "kind": "local_soe"}, [("soe-2", "511001100")]),
        ({"within": "511001100", "expand": "soe-2"}, [("soe-2", "511001100"), ("soe-2", "511002")]),
    ],
    ids=lambda value: " ".join(f"{name}={text}" for name, text in value.items()) if isinstance(value, dict) else "",
)
def test_only_what_is_asked_for(api: TestClient, options: dict[str, str], ends: list[tuple[str, str]]) -> None:
    assert [line[:2] for line in lines(asked(api, **options))] == ends


def test_a_link_that_starts_later_is_planned(api: TestClient) -> None:
    states = {(line[0], line[1]): line[4] for line in lines(asked(api, as_of="2022-12-31"))}

    assert states["soe-1", "511001"] == "planned"
    assert states["soe-2", "511002"] == "in_force"


def test_the_cap_keeps_the_most_connected_and_is_said(api: TestClient) -> None:
    answer = asked(api, limit="2")

    assert set(nodes(answer)) == {"511001", "soe-1"}
    assert [line[:2] for line in lines(answer)] == [("soe-1", "511001")] * 2
    assert (answer["total"], answer["cut"]) == (8, True)


def test_who_is_there_stays_when_a_unit_is_expanded_and_when_the_day_moves(api: TestClient) -> None:
    before, after = where(asked(api, within="511001")), where(asked(api, within="511001", expand="soe-2"))

    assert after == {**before, "511002": after["511002"]}
    assert after["511002"] not in before.values()
    earlier = where(asked(api, within="511001", as_of="2019-12-31", state="planned"))
    assert earlier == before


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ({"limit": "3001"}, 422, "3,000"),
        ({"limit": "0"}, 422, "limit"),
        ({"force": "soe,没有"}, 422, "没有"),
        ({"state": "covered"}, 422, "covered"),
        ({"around": "没有"}, 422, "没有"),
        ({"expand": "soe-1,没有"}, 422, "没有"),
        ({"force": "soe,,east_west"}, 422, "逗号"),
        ({"expand": ","}, 422, "逗号"),
        ({"cursor": "x"}, 422, "cursor"),
        ({"helper": "soe-1"}, 422, "helper"),
        ({"format": "csv"}, 406, "pairings"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(api: TestClient, options: dict[str, str], status: int, said: str) -> None:
    assert said in asked(api, status, **options)["detail"]


def test_the_same_answer_has_the_same_tag_and_goes_out_packed(own: Own) -> None:
    first = own.client.get(f"/api/v1/network?as_of={DAY}", headers={"Accept-Encoding": "gzip"})
    again = own.client.get(
        f"/api/v1/network?as_of={DAY}", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["etag"]}
    )
    pinned = own.client.get(f"/api/v1/network?as_of={DAY}&known_at=1")

    assert first.headers["content-encoding"] == "gzip"
    assert again.status_code == 304
    assert "immutable" in pinned.headers["cache-control"]
    own.load("more", "id,force,helper,recipient,since\nn-1,soe,soe-2,511001,2024\n")
    assert own.client.get(f"/api/v1/network?as_of={DAY}").json()["known_at"] == 2
    assert own.client.get(f"/api/v1/network?as_of={DAY}&known_at=1").json() == pinned.json()
