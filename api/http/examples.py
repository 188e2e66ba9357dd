"""One answer to each question from the real data of the 39 counties, for the documentation."""

from importlib.resources import files
from typing import Any

import orjson

EXAMPLES: dict[str, Any] = orjson.loads(files("api.http").joinpath("examples.json").read_bytes())
"""By the question's name; each with its first row."""
