"""What a deployment consists of: the one place that knows the contracts' constructors and roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sfc.chain.contracts import (
    AUCTIONS,
    AUTHORITY,
    CORE,
    MARKET,
    OFFICE,
    SPLITTER,
    TOKEN,
    VERIFIER,
    interface,
    libraries,
)
from sfc.domain.currency import currency
from sfc.domain.days import DEFAULT_UTC_OFFSET_HOURS

# Roles in the authority, by the contracts' own numbering; 0 is its administrator.
OPERATOR_ROLE = 1
BANK_ROLE = 2
REGULATOR_ROLE = 3
ROLE_LABELS = {
    OPERATOR_ROLE: "operator",
    BANK_ROLE: "settlement bank",
    REGULATOR_ROLE: "regulator",
}

# Functions that only the holder of a role may call.
RESTRICTED: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    CORE: {
        OPERATOR_ROLE: (
            "register",
            "setRoles",
            "suspend",
            "reinstate",
            "addCurrency",
            "addTerms",
            "setCreditLine",
            "announceRule",
            "requestRecovery",
        ),
        REGULATOR_ROLE: ("freeze", "unfreeze", "freezeUnits", "unfreezeUnits"),
    },
    TOKEN: {BANK_ROLE: ("mint",)},
}

# Grace days, penalty rate in ppm a year, basis.
DEFAULT_TERMS = ((5, 182_500, 365), (0, 0, 360))


class CurrencySpecMalformed(ValueError):
    """A currency was not given as CODE or CODE:DECIMALS.

    Attributes:
        text: what was given.
    """

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        super().__init__(f"currency {text!r}: {reason}")


@dataclass(frozen=True, slots=True)
class CurrencySpec:
    """A currency to settle in, and how many decimals its token is to have."""

    code: str
    decimals: int
    exponent: int

    @classmethod
    def parse(cls, text: str) -> "CurrencySpec":
        """Read `CNY` or `CNY:6`. Raises CurrencySpecMalformed, and CurrencyUnknown."""
        code, _, decimals = text.partition(":")
        exponent = currency(code).exponent
        if decimals and not (decimals.isascii() and decimals.isdigit()):
            raise CurrencySpecMalformed(text, "write CODE:DECIMALS, such as CNY:6")
        spec = cls(code, int(decimals or max(6, exponent)), exponent)
        if not exponent <= spec.decimals <= exponent + 18:
            raise CurrencySpecMalformed(text, f"decimals must be {exponent} to {exponent + 18}")
        return spec


@dataclass(frozen=True, slots=True)
class Part:
    """A contract to deploy: its name in the manifest, its artifact, its constructor's arguments."""

    name: str
    artifact: str
    arguments: bytes = b""


def token_name(code: str) -> str:
    """The name of a currency's token in the manifest."""
    return f"{TOKEN} {code}"


def parts() -> list[str]:
    """The artifacts of all that is deployed once, in the order of what needs what."""
    ledger = sorted({*libraries(OFFICE), *libraries(CORE)})
    market = sorted({*libraries(MARKET), *libraries(AUCTIONS)})
    core = [AUTHORITY, *ledger, OFFICE, CORE]
    return [*core, SPLITTER, VERIFIER, *market, MARKET, AUCTIONS]


def part(artifact: str, deployer: str, made: Mapping[str, str], utc_offset_hours: int) -> Part:
    """How to make one of `parts`, given the addresses of those before it."""
    if artifact == AUTHORITY:
        return Part(artifact, artifact, interface(artifact).constructor(deployer))
    if artifact == OFFICE:
        return Part(artifact, artifact, interface(artifact).constructor(utc_offset_hours * 3600))
    if artifact == CORE:
        arguments = interface(artifact).constructor(made[AUTHORITY], made[OFFICE])
        return Part(artifact, artifact, arguments)
    if artifact in (SPLITTER, MARKET, AUCTIONS):
        return Part(artifact, artifact, interface(artifact).constructor(made[CORE]))
    return Part(artifact, artifact)


def token_part(spec: CurrencySpec, made: Mapping[str, str]) -> Part:
    """How to make the token of a currency."""
    arguments = interface(TOKEN).constructor(
        made[AUTHORITY], f"Settlement {spec.code}", spec.code, spec.decimals
    )
    return Part(token_name(spec.code), TOKEN, arguments)


def selectors(artifact: str, role: int) -> list[bytes]:
    """The functions of a contract that are a role's, as calls name them."""
    return [interface(artifact)[name].selector for name in RESTRICTED[artifact][role]]


def parse_currencies(texts: Iterable[str]) -> list[CurrencySpec]:
    """Read the currencies of a deployment, each once. Raises as `CurrencySpec.parse`."""
    specs: dict[str, CurrencySpec] = {}
    for text in texts:
        spec = CurrencySpec.parse(text)
        if specs.setdefault(spec.code, spec) != spec:
            raise CurrencySpecMalformed(text, "it was given before, with other decimals")
    return list(specs.values())


DEFAULT_CURRENCIES = ("CNY:6",)
DEFAULT_OFFSET = DEFAULT_UTC_OFFSET_HOURS
