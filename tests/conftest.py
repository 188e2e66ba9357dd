"""Which tests share a worker under `--dist loadfile`: those of one file, and all that need the Neo4j server.

No test is timed: a busy machine would fail them; `make bench` measures.
"""

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

_ONE_SERVER = "tests/neo4j/"


class _ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    def _split_scope(self, nodeid: str) -> str:
        return _ONE_SERVER if nodeid.startswith(_ONE_SERVER) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return _ByFile(config, log) if config.getvalue("dist") == "loadfile" else None
