import pytest
from starlette.testclient import TestClient

from api.http.local import is_loopback
from tests.api.conftest import Run
from tests.api.http.conftest import LOCAL

PATHS = ("/api/v1/coverage", "/api/v1/units/511001", "/api/v1/imports/1", "/openapi.json", "/docs", "/nothing")


@pytest.mark.parametrize(
    "headers",
    [
        {"Forwarded": "for=127.0.0.1"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Host": "127.0.0.1"},
        {"X-Forwarded-Proto": "https"},
        {"Via": "1.1 proxy"},
        {"Host": "bangfu.example"},
        {"Host": "127.0.0.1.example:8000"},
        {"Host": "10.0.0.7:8000"},
        {"Host": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_this_machine_itself_is_refused(api: TestClient, path: str, headers: dict[str, str]) -> None:
    answer = api.get(path, headers=headers)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1", "127.8.9.1:1"])
def test_this_machine_by_any_of_its_names(api: TestClient, host: str) -> None:
    assert api.get("/api/v1/rules", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("address", ["10.0.0.5", "::ffff:10.0.0.5", "fe80::1"])
def test_another_machine_is_refused_whatever_it_says(api: TestClient, address: str) -> None:
    other = TestClient(api.app, LOCAL, client=(address, 5000))

    assert other.get("/api/v1/rules").status_code == 401
    assert other.get("/healthz").status_code == 200


def test_names_that_only_look_local() -> None:
    for host in ("0.0.0.0", "localhost.evil", "127.0.0.1.evil", "", "2130706433", "::"):
        assert not is_loopback(host), host


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "bangfu.example"])
def test_without_tokens_nothing_but_loopback_is_served(bangfu: Run, host: str) -> None:
    told = bangfu("serve", "--host", host, "--port", "0", "--lang", "en")

    assert (told.code, told.out) == (2, b"")
    assert host in told.err
    assert "token" in told.err


def test_every_answer_keeps_a_browser_from_harm(api: TestClient) -> None:
    for path in (*PATHS, "/healthz", "/docs/swagger-ui-bundle.js"):
        headers = api.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers
