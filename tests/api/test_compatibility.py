"""What breaks clients is told apart from what does not; the committed description is the API's."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from scripts.compatibility import breaks
from scripts.openapi import FILE, generated, written

Json = dict[str, Any]

BEFORE: Json = {
    "paths": {
        "/a": {
            "post": {
                "operationId": "make",
                "parameters": [{"in": "query", "name": "q", "schema": {"type": "string"}}],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/In"}}
                    },
                },
                "responses": {
                    "201": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Out"}}
                        }
                    },
                    "400": {"content": {}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "In": {
                "type": "object",
                "required": ["a"],
                "properties": {
                    "a": {"type": "string", "maxLength": 10},
                    "b": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                },
            },
            "Out": {
                "type": "object",
                "required": ["x"],
                "properties": {
                    "x": {"enum": ["one", "two"], "type": "string"},
                    "next": {"$ref": "#/components/schemas/Out"},
                    "y": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                },
            },
        }
    },
}


def operation(of: Json) -> Json:
    found: Json = of["paths"]["/a"]["post"]
    return found


def schema(of: Json, name: str) -> Json:
    found: Json = of["components"]["schemas"][name]
    return found


Change = Callable[[Json], object]


def may_be_tried(of: Json, schema: Json) -> None:
    """Another answer, for who asks for it."""
    of["components"]["schemas"]["DryRun"] = {"type": "object"}
    content = operation(of)["responses"]["201"]["content"]["application/json"]
    content["schema"] = {"anyOf": [content["schema"], {"$ref": "#/components/schemas/DryRun"}]}
    operation(of)["parameters"].append({"in": "query", "name": "dry_run", "schema": schema})


@pytest.mark.parametrize(
    "change",
    [
        lambda api: api["paths"].pop("/a"),
        lambda api: operation(api).update(operationId="other"),
        lambda api: operation(api)["parameters"].clear(),
        lambda api: operation(api)["parameters"][0].update(required=True),
        lambda api: operation(api)["parameters"][0].update(schema={"type": "integer"}),
        lambda api: operation(api)["parameters"].append(
            {"in": "header", "name": "new", "required": True, "schema": {}}
        ),
        lambda api: operation(api).pop("requestBody"),
        lambda api: operation(api)["responses"].pop("201"),
        lambda api: operation(api)["responses"]["201"]["content"].clear(),
        lambda api: schema(api, "In")["required"].append("b"),
        lambda api: schema(api, "In")["properties"].pop("b"),
        lambda api: schema(api, "In")["properties"]["a"].update(maxLength=9),
        lambda api: schema(api, "In")["properties"]["a"].update(pattern="^a"),
        lambda api: schema(api, "In")["properties"]["b"]["anyOf"].pop(),
        lambda api: schema(api, "Out")["properties"].pop("x"),
        lambda api: schema(api, "Out")["required"].clear(),
        lambda api: schema(api, "Out")["properties"]["x"]["enum"].append("three"),
        lambda api: schema(api, "Out")["properties"]["y"]["anyOf"].append({"type": "string"}),
    ],
)
def test_what_breaks(change: Change) -> None:
    after = copy.deepcopy(BEFORE)
    change(after)
    assert breaks(BEFORE, after)


@pytest.mark.parametrize(
    "change",
    [
        lambda api: api["paths"].update({"/b": {"get": {}}}),
        lambda api: operation(api)["parameters"].append({"in": "query", "name": "r", "schema": {}}),
        lambda api: may_be_tried(api, {"type": "boolean"}),
        lambda api: operation(api)["requestBody"].update(required=False),
        lambda api: schema(api, "In").update(required=[]),
        lambda api: schema(api, "In")["properties"].update(c={"type": "string"}),
        lambda api: schema(api, "In")["properties"]["a"].update(maxLength=11),
        lambda api: schema(api, "In")["properties"]["b"]["anyOf"].append({"type": "string"}),
        lambda api: schema(api, "Out")["properties"].update(z={"type": "string"}),
        lambda api: schema(api, "Out")["required"].append("y"),
        lambda api: schema(api, "Out")["properties"]["x"]["enum"].pop(),
        lambda api: schema(api, "Out")["properties"]["y"]["anyOf"].pop(),
    ],
)
def test_what_does_not(change: Change) -> None:
    after = copy.deepcopy(BEFORE)
    change(after)
    assert breaks(BEFORE, after) == []
    assert after != BEFORE


def test_the_committed_description_is_that_of_the_api() -> None:
    committed = FILE.read_text(encoding="utf-8")
    now = generated()
    assert breaks(json.loads(committed), now) == [], (
        "if that is meant: make openapi ARGS=--breaking"
    )
    assert written(now) == committed, "make openapi"
