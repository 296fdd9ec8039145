"""Writes the generated half of `sfc.client` from docs/openapi.json: types and operations.

`make openapi` runs it. The other half, how requests are carried through, is written by hand.
"""

import json
import keyword
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.compatibility import METHODS
from scripts.openapi import FILE

FOLDER = Path(__file__).parents[1] / "sfc" / "client"
NOTE = "Written by scripts/client.py from docs/openapi.json: change that, not this."

Json = dict[str, Any]

_SIMPLE = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
    "array": "list[Any]",
}
_EACH = {
    False: '            yield from page["data"]\n',
    True: '            for each in page["data"]:\n                yield each\n',
}
_ABSTRACT = '''\
class {prefix}Operations(ABC):
    """Every operation of the service{about}."""

    @abstractmethod
    {does} _call(self, ask: Ask) -> Any:
        """Ask for JSON."""

    @abstractmethod
    {does} _file(self, ask: Ask) -> bytes:
        """Ask for a file."""

    @abstractmethod
    def _follow(self, ask: Ask) -> {iterator}[dict[str, Any]]:
        """Ask for a stream of events."""'''
_BY_CLIENT = {"authorization", "content-type", "dry_run", "last-event-id"}
_STREAM = "text/event-stream"


def sources(description: Json) -> dict[str, str]:
    """What each generated module says, by file name, formatted."""
    made = {
        "types.py": _types(description),
        "operations.py": _operations(description, is_async=False),
        "operations_async.py": _operations(description, is_async=True),
    }
    return {name: _formatted(text) for name, text in made.items()}


def main() -> int:
    """Write the modules."""
    for name, text in sources(json.loads(FILE.read_text(encoding="utf-8"))).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def _types(description: Json) -> str:
    schemas = description["components"]["schemas"]
    parts = [
        f'"""The JSON of the service, as types. {NOTE}"""',
        "from typing import Any, Literal, NotRequired, TypedDict",
    ]
    parts += [_type(_name(name), schema) for name, schema in sorted(schemas.items())]
    return "\n\n".join(parts) + "\n"


def _type(name: str, schema: Json) -> str:
    about = _line(schema.get("description") or schema.get("title") or name).rstrip(".") + "."
    if "properties" not in schema:
        return f'{name} = {_hint(schema, quoted=True)}\n"""{about}"""'
    required = schema.get("required", ())
    fields = {
        key: _hint(part, quoted=True)
        if key in required
        else f"NotRequired[{_hint(part, quoted=True)}]"
        for key, part in schema["properties"].items()
    }
    if all(key.isidentifier() and not keyword.iskeyword(key) for key in fields):
        lines = "\n".join(f"    {key}: {hint}" for key, hint in fields.items())
        return f'class {name}(TypedDict):\n    """{about}"""\n\n{lines}'
    written = ", ".join(f"{key!r}: {hint}" for key, hint in fields.items())
    return f'{name} = TypedDict("{name}", {{{written}}})\n"""{about}"""'


def _hint(schema: Json, *, quoted: bool = False) -> str:
    """The Python type of a schema; `quoted` for names that may not be there yet."""
    if "$ref" in schema:
        name = _name(schema["$ref"].rpartition("/")[2])
        return f'"{name}"' if quoted else f"t.{name}"
    for of in ("anyOf", "oneOf"):
        if of in schema:
            hints = dict.fromkeys(_hint(each, quoted=False) for each in schema[of])
            union = " | ".join(hints)
            return f'"{union.replace("t.", "")}"' if quoted and "t." in union else union
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(map(repr, schema['enum']))}]"
    if schema.get("type") == "array" and schema.get("items"):
        return f"list[{_hint(schema['items'], quoted=quoted)}]"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"dict[str, {_hint(schema['additionalProperties'], quoted=quoted)}]"
    return _SIMPLE.get(schema.get("type", ""), "Any")


def _operations(description: Json, *, is_async: bool) -> str:
    prefix, about = ("Async", ", for asyncio") if is_async else ("", "")
    iterator = f"{prefix}Iterator"
    parts = [
        f'"""The operations of the service{about}. {NOTE}"""',
        "from abc import ABC, abstractmethod\n"
        f"from collections.abc import {iterator}\n"
        "from typing import Any, Literal, cast\n\n"
        "from sfc.client import types as t\n"
        "from sfc.client.conversation import Ask, quoted",
        _ABSTRACT.format(
            prefix=prefix, about=about, does="async def" if is_async else "def", iterator=iterator
        ),
    ]
    parts += [
        text
        for operation in _described(description)
        for text in (
            operation.method(is_async=is_async),
            operation.dry_run(is_async=is_async),
            operation.pages(is_async=is_async),
        )
        if text
    ]
    return "\n\n".join(parts) + "\n"


def _described(description: Json) -> Iterator["_Operation"]:
    for path, item in description["paths"].items():
        for method in METHODS:
            if method in item:
                yield _Operation(path, method, item[method], description)


class _Operation:
    """One operation, as a method."""

    def __init__(self, path: str, method: str, about: Json, description: Json) -> None:
        self._path, self._method, self._about = path, method, about
        self._schemas = description["components"]["schemas"]
        every = about.get("parameters", ())
        self._may_be_tried = any(each["name"] == "dry_run" for each in every)
        parameters = [each for each in every if each["name"].lower() not in _BY_CLIENT]
        self._in_path = [each for each in parameters if each["in"] == "path"]
        self._rest = sorted(
            (each for each in parameters if each["in"] in ("query", "header")),
            key=lambda each: not self._must(each),
        )
        content = about.get("requestBody", {}).get("content", {})
        self._body = content.get("application/json", {}).get("schema")
        self._kinds = [] if self._body else list(content)
        self._needs_body = about.get("requestBody", {}).get("required", False)

    def method(self, *, is_async: bool) -> str:
        """The method that calls it once."""
        return self._calling(self._about["operationId"], self._returns(), "", is_async=is_async)

    def dry_run(self, *, is_async: bool) -> str:
        """For what can be tried out, the method that does so."""
        if not self._may_be_tried:
            return ""
        name = f"try_{self._about['operationId']}"
        return self._calling(name, self._answer()[1], "'dry_run': True", is_async=is_async)

    def _calling(self, name: str, returns: str, query: str, *, is_async: bool) -> str:
        ask, waits = self._ask(query), is_async
        if self._streams():
            waits, returns = False, f"{'Async' if is_async else ''}Iterator[dict[str, Any]]"
            result = f"return self._follow({ask})"
        elif returns == "bytes":
            result = f"return {'await ' if is_async else ''}self._file({ask})"
        else:
            call = f"{'await ' if is_async else ''}self._call({ask})"
            result = {"None": call, "Any": f"return {call}"}.get(
                returns, f'return cast("{returns}", {call})'
            )
        return (
            f"    {'async ' if waits else ''}def {name}"
            f"(self, {self._signature()}) -> {returns}:\n"
            f"        {self._doc(is_trial=bool(query))}\n        {result}"
        )

    def _streams(self) -> bool:
        return _STREAM in self._about["responses"].get("200", {}).get("content", {})

    def pages(self, *, is_async: bool) -> str:
        """For a list in pages, the method that goes through all of them."""
        item = self._item()
        if item is None:
            return ""
        name, kept = self._about["operationId"], [p for p in self._rest if p["name"] != "cursor"]
        given = [_variable(each) for each in self._in_path]
        given += [f"{_variable(each)}={_variable(each)}" for each in kept]
        do, wait, kind = (
            ("async def", "await ", "AsyncIterator") if is_async else ("def", "", "Iterator")
        )
        return (
            f"    {do} iter_{name}(self, {self._signature(without='cursor')}) -> {kind}[{item}]:\n"
            f'        """All items of `{name}`, page by page."""\n'
            f"        cursor = None\n"
            f"        while True:\n"
            f"            page = {wait}self.{name}({', '.join([*given, 'cursor=cursor'])})\n"
            f"{_EACH[is_async]}"
            f'            if (cursor := page["next_cursor"]) is None:\n'
            f"                return"
        )

    def _signature(self, without: str = "") -> str:
        first = [f"{_variable(each)}: {_hint(each['schema'])}" for each in self._in_path]
        if self._body:
            hint = _hint(self._body)
            first.append(f"body: {hint}" if self._needs_body else f"body: {hint} | None = None")
        if self._kinds:
            first.append("content: bytes")
        named = []
        for each in self._rest:
            if each["name"] == without:
                continue
            hint = _hint(each["schema"])
            named.append(
                f"{_variable(each)}: {hint}"
                if self._must(each)
                else f"{_variable(each)}: {hint}{'' if 'None' in hint else ' | None'} = None"
            )
        if self._kinds:
            kinds = ", ".join(map(repr, self._kinds))
            named.append(f"content_type: Literal[{kinds}] = {self._kinds[0]!r}")
        return ", ".join([*first, *(["*", *named] if named else [])])

    def _ask(self, query: str) -> str:
        path = re.sub(
            r"\{(\w+)\}", lambda found: "{quoted(" + _identifier(found[1]) + ")}", self._path
        )
        written = f'f"{path}"' if self._in_path else f'"{path}"'
        parts = [f'"{self._method.upper()}"', written]
        for where, word in (("query", "query"), ("header", "headers")):
            items = [f"{p['name']!r}: {_variable(p)}" for p in self._rest if p["in"] == where]
            if where == "query" and query:
                items.append(query)
            if where == "header" and self._kinds:
                items.append("'Content-Type': content_type")
            if items:
                parts.append(f"{word}={{{', '.join(items)}}}")
        if self._body:
            parts.append("body=body")
        if self._kinds:
            parts.append("content=content")
        return f"Ask({', '.join(parts)})"

    def _returns(self) -> str:
        """What it gives when it is not only tried."""
        return self._answer()[0]

    def _answer(self) -> tuple[str, str]:
        """What it gives, and what it gives when it is only tried."""
        tried = "t.DryRun"
        for status, answer in sorted(self._about["responses"].items()):
            if status in ("200", "201"):
                content = answer.get("content", {})
                schema = content.get("application/json", {}).get("schema", {})
                if "application/json" in content and schema.get("format") != "binary":
                    hint = _hint(schema)
                    if hint == tried:
                        continue
                    for form in ("t.DryRun", "t.BulkDryRun"):
                        if hint.endswith(f" | {form}"):
                            return hint.removesuffix(f" | {form}"), form
                    return hint, tried
                return ("bytes" if content else "Any"), tried
        return "Any", tried

    def _item(self) -> str | None:
        """What a list in pages consists of."""
        found = re.fullmatch(r"t\.(\w+)", self._returns())
        schemas = {_name(name): schema for name, schema in self._schemas.items()}
        properties = schemas.get(found[1], {}).get("properties", {}) if found else {}
        if not any(each["name"] == "cursor" for each in self._rest) or "data" not in properties:
            return None
        return _hint(properties["data"]["items"])

    def _doc(self, *, is_trial: bool) -> str:
        name = self._about["operationId"]
        if is_trial:
            return f'"""Say what `{name}` would do, and do nothing."""'
        lines = [_line(str(self._about.get("summary", name))).rstrip(".") + "."]
        if about := self._about.get("description"):
            lines += about.strip().replace("\\", "\\\\").split("\n\n")
        return '"""' + "\n\n        ".join(lines) + ('\n        """' if len(lines) > 1 else '"""')

    @staticmethod
    def _must(parameter: Json) -> bool:
        """Required, and not what the client adds by itself."""
        return bool(parameter.get("required")) and parameter["name"] != "Idempotency-Key"


def _variable(parameter: Json) -> str:
    return _identifier(parameter["name"])


def _identifier(name: str) -> str:
    found = re.sub(r"\W", "_", name).lower()
    return f"{found}_" if keyword.iskeyword(found) else found


def _name(schema: str) -> str:
    """A class's name: `Page_AskView_` is PageAskView; of two modules, `sfc__…__books__View`."""
    words = "_".join(schema.split("__")[-2:]) if schema.startswith("sfc__") else schema
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"\W|_", words))


def _line(text: str) -> str:
    return " ".join(text.split()).replace('"""', "'''").replace("\\", "\\\\")


def _formatted(text: str) -> str:
    """As `make format` would have it."""
    ruff = [sys.executable, "-m", "ruff"]
    for command in (
        ["check", "--fix-only", "--quiet", "--select", "F401,W,I,UP"],
        ["format", "--quiet"],
    ):
        done = subprocess.run(
            [*ruff, *command, "--stdin-filename", "generated.py", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        text = done.stdout
    return text


if __name__ == "__main__":
    sys.exit(main())
