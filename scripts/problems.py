"""Writes docs/problems, a page for each error code: `python -m scripts.problems`.

What a code says comes from its class, what to do about it from `sfc.api.advice`, and which
operations answer it from docs/openapi.json: write that first.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from sfc.api.advice import ADVICE, Retry
from sfc.api.statuses import meaning_of, status_of, title_of
from sfc.domain.errors import BY_CODE

DESCRIPTION = Path("docs/openapi.json")
FOLDER = Path("docs/problems")
INDEX = "README.md"
_CODE = re.compile(r"`([a-z0-9_]+)`")
_ASK_AGAIN = {
    Retry.LATER: "later",
    Retry.AFTER_A_CHANGE: "after a change",
    Retry.NEVER: "no",
}


def pages(description: Mapping[str, Any]) -> dict[str, str]:
    """Every page by the name of its file, and the list of all."""
    answered = _operations(description)
    everywhere = len({each for found in answered.values() for each in found})
    written = {
        f"{code}.md": _page(code, answered.get(code, ()), everywhere) for code in sorted(BY_CODE)
    }
    return {INDEX: _index(), **written}


def _operations(description: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """By code, the operations whose description names it."""
    found: dict[str, list[str]] = {}
    for path, operations in sorted(description["paths"].items()):
        for method, operation in operations.items():
            for code in _codes(operation):
                found.setdefault(code, []).append(f"{method.upper()} {path.removeprefix('/v1')}")
    return {code: sorted(set(named)) for code, named in found.items()}


def _codes(operation: Mapping[str, Any]) -> Iterable[str]:
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            yield from _CODE.findall(answer["description"])


def _page(code: str, operations: Sequence[str], everywhere: int) -> str:
    error, advice, status = BY_CODE[code], ADVICE[code], status_of(BY_CODE[code])
    lines = [
        f"# {title_of(code)}",
        "",
        f"`{code}` · {status.value} {status.phrase}",
        "",
        meaning_of(code),
        "",
        "## What to do",
        "",
        advice.text,
        "",
        f"**Ask again?** {advice.retry.meaning}",
        "",
        "## What it says",
        "",
        *(f"> {line}" for line in error.template.strip().splitlines()),
        "",
        _fields(code),
        "",
        "## Where it comes from",
        "",
        *_where(operations, everywhere),
    ]
    return "\n".join(lines) + "\n"


def _fields(code: str) -> str:
    named = [f"`{each.name}`" for each in fields(BY_CODE[code])]
    return f"`fields` has {', '.join(named)}." if named else "It has no `fields`."


def _where(operations: Sequence[str], everywhere: int) -> Iterable[str]:
    if not operations:
        return ["No operation by itself: the service's start, a command, or an item of a bulk."]
    if len(operations) > everywhere * 9 // 10:
        return [f"Nearly every operation: {len(operations)} of {everywhere}."]
    return [f"- `{each}`" for each in operations]


def _index() -> str:
    rows = [
        f"| [`{code}`]({code}.md) | {status_of(BY_CODE[code]).value} | "
        f"{_ASK_AGAIN[ADVICE[code].retry]} |"
        for code in sorted(BY_CODE)
    ]
    return "\n".join(
        [
            "# Problems",
            "",
            "Every refusal of the service, by its `code` (RFC 9457). The service explains them",
            "too: `GET /v1/problems/{code}`.",
            "",
            "| code | status | ask again? |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> None:
    """Write all pages, and remove those of codes that are no more."""
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    FOLDER.mkdir(exist_ok=True)
    written = pages(description)
    for old in FOLDER.glob("*.md"):
        if old.name not in written:
            old.unlink()
    for name, page in written.items():
        (FOLDER / name).write_text(page, encoding="utf-8")
    print(f"{FOLDER}: {len(written)} pages")


if __name__ == "__main__":
    main()
