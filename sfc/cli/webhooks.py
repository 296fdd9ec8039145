"""`sfc webhooks`: where events are sent to, and what became of them."""

import secrets
from typing import Annotated, Any, Literal

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url

app = typer.Typer(name="webhooks", help="Where events are sent to.", no_args_is_help=True)

Webhook = Annotated[str, typer.Argument(help="Its id, whk_…")]
Event = Annotated[str, typer.Argument(help="The event's id, evt_…")]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="Only this type of event; may be repeated.")
]
State = Literal["waiting", "done"]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List webhooks, the oldest first."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        found = client.get("/webhooks")
    if as_json:
        output.emit(found)
        return
    rows = [
        [each["id"], each["url"], ", ".join(each["types"]) or "all", _state(each)]
        for each in found["data"]
    ]
    output.table(["webhook", "url", "events", "state"], rows)


@app.command()
def add(
    target: Annotated[str, typer.Argument(help="Where to send, by https.")],
    types: Types = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Have events sent to a URL from now on; shows the secret that signs, this once."""
    from sfc.cli.client import connected

    with connected(url) as client:
        body = {"url": target, "types": types or []}
        made = client.post("/webhooks", body, secrets.token_hex(16))
    _show_secret(Output(as_json), made)


@app.command()
def rotate(
    webhook: Webhook,
    overlap_hours: Annotated[
        int, typer.Option(help="How long the secret of before signs too.", min=0, max=168)
    ] = 24,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Sign with another secret; shows it, this once."""
    from sfc.cli.client import connected

    with connected(url) as client:
        body = {"overlap_hours": overlap_hours}
        made = client.post(f"/webhooks/{webhook}/rotate", body, secrets.token_hex(16))
    _show_secret(Output(as_json), made)


@app.command()
def enable(webhook: Webhook, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Send there again: first what waits, in order."""
    _change(webhook, url, as_json, enabled=True)


@app.command()
def disable(webhook: Webhook, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Send nothing there until it is enabled again."""
    _change(webhook, url, as_json, enabled=False)


@app.command()
def remove(webhook: Webhook, url: Url = DEFAULT_URL) -> None:
    """Send nothing there any more, and forget what was sent."""
    from sfc.cli.client import connected

    with connected(url) as client:
        client.remove(f"/webhooks/{webhook}")
    Output(as_json=False).line(f"{webhook} is removed")


@app.command()
def ping(webhook: Webhook, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Send an event that says nothing, and see what comes of it."""
    from sfc.cli.client import connected

    with connected(url) as client:
        answer = client.post(f"/webhooks/{webhook}/ping", {}, secrets.token_hex(16))
    output = Output(as_json)
    if as_json:
        output.emit(answer)
    else:
        output.line(_said(answer["log"][-1]))


@app.command()
def deliveries(
    webhook: Webhook,
    state: Annotated[State | None, typer.Option(help="All of them by default.")] = None,
    limit: Annotated[int, typer.Option(help="Most to list.", min=1, max=200)] = 50,
    cursor: Annotated[str | None, typer.Option(help="next_cursor of the page before.")] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List what was or is to be sent, newest first."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        path = f"/webhooks/{webhook}/deliveries"
        page = client.get(path, state=state, limit=limit, cursor=cursor)
    if as_json:
        output.emit(page)
        return
    rows = [
        [
            each["event"],
            each["type"],
            each["state"],
            str(each["attempts"]),
            each["delivered"] or each["next_attempt"] or "",
        ]
        for each in page["data"]
    ]
    output.table(["event", "type", "state", ">attempts", "delivered, or next attempt"], rows)
    if page["next_cursor"]:
        output.aside(f"There are more: --cursor {page['next_cursor']}")


@app.command()
def log(webhook: Webhook, event: Event, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Show all attempts to send an event."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        found = client.get(f"/webhooks/{webhook}/deliveries/{event}")
    if as_json:
        output.emit(found)
        return
    rows = [[each["at"], str(each["milliseconds"]), _said(each)] for each in found["log"]]
    output.table(["at", ">ms", "what came of it"], rows)


@app.command()
def redeliver(
    webhook: Webhook, event: Event, url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Send an event again, with the id of before."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        path = f"/webhooks/{webhook}/deliveries/{event}/redeliver"
        found = client.post(path, {}, secrets.token_hex(16))
    if as_json:
        output.emit(found)
    else:
        output.line(f"{event} is sent again")


def _change(webhook: str, url: str, as_json: bool, *, enabled: bool) -> None:
    from sfc.cli.client import connected

    with connected(url) as client:
        before = client.get(f"/webhooks/{webhook}")
        body = {"url": before["url"], "types": before["types"], "enabled": enabled}
        after = client.put(f"/webhooks/{webhook}", body)
    output = Output(as_json)
    if as_json:
        output.emit(after)
    else:
        output.line(f"{webhook} is {_state(after)}")


def _show_secret(output: Output, made: dict[str, Any]) -> None:
    if output.as_json:
        output.emit(made)
        return
    output.facts([["Webhook", made["webhook"]["id"]], ["Secret", made["secret"]]])
    output.line("The secret is not shown again: give it to what verifies the signatures.")


def _state(webhook: dict[str, Any]) -> str:
    if webhook["enabled"]:
        return "enabled"
    reason = webhook["disabled_reason"]
    return f"disabled: {reason}" if reason else "disabled"


def _said(attempt: dict[str, Any]) -> str:
    return attempt["reason"] or f"taken, {attempt['status']}"
