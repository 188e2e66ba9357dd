"""Where `uvicorn --factory api.app:create_app` finds the HTTP API."""

from api.http.app import create_app

__all__ = ["create_app"]
