"""Scopes, the seal of the audit log, who needs a second person, and messages to sign in with."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.access import grants
from sfc.domain.approval import Controlled, Policy
from sfc.domain.audit_log import BEGINNING, Act, AuditEntry, first_broken, sealed
from sfc.domain.currency import currency
from sfc.domain.errors import SignInMalformed
from sfc.domain.money import Money
from sfc.domain.sign_in import SignInMessage, moment, parse_sign_in

CNY, JPY = currency("CNY"), currency("JPY")


@pytest.mark.parametrize(
    ("held", "scope", "granted"),
    [
        (["payments:write"], "payments:write", True),
        (["payments:write"], "payments:read", False),
        (["*:read"], "payments:read", True),
        (["*:read"], "payments:write", False),
        (["*:read"], "*", False),
        (["*"], "payments:write", True),
        (["*"], "*:read", True),
        (["payments:read", "users:read"], "*:read", False),
        ([], "payments:read", False),
    ],
)
def test_scopes(held: list[str], scope: str, granted: bool) -> None:
    assert grants(held, scope) is granted


@pytest.mark.parametrize(
    ("act", "amounts", "second"),
    [
        (Controlled.PAYMENT, [Money(100, CNY)], False),
        (Controlled.PAYMENT, [Money(101, CNY)], True),
        (Controlled.PAYMENT, [Money(1, JPY)], True),
        (Controlled.PAYMENT, [Money(100, CNY), Money(101, CNY)], True),
        (Controlled.PAYMENT, [], False),
        (Controlled.PAYMENT, None, True),
        (Controlled.QUOTE, [Money(1, CNY)], False),
        (Controlled.KEYS, None, True),
        (Controlled.POLICY, None, True),
    ],
)
def test_who_needs_a_second_person(
    act: Controlled, amounts: list[Money] | None, second: bool
) -> None:
    policy = Policy("par_1", {Controlled.PAYMENT: {"CNY": 100}}, 60, 1)
    assert policy.needs_second(act, amounts) is second
    assert not replace(policy, above={}).needs_second(act, amounts)


def log_of(acts: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(1, acts + 1):
        act = Act("suspend", "usr_1", "operator", f"par_{number}", "asked", {"n": number})
        previous = entries[-1].hash if entries else BEGINNING
        entries.append(sealed(number, 1_000 + number, act, previous))
    return entries


def test_a_log_as_it_was_written_is_whole() -> None:
    assert first_broken([]) is None
    assert first_broken(log_of(20)) is None


@given(st.integers(1, 8), st.sampled_from(["at", "outcome", "detail", "about", "hash", "previous"]))
def test_a_changed_entry_is_found(number: int, what: str) -> None:
    entries = log_of(8)
    entry = entries[number - 1]
    if what in ("at", "hash", "previous"):
        changed = replace(entry, **{what: entry.at + 1 if what == "at" else "f" * 64})
    else:
        changed = replace(entry, act=replace(entry.act, **{what: {} if what == "detail" else "x"}))
    found = first_broken([*entries[: number - 1], changed, *entries[number:]])
    assert found is not None and found[0] == number


@given(st.integers(1, 7))
def test_an_entry_that_is_missing_or_put_in_is_found(number: int) -> None:
    entries = log_of(8)
    assert first_broken(entries[: number - 1] + entries[number:]) == (number, "it is missing")
    stranger = sealed(number + 1, 5, entries[0].act, entries[number - 1].hash)
    found = first_broken([*entries[:number], stranger, *entries[number:]])
    assert found is not None and found[0] == number + 2


def test_whoever_reseals_an_entry_breaks_the_next() -> None:
    entries = log_of(5)
    forged = sealed(2, 1, replace(entries[1].act, outcome="200"), entries[0].hash)
    assert first_broken([entries[0], forged, *entries[2:]]) == (
        3,
        "it does not follow the entry before it",
    )
    relinked = replace(entries[2], previous=forged.hash)
    assert first_broken([entries[0], forged, relinked, *entries[3:]]) == (3, "it was changed")


TEXT = """service.example wants you to sign in with your Ethereum account:
0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2

I accept.

URI: https://service.example/login
Version: 1
Chain ID: 1
Nonce: 32891756abcd
Issued At: 2026-03-01T16:25:24Z
Expiration Time: 2026-03-01T16:30:24.500+08:00
Request ID: 7
Resources:
- ipfs://bafy
- https://example.com/my.json"""


def test_a_message_is_read_and_written_the_same() -> None:
    message = parse_sign_in(TEXT)
    assert (message.domain, message.chain_id, message.statement) == (
        "service.example",
        1,
        "I accept.",
    )
    assert message.resources.count("\n- ") == 2
    assert message.text() == TEXT
    bare = replace(message, statement=None, expires=None, request=None, resources="")
    assert parse_sign_in(bare.text()) == bare
    assert parse_sign_in(replace(bare, scheme="https").text()).scheme == "https"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Version: 1", "Version: 2"),
        ("Chain ID: 1", "Chain ID: 01"),
        ("Nonce: 32891756abcd", "Nonce: 1234567"),
        ("Nonce: 32891756abcd", "Nonce: 32891756 abcd"),
        ("0xC02aaA39", "C02aaA39"),
        ("Issued At: 2026-03-01T16:25:24Z", "Issued At: 2026-03-01"),
        ("Issued At: 2026-03-01T16:25:24Z", "Issued At: 2026-13-01T16:25:24Z"),
        ("I accept.", "I accept.\nURI: https://evil.example"),
        ("\n\nI accept.", "\nI accept."),
        ("Request ID: 7\n", "Request ID: 7\n\n"),
        ("Nonce: 32891756abcd\n", ""),
        ("service.example wants", "service.example/x wants"),
    ],
)
def test_what_is_written_otherwise_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(SignInMalformed):
        parse_sign_in(TEXT.replace(old, new, 1))


@given(st.text(max_size=400))
def test_no_text_is_taken_for_what_it_is_not(text: str) -> None:
    with pytest.raises(SignInMalformed):
        parse_sign_in(text)


def test_times() -> None:
    assert moment("1970-01-01T08:00:01+08:00") == 1
    assert moment("1970-01-01T00:00:01.999Z") == 1


def test_an_empty_message_field_is_not_left_out_silently() -> None:
    message = SignInMessage("d", "0x" + "0" * 40, "u", 1, "a" * 8, "2026-03-01T00:00:00Z")
    assert parse_sign_in(replace(message, request="").text()).request == ""
