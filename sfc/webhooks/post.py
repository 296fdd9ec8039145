"""Sends one message to one address that was looked at. Redirects are not followed."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from sfc.domain.errors import WebhookTargetRefused
from sfc.domain.webhooks import Attempt
from sfc.webhooks.targets import Target, Targets

TIMEOUT_SECONDS = 10.0
"""For the whole: connecting, sending, and the head of the answer."""

_LONGEST_REASON = 200


class WebhookPost:
    """Implements `sfc.ports.Post`."""

    def __init__(self, targets: Targets, timeout: float = TIMEOUT_SECONDS) -> None:
        self._targets = targets
        self._timeout = timeout
        self._tls = ssl.create_default_context()

    def check(self, url: str) -> None:
        """Raises WebhookTargetRefused for what nothing would be sent to."""
        self._targets.find(url)

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        """Send, and give what came of it. Of the answer only the status is read."""
        at, started = int(time.time()), time.monotonic()
        status: int | None = None
        reason: str | None
        try:
            status = self._status(self._targets.find(url), headers, body)
            reason = None if 200 <= status <= 299 else f"it answers {status}, not 2xx"
        except WebhookTargetRefused as refusal:
            reason = refusal.reason
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = _said(error)
        return Attempt(at, round(1000 * (time.monotonic() - started)), status, reason)

    def _status(self, target: Target, headers: Mapping[str, str], body: bytes) -> int:
        end = time.monotonic() + self._timeout
        connection = _connect(target, end)
        try:
            if target.scheme == "https":
                connection = self._tls.wrap_socket(
                    connection, server_hostname=target.host, do_handshake_on_connect=False
                )
            with _ended_at(end, connection):
                if isinstance(connection, ssl.SSLSocket):
                    connection.do_handshake()
                asking = http.client.HTTPConnection(target.host, target.port)
                asking.sock = connection
                asking.request("POST", target.path, body, {"Host": target.authority, **headers})
                return asking.getresponse().status
        except (OSError, http.client.HTTPException):
            if time.monotonic() >= end:
                raise TimeoutError from None
            raise
        finally:
            connection.close()


def _connect(target: Target, end: float) -> socket.socket:
    """Connect to the first address that lets us, of those that were looked at."""
    failure: OSError | None = None
    for address in target.addresses:
        left = end - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, target.port), left)
        except OSError as error:
            failure = error
    raise failure or TimeoutError


@contextmanager
def _ended_at(end: float, connection: socket.socket) -> Iterator[None]:
    """Shut a connection down when time is over.

    A socket's own timeout is for each piece: whoever sends a byte at a time would stay for ever.
    """

    def shut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)  # TLS would want to say goodbye

    over = threading.Timer(max(0.0, end - time.monotonic()), shut)
    over.daemon = True
    over.start()
    try:
        yield
    finally:
        over.cancel()


def _said(error: Exception) -> str:
    """What went wrong, in few words; of what was answered nothing."""
    if isinstance(error, TimeoutError):
        return "there was no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted: {error.verify_message}"[:_LONGEST_REASON]
    if isinstance(error, ssl.SSLError):
        return "no secure connection could be made"
    if isinstance(error, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(error, http.client.RemoteDisconnected):
        return "it hung up without an answer"
    if isinstance(error, http.client.HTTPException | ValueError):
        return "what it answers is no HTTP"
    return "it could not be reached"
