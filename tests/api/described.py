"""The committed description, as a test reads it: operations, their examples, and what fits."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
from jsonschema_rs import Draft202012Validator

from scripts.openapi import FILE

Json = dict[str, Any]
DESCRIPTION: Json = json.loads(FILE.read_text(encoding="utf-8"))
SCHEMAS: Json = DESCRIPTION["components"]["schemas"]


@dataclass(frozen=True)
class Described:
    """One operation."""

    method: str
    path: str
    spec: Json

    @property
    def name(self) -> str:
        return str(self.spec["operationId"])

    @property
    def names(self) -> list[str]:
        """The names in its address."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def takes_key(self) -> bool:
        """Whether it is a write that is done once for each `Idempotency-Key`."""
        return any(each["name"] == "Idempotency-Key" for each in self.spec.get("parameters", ()))

    def body(self) -> tuple[str, Any] | None:
        """The media type and first example of its body, if it takes one. Raises LookupError."""
        if (body := self.spec.get("requestBody")) is None:
            return None
        for kind, content in body["content"].items():
            if found := _examples(content):
                return kind, found[0]
        raise LookupError(f"{self.name} has no example of its body")

    def parameters(self, place: str) -> dict[str, Any]:
        """The examples of what it needs in the query or the headers. Raises LookupError."""
        return {
            each["name"]: _example(self.name, each)
            for each in self.spec.get("parameters", ())
            if each["in"] == place and each.get("required")
        }

    def check(self, response: httpx.Response) -> None:
        """Fail unless the answer is one that is described, in the form that is described."""
        status = str(response.status_code)
        assert status in self.spec["responses"], f"{status} is not described: {response.text}"
        content = self.spec["responses"][status].get("content", {})
        kind = response.headers.get("content-type", "").partition(";")[0]
        if not response.content:
            assert not content, f"{status} without a body"
            return
        assert kind in content, f"{kind} is not described for {status}, but {list(content)}"
        if kind.endswith("json") and (schema := content[kind].get("schema")):
            validator(json.dumps(schema)).validate(response.json())


@cache
def validator(schema: str) -> Draft202012Validator:
    """What tells whether something fits a schema of the description, given as JSON."""
    return Draft202012Validator(json.loads(schema) | {"components": {"schemas": SCHEMAS}})


def operations() -> Iterator[Described]:
    """All operations."""
    for path, item in DESCRIPTION["paths"].items():
        for method, spec in item.items():
            yield Described(method.upper(), path, spec)


def replaced(example: Any, change: Callable[[str], str]) -> Any:
    """An example with every text in it changed."""
    match example:
        case dict():
            return {name: replaced(value, change) for name, value in example.items()}
        case list():
            return [replaced(value, change) for value in example]
        case str():
            return change(example)
        case _:
            return example


def _example(name: str, parameter: Json) -> Any:
    if found := _examples(parameter):
        return found[0]
    raise LookupError(f"{name} has no example of {parameter['name']}")


def _examples(place: Json) -> list[Any]:
    if "example" in place:
        return [place["example"]]
    schema = place.get("schema", {})
    if "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    return list(schema.get("examples") or ())
