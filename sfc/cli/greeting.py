"""What `sfc serve` says once it listens: where it is, whose keys there are, what to try first."""

import json
import sys
from typing import TYPE_CHECKING

from sfc.cli.output import Output
from sfc.domain.ids import format_participant, format_receivable

if TYPE_CHECKING:
    from sfc.app.sandbox_world import World
    from sfc.bootstrap import System


def greet(output: Output, system: "System", url: str, world: "World | None") -> None:
    """Say it, in one line for scripts; keys only where they were made up for a sandbox."""
    is_sandbox = system.context.sandbox is not None
    key = system.operator_key if is_sandbox else None
    if output.as_json:
        about = {"url": url, "openapi": f"{url}/v1/openapi.json", "sandbox": is_sandbox}
        keys = {} if world is None else {"keys": _keys(world)}
        output.emit({**about, "operator_key": key, **keys}, one_line=True)
        sys.stdout.flush()
        return
    output.line(f"Service      {url}/v1")
    output.line(f"Description  {url}/v1/openapi.json")
    if key is None:
        return
    output.line(f"Operator key {key}   (made up for this run, not shown again)")
    if world is not None:
        output.line("\nA world to try things out in; its keys are not shown again:\n")
        for member in world.members:
            who = f"{member.participant.name} ({format_participant(member.participant.id)})"
            output.line(f"  {member.part:21} {who:29} {member.issued.secret}")
    lines = _with_key(url, key) if world is None else _with_world(url, world)
    output.line(f"\nTry it from another terminal:\n\n{lines}\n")


def _keys(world: "World") -> dict[str, str | None]:
    return {member.part: member.issued.secret for member in world.members}


def _with_key(url: str, key: str) -> str:
    body = (
        '{"name": "Anchor Motor", "legal_id": "91990000DEMA00013U", "roles": ["core_enterprise"]}'
    )
    return f"""  export SFC_URL={url} SFC_API_KEY={key}
  curl -s $SFC_URL/v1/health
  curl -s $SFC_URL/v1/participants -H "Authorization: Bearer $SFC_API_KEY" \\
       -H 'Content-Type: application/json' -H 'Idempotency-Key: 1' -d '{body}'
  sfc participants list"""


def _with_world(url: str, world: "World") -> str:
    """The bank sees what it is asked for and quotes on it, and the supplier sees the quote."""
    keys, asked = _keys(world), format_receivable(world.asks[0].receivable)
    quote = json.dumps({"receivable": asked, "annual_rate_percent": "5.4"})
    return f"""  curl -s {url}/v1/asks -H 'Authorization: Bearer {keys["bank"]}'
  curl -s {url}/v1/quotes -H 'Authorization: Bearer {keys["bank"]}' \\
       -H 'Content-Type: application/json' -H 'Idempotency-Key: {world.id}' -d '{quote}'
  curl -s '{url}/v1/quotes?receivable={asked}' -H 'Authorization: Bearer {keys["supplier"]}'"""
