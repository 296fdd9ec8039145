"""An electronic invoice in the terms of EN 16931, whatever its syntax."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sfc.domain.intake import Fault, IdKind, Party, PartyId

VAT = "VAT"
"""Scheme of an identifier for VAT purposes."""


@dataclass(frozen=True, slots=True)
class StatedParty:
    """A party as stated: its registered `name`, the one that it trades under, its identifiers."""

    name: str = ""
    trading_name: str = ""
    ids: tuple[PartyId, ...] = ()
    country: str = ""

    @property
    def party(self) -> Party:
        """The party by the better of its names."""
        return Party(self.name or self.trading_name, self.ids)


@dataclass(frozen=True, slots=True)
class VatGroup:
    """One line of the VAT breakdown: base (BT-116), tax (BT-117), rate in per cent (BT-119)."""

    base: Decimal | None
    tax: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Totals:
    """The amounts that have to agree, by their business terms; None where not stated."""

    lines: tuple[Decimal, ...] = ()  # BT-131, each
    lines_total: Decimal | None = None  # BT-106
    allowances: tuple[Decimal, ...] = ()  # BT-92, each
    allowances_total: Decimal | None = None  # BT-107
    charges: tuple[Decimal, ...] = ()  # BT-99, each
    charges_total: Decimal | None = None  # BT-108
    without_vat: Decimal | None = None  # BT-109
    vat_groups: tuple[VatGroup, ...] = ()  # BG-23
    vat: Decimal | None = None  # BT-110
    with_vat: Decimal | None = None  # BT-112
    prepaid: Decimal | None = None  # BT-113
    rounding: Decimal | None = None  # BT-114
    payable: Decimal | None = None  # BT-115


@dataclass(frozen=True, slots=True)
class EInvoice:
    """What a reader found. `faults` are fields that are missing or cannot be read.

    `places` gives the XPath of a business term such as `BT-115`, for faults found later.
    """

    faults: Sequence[Fault]
    places: Mapping[str, str]
    specification: str = ""
    number: str = ""
    issued: date | None = None
    due: date | None = None
    document_type: str = ""
    currency: str = ""
    payable_currency: str = ""
    seller: StatedParty = field(default_factory=StatedParty)
    buyer: StatedParty = field(default_factory=StatedParty)
    payee: StatedParty | None = None
    accounts: tuple[str, ...] = ()
    preceding: tuple[str, ...] = ()
    terms: str = ""
    totals: Totals = field(default_factory=Totals)


def in_order(*ids: PartyId) -> tuple[PartyId, ...]:
    """Leave out identifiers that are blank and put those for VAT before other tax numbers.

    So a party is known by the same identifier, whatever the order in which a syntax has them.
    """
    kinds = list(IdKind)
    stated = (party_id for party_id in ids if party_id.value)
    return tuple(sorted(stated, key=lambda i: (kinds.index(i.kind), i.scheme != VAT)))
