"""Clients that read over and over, at next to no cost: the service is to be what is slow.

One thread writes ready-made requests to sockets that stay open, and looks of the answers at no
more than their status and their length.
"""

import selectors
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, cycle, islice

from scripts.bench.clients import PATIENCE, Load

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
_numbers = count()


class _Client:
    """One client: it asks again as soon as it is answered."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._answer = bytearray()
        self._began = 0.0
        self.latencies: list[float] = []

    def ask(self) -> bool:
        """Send the next request, if there is one left."""
        request = next(self._requests, None)
        if request is None:
            return False
        self._answer.clear()
        self._began = time.perf_counter()
        self.socket.sendall(request)
        return True

    def hear(self) -> bool:
        """Take in what has come, and tell whether that was all. Raises for what is no success."""
        came = self.socket.recv(1 << 16)
        self._answer += came
        head, end, body = self._answer.partition(_END)
        if not came or (end and not head.startswith(b"HTTP/1.1 200 ")):
            raise RuntimeError(f"no answer: {self._answer.decode()}")
        if not end or len(body) < _length(head):
            return False
        self.latencies.append(time.perf_counter() - self._began)
        return True


def asking(
    port: int,
    clients: int,
    requests: int,
    paths: Sequence[str],
    headers: Mapping[str, str],
    *,
    anew: bool = False,
) -> Load:
    """Read paths in turn, so many times in all, with clients that wait for nothing else.

    If `anew`, each request has a header of its own, so that no answer that was kept is good for it.
    """
    ready = (
        _request(path, {**headers, "X-Number": str(next(_numbers))} if anew else headers)
        for path in islice(cycle(paths), requests)
    )
    everybody = [_Client(port, ready) for _ in range(clients)]
    start = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for each in everybody:
            if each.ask():
                selector.register(each.socket, selectors.EVENT_READ, each)
        while selector.get_map():
            for key, _ in selector.select(PATIENCE):
                if key.data.hear() and not key.data.ask():
                    selector.unregister(key.fileobj)
    seconds = time.perf_counter() - start
    for each in everybody:
        each.socket.close()
    return Load([], [latency for each in everybody for latency in each.latencies], seconds)


def _request(path: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def _length(head: bytes | bytearray) -> int:
    """What the head says of the body's length; both services say it."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(_LENGTH):
            return int(line.removeprefix(_LENGTH))
    raise RuntimeError(f"no length: {head.decode()}")
