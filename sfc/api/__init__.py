"""The HTTP service: the only package that knows FastAPI."""

from sfc.api.app import create_app

__all__ = ["create_app"]
