"""Which service commands talk to, and how its refusals become theirs."""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.failures import Failure, Waits

if TYPE_CHECKING:
    from sfc.client import Client, ProblemError

KEY = "SFC_API_KEY"
DEFAULT_URL = "http://127.0.0.1:8000"

Url = Annotated[
    str, typer.Option("--url", envvar="SFC_URL", help=f"The service. Its API key: {KEY}.")
]
"""Which service to talk to."""


@contextmanager
def connected(url: str) -> Iterator["Client"]:
    """A client with the key of this environment; who waits for a long write can interrupt it.

    Raises Failure for an unusable URL, and within for what the service refuses or cannot do, with
    its code; Waits for what a second person has to approve.
    """
    import httpx

    from sfc.client import (
        ApprovalWanted,
        Client,
        Patience,
        ProblemError,
        SignatureWanted,
        Unreachable,
    )

    patience = Patience(repetitions=2, in_all=math.inf)
    try:
        client = Client(url, os.environ.get(KEY), patience=patience)
    except (httpx.InvalidURL, UnicodeEncodeError) as error:
        raise Failure("url_unusable", f"{url} cannot be used: {error}") from None
    with client:
        try:
            yield client
        except Unreachable as error:
            message = f"no service answers at {url}: {error}; see sfc serve"
            raise Failure("service_unavailable", message) from None
        except ProblemError as error:
            raise _failure(error) from None
        except ApprovalWanted as wanted:
            waiting = wanted.approval["id"]
            message = f"{waiting} waits for a second person: sfc approvals approve {waiting}"
            raise Waits(message, wanted.approval) from None
        except SignatureWanted as wanted:
            message = f"{wanted.operation['id']} waits for the signature of one's own wallet"
            raise Failure("signature_wanted", message) from None


def _failure(error: "ProblemError") -> Failure:
    """A refusal of the service, or of something that stands before it or in its place."""
    if error.code.startswith("http_"):
        return Failure("service_unavailable", f"the service answers {error.status}")
    return Failure(error.code, error.detail)
