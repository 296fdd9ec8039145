"""`sfc serve`: the service, on an embedded chain of its own or on SFC_RPC_URL."""

import os
import signal
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.failures import Failure
from sfc.cli.greeting import greet
from sfc.cli.output import AsJson, Output

if TYPE_CHECKING:
    from sfc.app.sandbox_world import World
    from sfc.bootstrap import System
    from sfc.settings import Settings

_BACKLOG = 2048


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [127.0.0.1].")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on, 0 for any [8000].", min=0, max=65535)
    ] = None,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Insist on an embedded chain, and make a world on it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Run the service until it is interrupted; settings come from SFC_… in the environment.

    Without SFC_RPC_URL it deploys the contracts to an embedded chain of its own, holds the
    participants' keys, gives away cash and lets time pass on request: a sandbox. With --sandbox
    there are participants with keys, cash and invoices in it from the start.
    """
    output = Output(as_json)
    if sandbox and os.environ.get("SFC_RPC_URL"):
        raise Failure("settings_invalid", "SFC_RPC_URL names a chain: unset it for a sandbox")
    from sfc.settings import Settings

    settings = Settings.load(host=host, port=port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with (
        _listening(settings.host, settings.port) as listener,
        _opened(output, settings) as system,
    ):
        greet(output, system, _address(listener), _world(system) if sandbox else None)
        try:
            _run(settings, system, listener)
        except KeyboardInterrupt:
            output.aside("Stopped")


def _opened(output: Output, settings: "Settings") -> "System":
    from sfc.bootstrap import open_system

    with output.progress() as progress:
        task = progress.add_task("Reading blocks", total=None)
        return open_system(
            settings,
            watch=lambda reached, target: progress.update(task, completed=reached, total=target),
        )


def _world(system: "System") -> "World":
    from sfc.app.sandbox_world import make_world

    return make_world(system.context)


def _listening(host: str, port: int) -> socket.socket:
    """Take the address before anything else is done, so that what is taken is said at once."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
        # else an answer's body waits for its head to be acknowledged, 40 ms with many clients
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        message = f"cannot listen on {host} port {port}: {_reason(error)}"
        raise Failure("address_unusable", message) from None


def _reason(error: OSError) -> str:
    """What the system says, without what Python adds to it."""
    return str(error.strerror or error).partition(" (")[0]


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _run(settings: "Settings", system: "System", listener: socket.socket) -> None:
    from sfc.api.app import create_app
    from sfc.api.limits import Limits
    from sfc.api.server import Server, configured

    _log_aside(settings.log_level)
    app = create_app(system.context, system.operator_key, Limits.of(settings))
    app.state.standing.start()
    config = configured(
        app,
        log_level=settings.log_level,
        access_log=False,
        timeout_graceful_shutdown=settings.request_seconds,
    )
    Server(config, app.state.streams).run(sockets=[listener])


def _log_aside(level: str) -> None:
    """Log to standard error: in colour to a terminal, else a JSON object a line."""
    import structlog
    from structlog.typing import Processor

    processors = structlog.processors
    rendering: list[Processor]
    if sys.stderr.isatty():
        rendering = [structlog.dev.ConsoleRenderer()]
    else:
        rendering = [processors.format_exc_info, processors.JSONRenderer()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            processors.add_log_level,
            processors.TimeStamper(fmt="iso", utc=True),
            *rendering,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
