"""docs/sfc.http: current, readable as editors read it, and its life is lived by the service."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from scripts.http_collection import DESCRIPTION, FILE, collection
from tests.api.service import World, sandbox

_VARIABLE = re.compile(r"{{([^{}]+)}}")
_REQUEST = re.compile(
    r"^### (?P<title>[^\n=]+)\n"
    r"(?:# @name (?P<name>\w+)\n)?"
    r"(?P<method>[A-Z]+) (?P<target>\S+)\n"
    r"(?P<headers>(?:[\w-]+: [^\n]*\n)*)"
    r"(?:\n(?P<body>.*))?$",
    re.DOTALL,
)
Asked = dict[str, str]


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / FILE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def description(root: Path) -> Any:
    return json.loads((root / DESCRIPTION).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own() -> Iterator[World]:
    with sandbox() as made:
        yield made


def requests(text: str) -> list[Asked]:
    """What stands between the lines that begin with ###, but for headings."""
    parts = re.split(r"^(?=###)", text, flags=re.MULTILINE)[1:]
    found = [_REQUEST.match(part.rstrip() + "\n") for part in parts if "=====" not in part]
    assert all(found), [p for p, f in zip(parts, found, strict=False) if not f]
    return [{k: (v or "").strip() for k, v in each.groupdict().items()} for each in found if each]


class Editor:
    """Sends requests as an editor does: variables are what the file says, or what was answered."""

    def __init__(self, text: str, **given: str) -> None:
        self.values = dict(re.findall(r"^@(\w+) = (.*)$", text, flags=re.MULTILINE)) | given
        self.answers: dict[str, Any] = {}

    def filled(self, text: str) -> str:
        return _VARIABLE.sub(lambda found: self.filled(self._value(found[1])), text)

    def _value(self, name: str) -> str:
        if name == "$timestamp":
            return "1772323200"
        if name in self.values:
            return self.values[name]
        answer, _, path = name.partition(".response.body.$.")
        value = self.answers[answer]
        for step in path.split("."):
            value = value[step]
        return str(value)

    def send(self, http: httpx.Client, asked: Asked) -> httpx.Response:
        headers = dict(line.split(": ", 1) for line in self.filled(asked["headers"]).splitlines())
        content = self.filled(asked["body"]).encode()
        target = self.filled(asked["target"])
        answer = http.request(asked["method"], target, headers=headers, content=content)
        if asked["name"]:
            self.answers[asked["name"]] = answer.json()
        return answer


def test_it_is_what_the_description_says(text: str, description: Any) -> None:
    assert collection(description) == text, "make openapi"


def test_it_has_every_operation_and_every_variable(text: str, description: Any) -> None:
    found = requests(text)
    described = {
        (method.upper(), re.sub(r"{\w+}", "*", path))
        for path, item in description["paths"].items()
        for method in item
    }
    asked = {
        (
            each["method"],
            re.sub(r"{{\w+}}", "*", each["target"].removeprefix("{{url}}")).partition("?")[0],
        )
        for each in found
    }
    assert asked == described
    known = set(re.findall(r"^@(\w+) = ", text, flags=re.MULTILINE))
    named = {name for name in _VARIABLE.findall(text) if name.isidentifier()}
    assert named <= known
    for each in found:
        if each["body"] and not each["body"].startswith("<"):
            json.loads(each["body"])


def test_its_life_is_lived_and_its_reads_are_answered(text: str, own: World) -> None:
    due = (own.today + timedelta(120)).isoformat()
    editor = Editor(text, url=own.url, operator_key=own.operator.key, due=due)
    found = requests(text)
    life = [each for each in found if each["name"]]
    with httpx.Client(timeout=60) as http:
        for each in life:
            answer = editor.send(http, each)
            assert answer.is_success, (each["title"], answer.text)
        assert editor.answers["settled"]["receivable"]["status"] == "settled"
        reads = [each for each in found if each["method"] == "GET" and each not in life]
        for each in reads:
            if each["target"].endswith("/events/stream"):
                continue
            answer = editor.send(http, each)
            # an example's id is of nothing that is there, and the quote's units are sold
            may = answer.is_success or answer.json()["code"] in ("not_found", "amount_not_positive")
            assert may, (each["target"], answer.text)
        assert len(reads) > 70
