"""What became of privileged acts is logged before anybody is told."""

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sfc.api.state import Service
from sfc.domain.audit_log import Act


class Audited:
    """ASGI middleware. The door leaves what was asked for in the request's state."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def send_logged(message: Message) -> None:
            asked: Act | None = state.get("asked")
            if asked is not None and message["type"] == "http.response.start":
                outcome = replace(asked, outcome=str(message["status"]), detail={})
                await run_in_threadpool(self._log, outcome)
            await send(message)

        await self._app(scope, receive, send_logged)

    def _log(self, act: Act) -> None:
        self._service.callers.forget()
        access = self._service.context.access
        access.log.append(act, access.now())
