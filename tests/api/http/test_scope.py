"""A token limited to a place: on every route, whatever is asked, nothing of other places is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from api.access.roles import Role
from api.http.explorer import explorer_routes
from api.http.questions import ONLY_HERE
from graph_model.days import parse_day
from loaders.load_options import Complete, LoadOptions
from loaders.units.new_units import NewUnits
from queries import QUESTIONS
from tests.api.http.conftest import Own, served
from tests.api.small import DAY
from visuals.pages.pages import PAGES

PLACE = "511001"
JOBS: list[str] = []
"""Where the jobs of imports over HTTP are, filled by the fixture."""
LINK = "id,force,helper,recipient,since\n"
ELSEWHERE = """\
id,kind,name,parent,aliases
hidden-1,central_soe,深藏集团,,藏宝
511002200,township,白石镇,511002,
"""
LINKS = """\
id,force,helper,recipient,since,through,basis
x-1,soe,hidden-1,511002,2020,,密文一
x-2,soe,hidden-1,511002200,2020,2026-07-31,密文二
x-3,soe,soe-1,511002,2020,,密文三
x-4,east_west,511001,511002200,2020,,密文四
"""
SECRET = ("511002", "白石", "深藏", "藏宝", "hidden-", "x-1", "x-2", "x-3", "x-4", "p-3", "文件三", "密文", "links.csv")
OPTIONS: dict[str, list[dict[str, str]]] = {
    "coverage": [{"by": by} for by in ("rule", "group", "county", "prefecture", "province")],
    "gaps": [{"unknown": "true"}, {"state": "lapsed"}],
    "overlaps": [{"at_least": "1"}],
    "pairings": [{"all_time": "true"}, {"helper": "511001"}],
    "dispatches": [{"all_time": "true"}],
    "unit": [{"unit": "青溪县", "all_time": "true"}, {"unit": "511001100"}],
    "changes": [{"since": "0"}, {"since": "1", "until": "2"}],
    "whom-to-ask": [
        {"unit": "青溪县", "field": "能源"},
        {"unit": "511001100", "field": "教育"},
        {"unit": "511001", "field": "其他"},
    ],
    "network": [
        {},
        {"around": "soe-1"},
        {"around": "511001", "within": "511"},
        {"within": "511001", "expand": "soe-1,dist-1", "kind": "county,central_soe"},
    ],
    "units": [{"search": "s"}, {"search": "藏"}, {"search": "baishi"}, {"search": "5"}],
}


def post(own: Own, headers: dict[str, str], text: str) -> Any:
    return own.client.post(
        "/api/v1/imports", headers={"Prefer": "wait=20", **headers}, files={"files": ("t.csv", text.encode())}
    ).json()


@pytest.fixture(scope="module")
def two_places(tmp_path_factory: pytest.TempPathFactory, _small_store: Path) -> Iterator[Own]:
    """Nothing may be loaded into it. Import 4 came over HTTP and has rejected rows."""
    with served(tmp_path_factory.mktemp("places"), _small_store) as own:
        own.load("elsewhere", ELSEWHERE)
        own.load("links", LINKS)
        job = post(own, own.token(Role.EDITOR), f"{LINK}x-5,soe,hidden-1,511002,2021\nx-6,soe,藏,511002,2021\n")
        assert job["rejected"][0]["rejected"] == 1
        JOBS[:] = [f"jobs/{job['id']}"]
        yield own


@pytest.fixture
def place(tmp_path: Path, two_places: Own) -> Iterator[Own]:
    """A copy to be loaded into."""
    with served(tmp_path, two_places.store) as own:
        yield own


def asked_of(own: Own, headers: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Every route that can be asked, with every question's options, in every format that is text."""
    for name in (*QUESTIONS, *(each.name for each in ONLY_HERE)):
        for options in OPTIONS.get(name, [{}]):
            for more in ({}, {"within": "511"}, {"known_at": "1"}, {"format": "ndjson"}, {"format": "csv"}):
                if "within" in more and name in ("unit", "whom-to-ask"):
                    continue
                answer = own.client.get(f"/api/v1/{name}", params={"as_of": DAY, **options, **more}, headers=headers)
                yield name, answer
    for options in OPTIONS["network"]:
        for more in ({}, {"known_at": "1"}):
            asked = {"as_of": DAY, **options, **more}
            yield "network", own.client.get("/api/v1/network", params=asked, headers=headers)
    for path in (
        *("rules", "imports", "imports?format=csv", "imports/1", "imports/2", "imports/3", "imports/4"),
        *(
            "imports/1/rejected",
            "imports/4/rejected",
            *(f"{each}/{part}" for each in JOBS for part in ("rejected", "marked")),
            *JOBS,
        ),
        *("units/511001", "units/511001100"),
    ):
        yield path, own.client.get(f"/api/v1/{path}", headers=headers)
    for path in page_addresses():
        yield path, own.client.get(path, headers=headers, params={"as_of": DAY})


def page_addresses() -> Iterator[str]:
    """Every page, with what may stand in its path."""
    yield "/county/511001/report.html"
    yield from (f"/county/511001?field={field}" for field in ("能源", "教育"))
    for page in PAGES:
        bare, _, _ = page.path.partition("{")
        yield bare.rstrip("/") or "/"
        if "{unit}" in page.path:
            yield from (f"{bare}511001", f"{bare}511001100")
        if page.rows is not None:
            yield f"{page.path}.csv"
        if "{number}" in page.path:
            yield from (f"{bare}1", f"{bare}2")


def test_no_answer_tells_of_another_place(two_places: Own) -> None:
    place = two_places
    headers = place.token(Role.READER, PLACE)
    seen = list(asked_of(place, headers))

    assert len(seen) > 80
    for path, answer in seen:
        assert answer.status_code in (200, 403) or (answer.status_code == 404 and path[:3] in ("imp", "job")), path
        for secret in SECRET:
            assert secret not in answer.text, (path, secret)
    told = {path for path, answer in seen if answer.status_code == 200 and len(answer.text) > 150}
    assert told >= {
        "coverage",
        "gaps",
        "pairings",
        "dispatches",
        "unit",
        "changes",
        "units",
        "timeline",
        "helpers",
        "network",
        "whom-to-ask",
    }


def test_every_route_of_the_app_is_among_those_that_are_asked(two_places: Own) -> None:
    place = two_places
    app: Any = place.client.app
    routes = {route.path for route in app.routes if isinstance(route, Route)}

    asked = {
        f"/api/v1/{name}"
        for name in (
            *(*QUESTIONS, *(each.name for each in ONLY_HERE)),
            *("network", "rules", "imports", "imports/{number}", "units/{id}"),
        )
    }
    without_data = {"/healthz", "/readyz", "/docs", "/docs/{name}", "/openapi.json", "/enter", "/metrics"}
    asked |= {
        "/api/v1/jobs/{id}",
        "/api/v1/jobs/{id}/rejected",
        "/api/v1/jobs/{id}/marked",
        "/api/v1/imports/{number}/rejected",
    }
    elsewhere = {"/api/v1/events", "/api/v1/session", "/api/v1/tokens", "/api/v1/tokens/{id}"}
    elsewhere |= {"/api/v1/imports/{number}/undo"} | {route.path for route in explorer_routes()}
    assert routes == asked | elsewhere | without_data


@pytest.mark.parametrize(
    "query",
    [
        *("pairings?helper=深藏集团", "pairings?helper=hidden-1", "pairings?helper=藏宝", "pairings?helper=深藏集"),
        *(
            "pairings?recipient=白石县",
            "gaps?within=511002",
            "gaps?within=白石县",
            "gaps?within=白石",
            "unit?unit=511002",
        ),
        *(
            "units/511002",
            "units/白石县",
            "units/soe-1",
            "whom-to-ask?field=能源&unit=511002",
            "units/dist-1",
            "changes?within=511002",
            "units?within=511002200",
            "network?around=511002",
            "network?around=hidden-1",
            "network?within=白石县",
            "network?expand=hidden-1",
        ),
        *("coverage?within=nothing-of-the-kind", "dispatches?sender=hidden-1", "full-domain?within=hidden-1"),
    ],
)
def test_of_other_units_nobody_is_told_that_they_exist(two_places: Own, query: str) -> None:
    place = two_places
    headers = place.token(Role.READER, PLACE)
    name, _, asked = query.rpartition("=") if "=" in query else query.rpartition("/")
    nothing = "nothing-of-the-kind"
    other = place.client.get(f"/api/v1/{name}{'=' if '=' in query else '/'}{nothing}", headers=headers)
    answer = place.client.get(f"/api/v1/{query}", headers=headers)

    assert answer.status_code == other.status_code
    assert answer.json()["candidates"] == other.json()["candidates"] or asked not in answer.json()["candidates"]
    assert answer.json()["detail"] == other.json()["detail"].replace(nothing, asked)
    candidates = "".join(answer.json()["candidates"])
    assert not [secret for secret in SECRET if secret in candidates]


def test_states_are_those_of_the_whole_graph_and_rows_those_of_the_place(two_places: Own) -> None:
    place = two_places
    limited = place.token(Role.READER, PLACE)

    def rows(name: str, headers: dict[str, str], **options: str) -> Any:
        return place.client.get(f"/api/v1/{name}", params={"as_of": DAY, **options}, headers=headers).json()["rows"]

    for name, options in (("gaps", {"unknown": "true"}), ("coverage", {}), ("pairings", {"all_time": "true"})):
        assert rows(name, limited, **options) == rows(name, {}, **options, within=PLACE)
    unit, whole = rows("unit", limited, unit=PLACE)[0], rows("unit", {}, unit=PLACE)[0]
    assert unit["states"] == whole["states"]
    assert (unit["helps"], [row["id"] for row in whole["helps"]]) == ([], ["x-4"])


def test_a_cursor_of_another_token_does_not_lead_out(two_places: Own) -> None:
    place = two_places
    limited = place.token(Role.READER, PLACE)
    cursor = place.client.get("/api/v1/pairings?all_time=true&limit=1").json()["next"]
    own = place.client.get("/api/v1/pairings?all_time=true&limit=1", headers=limited).json()

    answer = place.client.get(f"/api/v1/pairings?all_time=true&cursor={cursor}", headers=limited)
    assert answer.status_code == 422
    following = place.client.get(f"/api/v1/pairings?all_time=true&cursor={own['next']}", headers=limited)
    assert [row["id"] for row in own["rows"] + following.json()["rows"]] == ["p-1", "p-2", "p-4"]


def test_the_same_question_has_another_tag_for_another_place(two_places: Own) -> None:
    place = two_places
    tags = {
        place.client.get("/api/v1/coverage", headers=headers).headers["etag"]
        for headers in ({}, place.token(Role.READER, PLACE), place.token(Role.READER, "511002"))
    }
    assert len(tags) == 3


def test_a_place_that_was_not_there_yet_shows_nothing(two_places: Own) -> None:
    place = two_places
    limited = place.token(Role.READER, "511002200")

    for name in ("pairings", "coverage", "units", "changes"):
        assert place.client.get(f"/api/v1/{name}?known_at=1&limit=9", headers=limited).json()["total"] == 0


@pytest.mark.parametrize(
    ("table", "state"),
    [
        pytest.param(f"{LINK}n-1,soe,soe-1,511001,2021\n", "done", id="a link to the place"),
        pytest.param(f"{LINK}n-1,soe,soe-1,511001100,2021\n", "done", id="a link to what lies in it"),
        pytest.param("id,kind,name,parent\nv-1,village,新村,511001100\n", "done", id="a unit of the place"),
        pytest.param(f"{LINK}n-1,soe,soe-1,511002,2021\n", "failed", id="a link to another place"),
        pytest.param(f"{LINK}n-1,soe,soe-1,511001,2021\nn-2,soe,soe-1,511002,2021\n", "failed", id="one of two"),
        pytest.param(f"{LINK}p-2,soe,soe-1,511002,2023-01-05\n", "failed", id="a link moved away"),
        pytest.param(f"{LINK}x-1,soe,hidden-1,511001,2020\n", "failed", id="a link moved here"),
        pytest.param("id,kind,name,parent\n511002,county,白石县,511001\n", "failed", id="another place taken in"),
        pytest.param("id,kind,name\nsoe-1,central_soe,改名公司\n", "failed", id="a helper renamed"),
        pytest.param("id,kind,name\nnew-1,central_soe,新公司\n", "failed", id="a unit of no place"),
        pytest.param("table,within,as_of\npairings,511001,2026-01-01\n", "done", id="a return of the place"),
        pytest.param("id,kind,name\n511001100,township,石桥镇\n", "done", id="a unit of the place again"),
        pytest.param(f"{LINK}x-1,soe,hidden-1,511002,2020\n", "failed", id="a link that another place has"),
        pytest.param("id,kind,name\nhidden-1,central_soe,深藏集团\n", "failed", id="a unit that is elsewhere"),
        pytest.param("table,within,as_of\npairings,511,2025-12-31\n", "failed", id="a return that is held above"),
        pytest.param("table,within,as_of\npairings,511,2026-01-01\n", "failed", id="a return of the place above"),
    ],
)
def test_a_limited_editor_writes_rows_of_the_place_only(place: Own, table: str, state: str) -> None:
    editor = place.token(Role.EDITOR, PLACE)
    before = place.client.get("/api/v1/imports").json()["total"]

    job = post(place, editor, table)

    assert job["state"] == state, job
    assert place.client.get("/api/v1/imports").json()["total"] == before + (state == "done")
    if state == "failed":
        assert job["problem"]["status"] == 403
    own_imports = place.client.get("/api/v1/imports", headers=editor).json()
    changed = state == "done" and job["receipt"]["changes"]
    assert [row["seq"] for row in own_imports["rows"]] == [1, *([5] if changed else [])]


def test_a_limited_editor_makes_no_new_helpers_and_sees_no_names_of_others(place: Own) -> None:
    table = "force,helper,helper_kind,recipient,since\nsoe,深藏集圆,central_soe,511001,2021\nsoe,藏,,511001,2021\n"
    job = post(place, place.token(Role.EDITOR, PLACE), table)

    [sheet] = job["receipt"]["files"]
    assert (sheet["rejected"], job["receipt"]["made"]) == (2, [])
    editor = place.token(Role.EDITOR, PLACE)
    kept = place.client.get(post(place, editor, table)["rejected"][0]["href"], headers=editor).json()["tables"][0]
    assert (len(kept["rows"]), [column for column in kept["columns"] if "建议" in column]) == (2, [])
    assert not [secret for issue in sheet["errors"] for secret in SECRET if secret in str(issue["candidates"])]


def test_a_job_is_told_to_who_began_it(place: Own) -> None:
    editor, other = place.token(Role.EDITOR, PLACE), place.token(Role.EDITOR, "511002")
    job = post(place, editor, f"{LINK}n-1,soe,soe-1,511001,2021\n")
    address = f"/api/v1/jobs/{job['id']}"

    assert place.client.get(address, headers=editor).json() == job
    assert place.client.get(address, headers=other).status_code == 404
    assert place.client.get(address, headers=place.token(Role.EDITOR)).json() == job
    assert place.client.get(address).status_code == 404


def test_another_place_is_not_told_that_something_happened(place: Own) -> None:
    from api.access.scope import Scope
    from api.access.scoped_ledger import touched

    app: Any = place.client.app
    desk = app.state.service.desk
    assert touched(desk, Scope(PLACE), 1) is None
    place.load("more", f"{LINK}n-1,soe,soe-1,511001,2021\n")
    assert (touched(desk, Scope(PLACE), 1), touched(desk, Scope("511002"), 4)) == (5, None)


def test_of_a_receipt_a_limited_token_sees_what_lies_in_its_place(place: Own) -> None:
    table = (
        "force,helper,helper_kind,recipient,since\n"
        "soe,本地帮扶公司,central_soe,511001,2021\nsoe,外地帮扶公司,central_soe,511002,2021\nsoe,无名,,511002,2021\n"
    )
    path = place.store.parent / "made.csv"
    path.write_text(table, encoding="utf-8")
    place.desk.load([path], LoadOptions(new_units=NewUnits.MAKE))
    here = LoadOptions(complete=Complete(PLACE, parse_day("2026-06-01")))
    path.write_text(f"{LINK}n-1,soe,soe-1,511001,2021\n", encoding="utf-8")
    place.desk.load([path], here)
    path.write_text(f"{LINK}n-2,soe,soe-1,511001,2022\n", encoding="utf-8")
    place.desk.load([path], LoadOptions(complete=Complete("511", parse_day("2026-06-02"))))
    place.refresh()
    limited = place.token(Role.READER, PLACE)
    first, second, third = (place.client.get(f"/api/v1/imports/{seq}", headers=limited).json() for seq in (5, 6, 7))

    assert (first["files"], first["passed"], first["changes"]) == ([], [], {"pairing.added": 1})
    assert [(made["name"], made["file"], made["near"]) for made in first["made"]] == [("本地帮扶公司", None, [])]
    assert "外地" not in str(first)
    assert "无名" not in str(first)
    assert (second["complete"]["within"], second["changes"]) == (PLACE, {"pairing.added": 1, "return.added": 1})
    assert {link["recipient"] for link in second["complete"]["missing"]} <= {PLACE, "511001100", "school-2"}
    assert (third["complete"], third["changes"]) == (None, {"pairing.added": 1})
    counted = place.client.get("/api/v1/imports", headers=limited).json()["rows"]
    assert [row["counts"] for row in counted[-3:]] == [each["changes"] for each in (first, second, third)]
