"""The log: one JSON object a line, with the id of the request and nothing of who the data is about."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

_OWN = ("request_id", "method", "route", "status", "ms", "token")
"""What a record of ours may carry: never an address, an option or a cell."""


class JsonLines(logging.Formatter):
    """Whatever is logged, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": moment, "level": record.levelname.lower(), "logger": record.name}
        if message := record.getMessage():
            line["message"] = message
        line |= {name: getattr(record, name) for name in _OWN if hasattr(record, name)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "api.http.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        "bangfu": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
