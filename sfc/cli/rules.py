"""`sfc rules`: dated rules of confirmation."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act, show
from sfc.cli.output import AsJson
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client.types import RuleForm

app = typer.Typer(name="rules", help="Dated rules of confirmation.", no_args_is_help=True)


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List rules in order of their dates, announced ones included."""
    show(
        url,
        as_json,
        lambda client: client.rules(),
        ["", "rule", "from", "to", ">most days", ">warning", ">most in use", ""],
        lambda e: [
            str(e["version"]),
            e["id"],
            e["valid_from"],
            e["valid_to"] or "",
            str(e["max_tenor_days"] or ""),
            str(e["warning_tenor_days"] or ""),
            e["max_line_minor"] or "",
            "in force" if e["in_force"] else "",
        ],
    )


@app.command()
def announce(
    rule: Annotated[str, typer.Argument(help="Its id, such as CN-77.")],
    valid_from: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")],
    valid_to: Annotated[str | None, typer.Option("--to", help="Last day; open by default.")] = None,
    tenor: Annotated[int | None, typer.Option(help="Most days to the due date.", min=1)] = None,
    warning: Annotated[int | None, typer.Option(help="Days above which to look.", min=1)] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Announce the next rule, in place of one that does not apply yet."""
    body: RuleForm = {
        "id": rule,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "max_tenor_days": tenor,
        "warning_tenor_days": warning,
    }
    act(
        url,
        as_json,
        lambda client: client.announce_rule(body),
        lambda e: f"{e['rule']['id']} is announced from {e['rule']['valid_from']} on",
    )
