import hashlib
import re
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from api.http.examples import EXAMPLES
from api.http.explorer import explorer_routes
from queries import QUESTIONS
from tests.api.small import DAY


@pytest.fixture(scope="module")
def document(api: TestClient) -> dict[str, Any]:
    read: dict[str, Any] = api.get("/openapi.json").json()
    return read


def schema_of(document: dict[str, Any], path: str) -> dict[str, Any]:
    answer = document["paths"][path]["get"]["responses"]["200"]
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return {**schema, "components": document["components"]}


def test_every_question_option_and_field_is_documented(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    for question in QUESTIONS.values():
        operation = document["paths"][f"/api/v1/{question.name}"]["get"]
        named = [parameter["name"] for parameter in operation["parameters"]]
        assert named == [
            *(option.name.rstrip("_") for option in question.options),
            *("as_of", "known_at", "limit", "cursor", "format"),
        ]
        assert all(parameter["description"] for parameter in operation["parameters"])
        row = schema_of(document, f"/api/v1/{question.name}")["properties"]["rows"]["items"]["$ref"].rpartition("/")[2]
        fields = document["components"]["schemas"][row]["properties"]
        assert list(fields) == [column.name for column in question.columns]
        assert all(column.heading.meaning in fields[column.name]["description"] for column in question.columns)


@pytest.mark.parametrize("name", [*QUESTIONS, "units", "whom-to-ask", "rules", "imports"])
def test_answers_and_examples_are_as_documented(api: TestClient, document: dict[str, Any], name: str) -> None:
    unit = {"unit": {"unit": "511001"}, "whom-to-ask": {"unit": "511001", "field": "能源"}}.get(name, {})
    dated = {} if name in ("rules", "imports") else {"as_of": DAY}
    validator = jsonschema_rs.validator_for(schema_of(document, f"/api/v1/{name}"))

    for answer in (api.get(f"/api/v1/{name}", params={**unit, **dated}).json(), EXAMPLES[name]):
        assert answer["rows"]
        assert [error.message for error in validator.iter_errors(answer)] == []


def test_a_network_and_its_example_are_as_documented(api: TestClient, document: dict[str, Any]) -> None:
    validator = jsonschema_rs.validator_for(schema_of(document, "/api/v1/network"))

    for answer in (api.get("/api/v1/network", params={"as_of": DAY}).json(), EXAMPLES["network"]):
        assert answer["links"]
        assert [error.message for error in validator.iter_errors(answer)] == []


def test_the_documentation_asks_no_other_host(api: TestClient) -> None:
    page = api.get("/docs")
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert len(named) == 4
    for path in named:
        assert path.startswith("/docs/")
        assert api.get(path).status_code == 200
    assert "<script>" not in page.text
    assert "style=" not in page.text
    assert "https:" not in page.text + api.get("/docs/start.js").text


def test_every_route_is_documented_with_its_methods(api: TestClient, document: dict[str, Any]) -> None:
    app: Any = api.app
    undocumented = {"/docs", "/docs/{name}", "/openapi.json", "/enter", "/metrics"}
    for_people = {route.path for route in explorer_routes()}
    routes = [route for route in app.routes if isinstance(route, Route) and route.path not in undocumented | for_people]

    made = {(route.path, method.lower()) for route in routes for method in route.methods or () if method != "HEAD"}
    said = {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert said == made


def test_vendored_files_are_those_that_their_readme_names() -> None:
    folder = files("api.http").joinpath("static", "swagger-ui")
    sums = re.findall(r"\| (\S+) \| ([0-9a-f]{64}) \|", folder.joinpath("README.md").read_text())

    assert len(sums) == 3
    for name, expected in sums:
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == expected


@pytest.mark.parametrize("name", ["README.md", "..%2F..%2Fapp.py", "%2e%2e/app.py", "..\\app.py", "/etc/passwd"])
def test_no_other_file_can_be_had(api: TestClient, name: str) -> None:
    assert api.get(f"/docs/{name}").status_code == 404
