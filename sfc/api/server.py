"""The HTTP server: it ends its streams before it waits for its connections to end."""

import socket
from typing import Any

import uvicorn
from fastapi import FastAPI

from sfc.api.streams import Streams


def configured(app: FastAPI, **options: Any) -> uvicorn.Config:
    """How an application is served, wherever it is: what serves it is told to nobody."""
    return uvicorn.Config(app, server_header=False, **options)


class Server(uvicorn.Server):
    """As uvicorn's, for an application with streams that would never end by themselves."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        super().__init__(config)
        self._streams = streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more requests, and let those that are there be answered."""
        self._streams.close()
        await super().shutdown(sockets)
