"""Sending: to the address that was looked at, over TLS that is checked, in a bounded time."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sfc.domain.webhooks import new_secret, next_due, signature
from sfc.domain.webhooks.schedule import GIVING_UP_SECONDS
from sfc.webhooks import Targets, WebhookPost

LOOPBACK = [ip_network("127.0.0.0/8")]


def post(resolve: Callable[[str, int], list[str]] | None = None, timeout: float = 5) -> WebhookPost:
    named = resolve or (lambda _host, _port: ["127.0.0.1"])
    return WebhookPost(Targets(LOOPBACK, plain_http=True, resolve=named), timeout)


@contextmanager
def answering(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server of one connection at a time, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def run() -> None:
            while True:
                try:
                    connection = listener.accept()[0]
                except OSError:
                    return
                with connection, suppress(OSError):
                    serve(connection)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def saying(answer: bytes, heard: list[bytes] | None = None) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        received = connection.recv(65536)
        if heard is not None:
            heard.append(received)
        connection.sendall(answer)

    return serve


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", 200, None),
        (b"HTTP/1.1 299 Fine\r\n\r\n", 299, None),
        (b"HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n", 301, "it answers 301, not 2xx"),
        (b"HTTP/1.1 503 Busy\r\n\r\n", 503, "it answers 503, not 2xx"),
        (b"SSH-2.0-OpenSSH_9\r\n", None, "what it answers is no HTTP"),
        (b"", None, "it hung up without an answer"),
    ],
)
def test_answers(answer: bytes, status: int | None, reason: str | None) -> None:
    with answering(saying(answer)) as port:
        attempt = post().send(f"http://hooks.example:{port}/in", {}, b"{}")
    assert (attempt.status, attempt.reason) == (status, reason)
    assert attempt.succeeded is (reason is None)


def test_the_name_is_resolved_once_and_said_to_the_server() -> None:
    """A name that leads elsewhere a moment later leads nowhere."""
    asked: list[str] = []
    heard: list[bytes] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    with answering(saying(b"HTTP/1.1 204 No Content\r\n\r\n", heard)) as port:
        attempt = post(rebinding).send(f"http://hooks.example:{port}/in?x=1", {"A": "b"}, b"{}")
    assert attempt.succeeded and asked == ["hooks.example"]
    assert heard[0].startswith(b"POST /in?x=1 HTTP/1.1\r\n")
    assert f"Host: hooks.example:{port}\r\n".encode() in heard[0] and b"A: b\r\n" in heard[0]


def test_what_may_not_be_reached_is_not_connected_to() -> None:
    attempt = WebhookPost(Targets(plain_http=True)).send("http://127.0.0.1:9/", {}, b"{}")
    assert attempt.status is None and "not reached" in str(attempt.reason)


def test_one_that_sends_a_byte_at_a_time_is_left() -> None:
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.recv(65536)
        for byte in b"HTTP/1.1 200 " + b"O" * 1_000:
            connection.sendall(bytes([byte]))
            if over.wait(0.05):
                return

    with answering(drip) as port:
        attempt = post(timeout=0.5).send(f"http://hooks.example:{port}/", {}, b"{}")
        over.set()
    assert attempt.reason == "there was no answer in time"


def test_one_that_says_nothing_is_left() -> None:
    over = threading.Event()
    for scheme in ("http", "https"):
        with answering(lambda _connection: over.wait(5) and None) as port:
            attempt = post(timeout=0.3).send(f"{scheme}://hooks.example:{port}/", {}, b"{}")
            over.set()
        assert attempt.reason == "there was no answer in time", scheme
        over.clear()


def certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def test_certificates_are_checked_against_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certificate(tmp_path, "hooks.example")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)

    def serve(connection: socket.socket) -> None:
        with server.wrap_socket(connection, server_side=True) as secure:
            heard = b""
            # to hang up on what is not read yet would take the answer back
            while not heard.endswith(b"{}") and (more := secure.recv(65536)):
                heard += more
            secure.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with answering(serve) as port:
        strict = post().send(f"https://hooks.example:{port}/", {}, b"{}")
        assert "certificate is not accepted" in str(strict.reason)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        assert post().send(f"https://hooks.example:{port}/", {}, b"{}").status == 200
        other = post().send(f"https://other.example:{port}/", {}, b"{}")
        assert "certificate is not accepted" in str(other.reason)


def test_a_signature_as_the_scheme_writes_it() -> None:
    """Reckoned by hand: openssl dgst -sha256 -hmac over msg_1.1614265330.{"test": 1}."""
    key = "whsec_" + "c2VjcmV0IG9mIHRoZSB0ZXN0cyEh"  # "secret of the tests!!"
    assert (
        signature([key], "msg_1", 1614265330, b'{"test": 1}')
        == "v1,XAgDMbkKnffTwu+9+hYW6Rs8ot0tmZtnhL8o2EXHOY4="
    )
    two = signature([key, new_secret()], "msg_1", 1614265330, b"{}").split(" ")
    assert len(two) == 2 and two[0] != two[1]


def test_attempts_end_when_three_days_are_over() -> None:
    now, waits = 1_000, []
    while (due := next_due(1_000, now)) is not None:
        waits.append(due - now)
        now = due
    assert now == 1_000 + GIVING_UP_SECONDS
    assert waits == sorted(waits[:-1]) + waits[-1:], "longer and longer, but for the last"
    assert sum(waits) == GIVING_UP_SECONDS
