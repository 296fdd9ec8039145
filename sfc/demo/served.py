"""The story's system as a service on this machine, and programs that call it by their keys."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sfc.app.credentials import first_credential
from sfc.bootstrap import System
from sfc.client import Client
from sfc.demo.cast import Player
from sfc.domain.ids import ParticipantId, format_participant


class Programs:
    """What players run on machines of their own: they know the service's address and a key."""

    def __init__(self, system: System, url: str, open_: ExitStack) -> None:
        self._system = system
        self._url = url
        self._open = open_
        self._clients: dict[ParticipantId, Client] = {}

    def of(self, player: Player) -> Client:
        """The program of a player; its key is made when it is first used."""
        if player.id not in self._clients:
            party = format_participant(player.id)
            issued = first_credential(self._system.context.access, party, None, hold=False)
            client = self._open.enter_context(Client(self._url, issued.secret))
            self._clients[player.id] = client
        return self._clients[player.id]


@contextmanager
def served(system: System) -> Iterator[Programs]:
    """Serve the system on a free port of this machine until the end of the block."""
    import structlog
    import uvicorn

    from sfc.api import create_app
    from sfc.api.server import configured

    app = create_app(system.context, system.operator_key)
    config = configured(app, port=0, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    usual = structlog.get_config()
    # the story is told on the terminal, and nothing else
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("critical"))
    thread.start()
    try:
        while not server.started:
            time.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        with ExitStack() as open_:
            yield Programs(system, f"http://127.0.0.1:{port}", open_)
    finally:
        server.should_exit = True
        thread.join()
        structlog.configure(**usual)
