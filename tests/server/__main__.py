"""`make neo4j`: a local Neo4j server on the port everyone expects, until Ctrl-C. What it holds is kept."""

import signal
import sys
from pathlib import Path
from secrets import token_urlsafe

from tests.server.jars import KEPT, NoServerError
from tests.server.running import USER, running

_PORT = 7687
_HOME, _PASSWORD = KEPT / "home", KEPT / "password"
_TOLD = """
Neo4j answers on bolt://127.0.0.1:{port}; Ctrl-C stops it, and what it holds is kept in {home}.
In another terminal:

  export BANGFU_STORE=bolt://127.0.0.1:{port} BANGFU_NEO4J_PASSWORD_FILE={password}
  bangfu load PATH…
  bangfu coverage

For Neo4j Browser or Bloom: user {user}, and the password in {password}.
"""


def main() -> int:
    print("Starting Neo4j; the first time its jars are fetched, which takes a minute …", flush=True)
    try:
        with running(_HOME, _password(), _PORT) as server:
            print(_TOLD.format(port=_PORT, home=_HOME, user=USER, password=_PASSWORD), flush=True)
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            return server.process.wait()
    except KeyboardInterrupt:
        return 0
    except NoServerError as error:
        print(f"No Neo4j: {error}.", file=sys.stderr)
        return 1


def _password() -> str:
    """Made once, for this checkout, readable by its owner only."""
    if not _PASSWORD.exists():
        _PASSWORD.parent.mkdir(parents=True, exist_ok=True)
        _PASSWORD.touch(mode=0o600)
        _PASSWORD.write_text(token_urlsafe(16), encoding="ascii")
    return Path(_PASSWORD).read_text(encoding="ascii").strip()


if __name__ == "__main__":
    sys.exit(main())
