"""Whatever the document allows and whatever it does not: no 500, and no answer but those it describes."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from api.access.places import tokens_of
from api.access.roles import Role
from api.desk import Desk
from tests.api.http.server import running
from tests.api.small import write_tables

_CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]


class Served:
    """The server under test, an administrator's token, and its document."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.headers = address, {"Authorization": f"Bearer {token}"}
        document = requests.get(f"{address}/openapi.json", timeout=10).json()
        del document["paths"]["/api/v1/events"]  # a stream that goes on
        self.schema = schemathesis.openapi.from_dict(document)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("fuzz")
    with Desk.make(folder / "fuzz.db") as desk:
        desk.load([write_tables(folder / "tables")])
    token = tokens_of(folder / "fuzz.db").add("fuzz", Role.ADMIN)
    with running(folder / "fuzz.db") as server:
        yield Served(server.address, str(token))


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["valid", "invalid"])
def test_every_operation(served: Served, mode: GenerationMode) -> None:
    operations = [found.ok() for found in served.schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 20
    for operation in operations:
        checks = [*_CHECKS, negative_data_rejection] if mode is GenerationMode.NEGATIVE else _CHECKS
        can_be_wrong = any(each["in"] == "query" for each in operation.definition.raw.get("parameters", ()))
        if can_be_wrong or mode is GenerationMode.POSITIVE:
            _ask(served, operation, mode, checks)


@pytest.mark.slow
def test_one_operation_after_the_other(served: Served) -> None:
    class Steps(served.schema.as_state_machine()):  # type: ignore[misc]  # a class that is made at run time
        def get_call_kwargs(self, case: Any) -> dict[str, Any]:  # noqa: ARG002  # its signature
            return {"headers": served.headers, "base_url": served.address}

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            case.validate_response(response, checks=_CHECKS)

    Steps.run(settings=settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None))


def _ask(served: Served, operation: Any, mode: GenerationMode, checks: list[Any]) -> None:
    @settings(
        max_examples=40,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        response = case.call(base_url=served.address, headers=served.headers)
        case.validate_response(response, checks=checks)

    ask()
