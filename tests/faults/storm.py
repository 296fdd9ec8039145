"""One process of clients that all want the same at once; it needs nothing of the service."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx

THREADS = 8
_PATIENCE = 120


@dataclass(frozen=True)
class Write:
    """A request that everybody makes; `step` names what it does, and to what."""

    step: str
    path: str
    body: Any
    token: str


@dataclass(frozen=True)
class Answer:
    """What one thread was told; those that are `shared` were asked for with the one key."""

    step: str
    shared: bool
    status: int
    body: str


def storm(url: str, process: int, writes: Sequence[Write]) -> list[Answer]:
    """Make all requests from each thread of a process, each thread in an order of its own."""

    def thread(number: int) -> list[Answer]:
        shared = number % 2 == 0
        told = []
        with httpx.Client(base_url=f"{url}/v1", timeout=_PATIENCE) as client:
            for place in range(len(writes)):
                write = writes[(place + number) % len(writes)]
                key = write.step if shared else f"{write.step} by {process} {number}"
                headers = {"Authorization": f"Bearer {write.token}", "Idempotency-Key": key}
                answer = client.post(write.path, json=write.body, headers=headers)
                told.append(Answer(write.step, shared, answer.status_code, answer.text))
        return told

    with ThreadPoolExecutor(THREADS) as pool:
        return [answer for told in pool.map(thread, range(THREADS)) for answer in told]
