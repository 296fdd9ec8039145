"""`sfc webhooks`: where events are sent to, and what became of them."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import AttemptView, WebhookChange, WebhookSecret, WebhookView

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
    output = Output(as_json)
    with connected(url) as client:
        found = client.webhooks()
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
    with connected(url) as client:
        made = client.add_webhook({"url": target, "types": cast("Any", types or [])})
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
    with connected(url) as client:
        made = client.rotate_secret(webhook, {"overlap_hours": overlap_hours})
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
    with connected(url) as client:
        client.remove_webhook(webhook)
    Output(as_json=False).line(f"{webhook} is removed")


@app.command()
def ping(webhook: Webhook, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Send an event that says nothing, and see what comes of it."""
    with connected(url) as client:
        answer = client.ping(webhook)
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
    output = Output(as_json)
    with connected(url) as client:
        page = client.deliveries(webhook, state=state, limit=limit, cursor=cursor)
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
    output = Output(as_json)
    with connected(url) as client:
        found = client.delivery(webhook, event)
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
    output = Output(as_json)
    with connected(url) as client:
        found = client.redeliver(webhook, event)
    if as_json:
        output.emit(found)
    else:
        output.line(f"{event} is sent again")


def _change(webhook: str, url: str, as_json: bool, *, enabled: bool) -> None:
    with connected(url) as client:
        before = client.webhook(webhook)
        types = cast("Any", before["types"])
        body: WebhookChange = {"url": before["url"], "types": types, "enabled": enabled}
        after = client.change_webhook(webhook, body)
    output = Output(as_json)
    if as_json:
        output.emit(after)
    else:
        output.line(f"{webhook} is {_state(after)}")


def _show_secret(output: Output, made: "WebhookSecret") -> None:
    if output.as_json:
        output.emit(made)
        return
    output.facts([["Webhook", made["webhook"]["id"]], ["Secret", str(made["secret"])]])
    output.line("The secret is not shown again: give it to what verifies the signatures.")


def _state(webhook: "WebhookView") -> str:
    if webhook["enabled"]:
        return "enabled"
    reason = webhook["disabled_reason"]
    return f"disabled: {reason}" if reason else "disabled"


def _said(attempt: "AttemptView") -> str:
    return attempt["reason"] or f"taken, {attempt['status']}"
