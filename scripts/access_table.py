"""Writes the table in docs/access.md from `sfc.api.access`: `python -m scripts.access_table`."""

from pathlib import Path

from sfc.api import create_app
from sfc.api.access import ACCESS, CALLERS, Access, operations
from sfc.bootstrap import open_sandbox
from sfc.settings import Settings

PAGE = Path("docs/access.md")
BEGIN, END = "<!-- table -->\n", "<!-- end of the table -->"
YES, NO = "●", ""
HEADINGS = (
    *("operation", "scope", *CALLERS.values()),
    *("while suspended", "second person", "logged"),
)


def table() -> str:
    """The table: a row for each operation of the service, sandbox included."""
    with open_sandbox(Settings()) as system:
        routes = create_app(system.context, system.operator_key).routes
        found = sorted((path, method, name) for method, path, name in operations(routes))
    rows = [_row(method, path, ACCESS[name]) for path, method, name in found]
    lines = [HEADINGS, ["---"] * 2 + [":-:"] * (len(CALLERS) + 1) + ["---", ":-:"], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def written(page: str, new: str) -> str:
    """The page with another table."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{new}{END}{rest.partition(END)[2]}"


def _row(method: str, path: str, access: Access) -> list[str]:
    return [
        f"`{method} {path.removeprefix('/v1')}`",
        f"`{access.scope}`" if access.scope else "anybody",
        *(_mark(role in access.who) for role in CALLERS),
        _mark(access.suspended),
        access.second or "",
        _mark(access.logged),
    ]


def _mark(is_so: bool) -> str:
    return YES if is_so else NO


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), table()), encoding="utf-8")
