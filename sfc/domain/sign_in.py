"""Sign-In with Ethereum (EIP-4361): the message that a wallet shows and signs, written and read.

Read strictly: what is read is written again, and has to come out the same.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sfc.domain.errors import SignInMalformed

LONGEST = 4_000
"""Most characters of a message."""

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_PRINTABLE = r"[^\x00-\x1f\x7f]"
_MESSAGE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<domain>[^\s/?#]+)"
    r" wants you to sign in with your Ethereum account:\n"
    r"(?P<address>0x[0-9a-fA-F]{40})\n\n"
    rf"(?:(?P<statement>{_PRINTABLE}+)\n)?\n"
    rf"URI: (?P<uri>\S+)\n"
    r"Version: 1\n"
    r"Chain ID: (?P<chain_id>0|[1-9][0-9]{0,18})\n"
    r"Nonce: (?P<nonce>[0-9a-zA-Z]{8,200})\n"
    r"Issued At: (?P<issued>\S+)"
    r"(?:\nExpiration Time: (?P<expires>\S+))?"
    r"(?:\nNot Before: (?P<not_before>\S+))?"
    rf"(?:\nRequest ID: (?P<request>{_PRINTABLE}*))?"
    r"(?P<resources>\nResources:(?:\n- \S+)*)?"
)
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
)


@dataclass(frozen=True, slots=True)
class SignInMessage:
    """What a wallet signs. Times are as they are written (RFC 3339): `moment` reads them."""

    domain: str
    address: str
    uri: str
    chain_id: int
    nonce: str
    issued: str
    expires: str | None = None
    not_before: str | None = None
    statement: str | None = None
    scheme: str | None = None
    request: str | None = None
    resources: str = ""

    def text(self) -> str:
        """Write it, as EIP-4361 has it."""
        origin = f"{self.scheme}://{self.domain}" if self.scheme else self.domain
        optional = (
            ("Expiration Time", self.expires),
            ("Not Before", self.not_before),
            ("Request ID", self.request),
        )
        lines = [
            f"{origin} wants you to sign in with your Ethereum account:",
            self.address,
            "",
            *([self.statement] if self.statement else []),
            "",
            f"URI: {self.uri}",
            "Version: 1",
            f"Chain ID: {self.chain_id}",
            f"Nonce: {self.nonce}",
            f"Issued At: {self.issued}",
            *(f"{name}: {value}" for name, value in optional if value is not None),
        ]
        return "\n".join(lines) + self.resources


def parse_sign_in(text: str) -> SignInMessage:
    """Read a message. Raises SignInMalformed for what EIP-4361 does not describe."""
    if len(text) > LONGEST or (found := _MESSAGE.fullmatch(text)) is None:
        raise SignInMalformed("it is no message of EIP-4361, version 1")
    message = SignInMessage(
        domain=found["domain"],
        address=found["address"],
        uri=found["uri"],
        chain_id=int(found["chain_id"]),
        nonce=found["nonce"],
        issued=found["issued"],
        expires=found["expires"],
        not_before=found["not_before"],
        statement=found["statement"],
        scheme=found["scheme"],
        request=found["request"],
        resources=found["resources"] or "",
    )
    for time in (message.issued, message.expires, message.not_before):
        if time is not None:
            moment(time)
    if message.text() != text:
        raise SignInMalformed("it is not written as EIP-4361 writes it")
    return message


def moment(text: str) -> int:
    """Read a time of a message as unix seconds. Raises SignInMalformed."""
    try:
        if _TIME.fullmatch(text) is None:
            raise ValueError
        return (datetime.fromisoformat(text) - _FIRST) // timedelta(seconds=1)
    except (ValueError, OverflowError):
        raise SignInMalformed(f"{text} is no time of RFC 3339") from None
