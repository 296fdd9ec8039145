"""Requests to a node: on one connection, by way of what the URL and the environment say."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.domain.errors import ChainUnavailable

ANSWER = b'{"jsonrpc": "2.0", "id": 1, "result": "0x5"}'


@dataclass
class Scene:
    """A server: what it was sent, from where, and what it is to answer."""

    port: int = 0
    heads: list[dict[str, str]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    callers: set[int] = field(default_factory=set)
    status: int = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/secret"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    for name in ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = Scene()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            made.heads.append({name.lower(): value for name, value in self.headers.items()})
            made.targets.append(self.path)
            made.callers.add(self.client_address[1])
            self.send_response(made.status if self.path == "/secret" else 200)
            if made.status == 307:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(ANSWER)))
            self.end_headers()
            self.wfile.write(ANSWER)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def test_one_connection_is_enough(scene: Scene) -> None:
    node = JsonRpcNode(scene.url)
    assert [node.balance("0x1") for _ in range(5)] == [5] * 5
    assert len(scene.callers) == 1 and set(scene.targets) == {"/secret"}
    assert all(head["content-type"] == "application/json" for head in scene.heads)


@pytest.mark.parametrize("status", [400, 403, 500, 503])
def test_nothing_but_success_is_an_answer_and_nothing_is_asked_twice(
    scene: Scene, status: int
) -> None:
    scene.status = status
    with pytest.raises(ChainUnavailable) as caught:
        JsonRpcNode(scene.url).balance("0x1")
    assert "secret" not in caught.value.message
    assert len(scene.targets) == 1


def test_a_redirection_is_followed(scene: Scene) -> None:
    scene.status = 307
    assert JsonRpcNode(scene.url).balance("0x1") == 5
    assert scene.targets[0] == "/secret" and scene.targets[-1] == "/elsewhere"


def test_credentials_of_the_url(scene: Scene) -> None:
    url = scene.url.replace("//", "//me:pass%20word@")
    assert JsonRpcNode(url).balance("0x1") == 5
    assert scene.heads[0]["authorization"] == "Basic " + base64.b64encode(b"me:pass word").decode()
    assert "me" not in scene.heads[0]["host"]


def test_proxies_of_the_environment(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{scene.port}")
    assert JsonRpcNode("http://node.example/there").balance("0x1") == 5
    assert scene.targets == ["http://node.example/there"]
    monkeypatch.setenv("no_proxy", "node.invalid")
    with pytest.raises(ChainUnavailable):
        JsonRpcNode("http://node.invalid/there").balance("0x1")
    assert len(scene.targets) == 1


@pytest.mark.parametrize("url", ["node.example", "http://", "ftp://node.example"])
def test_a_url_that_leads_nowhere(url: str) -> None:
    with pytest.raises(ChainUnavailable):
        JsonRpcNode(url).balance("0x1")
