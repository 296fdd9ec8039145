"""How commands are told which service to talk to; the client itself is loaded when it is needed."""

from typing import Annotated

import typer

KEY = "SFC_API_KEY"
DEFAULT_URL = "http://127.0.0.1:8000"

Url = Annotated[
    str, typer.Option("--url", envvar="SFC_URL", help=f"The service. Its API key: {KEY}.")
]
"""Which service to talk to."""
