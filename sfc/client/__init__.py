"""A client of the service, for programs: typed, patient, and safe to repeat.

>>> with Client("http://127.0.0.1:8000", key) as sfc:
...     page = sfc.receivables(status=["tokenised"])
...     for each in sfc.iter_receivables():
...         print(each["id"], each["face"]["amount"])

Methods are the operations of the service's description, in plain JSON as `sfc.client.types` has it.
A write gets an Idempotency-Key if the caller gives none, and is repeated under it when the answer
was lost; what the service takes up for later is waited for. `iter_…` goes through all pages of a
list, `follow` tells of events as they happen. It needs httpx, and nothing of the rest of sfc.
"""

from sfc.client.clients import AsyncClient, Client
from sfc.client.conversation import Ask, Patience
from sfc.client.failures import (
    ApprovalWanted,
    ProblemError,
    SignatureWanted,
    StillRunning,
    Unreachable,
)

__all__ = [
    "ApprovalWanted",
    "Ask",
    "AsyncClient",
    "Client",
    "Patience",
    "ProblemError",
    "SignatureWanted",
    "StillRunning",
    "Unreachable",
]
