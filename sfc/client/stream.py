"""Server-sent events, as the HTML standard has them, followed from one stream into the next."""

import json
from dataclasses import replace
from typing import Any

from sfc.client.conversation import Ask, Came, Patience, pause_after


class Reader:
    """Reads streams line by line. `ask` is what to ask for to go on after the last event."""

    def __init__(self, ask: Ask, patience: Patience) -> None:
        self.ask = ask.placed()
        self._patience = patience
        self._failed = 0
        self._id = ""
        self._data: list[str] = []

    def read(self, line: str) -> dict[str, Any] | None:
        """Take a line without its end; the event that it completes, if it does."""
        if line:
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "data":
                self._data.append(value)
            elif name == "id":
                self._id = value
            return None
        data, self._data = self._data, []
        if not data:
            return None
        self._failed = 0
        self.ask = replace(self.ask, headers={**self.ask.headers, "Last-Event-ID": self._id})
        event: dict[str, Any] = json.loads("\n".join(data))
        return event

    def ended(self, came: Came) -> float:
        """How long to wait before the next stream; `came` is None where one ended in good order.

        Raises as `pause_after` does.
        """
        self._data = []
        if came is None:
            return self._patience.first
        pause = pause_after(came, self._failed, self._patience)
        self._failed += 1
        return pause
