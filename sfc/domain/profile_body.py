"""A ledger's profile as plain data: what the API, files and the database hold of it."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from sfc.domain.errors import ProfileMalformed
from sfc.domain.ledger_profile import Column, Constant, LedgerProfile

LONGEST_NAME = 64
_NAME = re.compile(rf"[a-z0-9][a-z0-9._-]{{0,{LONGEST_NAME - 1}}}")
_COLUMNS_ONLY = ("number", "issue_date", "due_date", "amount")
_ENTRIES = (*_COLUMNS_ONLY, "seller", "buyer", "currency", "seller_name", "buyer_name")
_OPTIONS = tuple(f for f in fields(LedgerProfile) if f.name not in (*_ENTRIES, "name"))
_OPTIONAL = ("seller_name", "buyer_name")


def profile_from(name: str, body: Mapping[str, Any]) -> LedgerProfile:
    """Read a profile from plain data: `columns` and `constants` by field, and the options by name.

    Raises ProfileMalformed, which names the field at fault and what would be right.
    """
    if not _NAME.fullmatch(name):
        raise ProfileMalformed("name", f"{name!r} is not 1 to 64 of a-z 0-9 . _ -")
    columns, constants = (_texts(body, part) for part in ("columns", "constants"))
    options = {field.name for field in _OPTIONS}
    for given in body:
        if given not in {"columns", "constants", *options}:
            known = ", ".join(("columns", "constants", *sorted(options)))
            raise ProfileMalformed(given, f"there is no such option: use {known}")
    for field in (*columns, *constants):
        if field not in _ENTRIES:
            raise ProfileMalformed(field, f"there is no such field: use {', '.join(_ENTRIES)}")
        if field in columns and field in constants:
            raise ProfileMalformed(field, "is a column or a constant, not both")
        if field in constants and field in _COLUMNS_ONLY:
            raise ProfileMalformed(field, "differs from row to row: name its column")
    entries: dict[str, Any] = {f: Column(text) for f, text in columns.items()}
    entries |= {f: Constant(text) for f, text in constants.items()}
    for field in _ENTRIES:
        if field not in entries and field not in _OPTIONAL:
            raise ProfileMalformed(field, "is missing: name its column, or a constant")
    for option in _OPTIONS:
        value = body.get(option.name, option.default)
        if not isinstance(value, type(option.default)) or isinstance(value, bool):
            raise ProfileMalformed(option.name, f"{value!r} is no {type(option.default).__name__}")
    chosen = {option: body[option] for option in options if option in body}
    try:
        return LedgerProfile(name=name, **entries, **chosen)
    except ValueError as error:
        raise ProfileMalformed("format", str(error)) from None


def profile_body(profile: LedgerProfile) -> dict[str, Any]:
    """Write a profile as the plain data that `profile_from` reads, without what is default."""
    entries = {f: entry for f in _ENTRIES if (entry := getattr(profile, f)) is not None}
    body: dict[str, Any] = {
        "columns": {f: e.name for f, e in entries.items() if isinstance(e, Column)},
        "constants": {f: e.value for f, e in entries.items() if isinstance(e, Constant)},
    }
    for option in _OPTIONS:
        assert option.default is not MISSING
        if (value := getattr(profile, option.name)) != option.default:
            body[option.name] = value
    return body


def _texts(body: Mapping[str, Any], part: str) -> dict[str, str]:
    found = body.get(part, {})
    if not isinstance(found, Mapping):
        raise ProfileMalformed(part, "must be a table of fields and texts")
    for field, text in found.items():
        if not isinstance(text, str) or not text.strip():
            raise ProfileMalformed(str(field), f"{text!r} is no text")
    return {field: text.strip() for field, text in found.items()}
