"""Tells what in a newer OpenAPI description would break a client written for an older one.

A request may become laxer, an answer richer; never the other way round. References are followed;
what cannot be compared (a schema that became another kind of schema) counts as a break.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

METHODS = ("get", "put", "post", "patch", "delete")
_DRY_RUNS = [{"$ref": f"#/components/schemas/{name}"} for name in ("DryRun", "BulkDryRun")]
_UPPER = ("maximum", "maxLength", "maxItems", "exclusiveMaximum")
_LOWER = ("minimum", "minLength", "minItems", "exclusiveMinimum")


def breaks(before: Json, after: Json) -> list[str]:
    """Everything that breaks, each in a line; nothing for no older description."""
    return sorted(set(_paths(before, after)))


def _paths(before: Json, after: Json) -> Iterator[str]:
    for path, item in before.get("paths", {}).items():
        for method in METHODS:
            if (old := item.get(method)) is None:
                continue
            name = f"{method.upper()} {path}"
            if (new := after.get("paths", {}).get(path, {}).get(method)) is None:
                yield f"{name} is gone"
                continue
            yield from _operation(name, old, new, _Pair(before, after))


def _operation(name: str, old: Json, new: Json, pair: "_Pair") -> Iterator[str]:
    if old.get("operationId") != new.get("operationId"):
        yield f"{name} has another operationId"
    known = {(each["in"], each["name"]): each for each in old.get("parameters", ())}
    for each in new.get("parameters", ()):
        where = f"{name}, parameter {each['name']}"
        before = known.pop((each["in"], each["name"]), None)
        if each.get("required") and not (before and before.get("required")):
            yield f"{where} is required now"
        if before:
            yield from pair.sent(where, before["schema"], each["schema"])
    for _, lost in known:
        yield f"{name}, parameter {lost} is gone"
    yield from _body(name, old.get("requestBody"), new.get("requestBody"), pair)
    for status, answer in old["responses"].items():
        if not status.startswith("2"):
            continue
        if status not in new["responses"]:
            yield f"{name} no longer answers {status}"
            continue
        for kind, content in answer.get("content", {}).items():
            known_as = new["responses"][status].get("content", {})
            if kind not in known_as:
                yield f"{name} no longer answers {status} with {kind}"
            elif "schema" in content:
                where = f"{name}, answer {status}"
                answers = known_as[kind].get("schema", {})
                if not _may_be_tried(old):
                    answers = _done(answers)
                yield from pair.got(where, content["schema"], answers)


def _may_be_tried(operation: Json) -> bool:
    return any(each["name"] == "dry_run" for each in operation.get("parameters", ()))


def _done(answers: Json) -> Json:
    """What comes to a client that knows of no dry run, and so never asks for one."""
    either = [each for each in answers.get("anyOf", ()) if each not in _DRY_RUNS]
    return either[0] if len(either) == 1 else answers


def _body(name: str, old: Json | None, new: Json | None, pair: "_Pair") -> Iterator[str]:
    if new is None:
        if old is not None:
            yield f"{name} takes no body now"
        return
    if new.get("required") and not (old and old.get("required")):
        yield f"{name} needs a body now"
    for kind, content in (old or {}).get("content", {}).items():
        if kind not in new["content"]:
            yield f"{name} no longer takes {kind}"
        elif "schema" in content:
            where = f"{name}, body"
            yield from pair.sent(where, content["schema"], new["content"][kind].get("schema", {}))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two descriptions, and what their schemas say of one place."""

    before: Json
    after: Json

    def sent(self, where: str, old: Json, new: Json) -> Iterator[str]:
        """What a client sends by the older schema has to be good by the newer one."""
        yield from self._fits(where, old, new, sent=True, seen=frozenset())

    def got(self, where: str, old: Json, new: Json) -> Iterator[str]:
        """What a client gets by the newer schema has to be good by the older one."""
        yield from self._fits(where, old, new, sent=False, seen=frozenset())

    def _fits(
        self, where: str, old: Json, new: Json, *, sent: bool, seen: frozenset[tuple[str, str]]
    ) -> Iterator[str]:
        pair = old.get("$ref", ""), new.get("$ref", "")
        if all(pair):
            if pair in seen:
                return
            seen |= {pair}
        old, new = _resolved(self.before, old), _resolved(self.after, new)
        if "anyOf" in old or "anyOf" in new:
            yield from self._alternatives(where, old, new, sent=sent, seen=seen)
            return
        narrow, wide = (old, new) if sent else (new, old)
        if wide.get("type") not in (None, narrow.get("type")):
            yield f"{where} is {new.get('type', 'anything')}, was {old.get('type', 'anything')}"
            return
        if wide.get("const", narrow.get("const")) != narrow.get("const"):
            yield f"{where} has another constant"
        if "enum" in wide and not set(narrow.get("enum", [object()])) <= set(wide["enum"]):
            yield f"{where} {'takes fewer' if sent else 'may give more'} words"
        yield from _bounds(where, old, new, sent=sent)
        for name in wide.get("required", ()):
            if name not in narrow.get("required", ()):
                yield f"{where}.{name} {'is required now' if sent else 'may be missing now'}"
        for name, schema in old.get("properties", {}).items():
            if name not in new.get("properties", {}):
                yield f"{where}.{name} is gone"
                continue
            part = new["properties"][name]
            yield from self._fits(f"{where}.{name}", schema, part, sent=sent, seen=seen)
        if "items" in old and "items" in new:
            yield from self._fits(f"{where}[]", old["items"], new["items"], sent=sent, seen=seen)

    def _alternatives(
        self, where: str, old: Json, new: Json, *, sent: bool, seen: frozenset[tuple[str, str]]
    ) -> Iterator[str]:
        """Each that may come has to fit one of those that are understood."""
        olds, news = (each.get("anyOf", [each]) for each in (old, new))
        come, understood = (olds, news) if sent else (news, olds)
        for each in come:
            ways = [
                list(
                    self._fits(where, each, way, sent=True, seen=seen)
                    if sent
                    else self._fits(where, way, each, sent=False, seen=seen)
                )
                for way in understood
            ]
            if all(ways):
                yield min(ways, key=len)[0]


def _bounds(where: str, old: Json, new: Json, *, sent: bool) -> Iterator[str]:
    """Limits on what is sent may only widen; what is got, clients need not check."""
    if not sent:
        return
    for name in _UPPER:
        if name in new and new[name] < old.get(name, float("inf")):
            yield f"{where} has {name} {new[name]} now"
    for name in _LOWER:
        if name in new and new[name] > old.get(name, float("-inf")):
            yield f"{where} has {name} {new[name]} now"
    if "pattern" in new and new["pattern"] != old.get("pattern"):
        yield f"{where} has another pattern"


def _resolved(description: Json, schema: Json) -> Json:
    while "$ref" in schema:
        found: Any = description
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema
