"""The HTTP server: it ends its streams before it waits for its connections to end."""

import socket

import uvicorn

from sfc.api.streams import Streams


class Server(uvicorn.Server):
    """As uvicorn's, for an application with streams that would never end by themselves."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        super().__init__(config)
        self._streams = streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more requests, and let those that are there be answered."""
        self._streams.close()
        await super().shutdown(sockets)
