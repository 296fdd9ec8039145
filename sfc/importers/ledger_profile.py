"""The profiles that come with the system; what a profile is stands in `sfc.domain`."""

from collections.abc import Mapping

from sfc.domain.ledger_profile import Column, Constant, Entry, LedgerProfile

__all__ = [
    "EXAMPLES",
    "PROFILES",
    "Column",
    "Constant",
    "Entry",
    "LedgerProfile",
    "ibm_ar",
    "offer_profile",
]

EXAMPLES = LedgerProfile(
    name="examples",
    number=Column("invoice_number"),
    seller=Column("seller_id"),
    seller_name=Column("seller_name"),
    buyer=Column("buyer_id"),
    buyer_name=Column("buyer_name"),
    issue_date=Column("issue_date"),
    due_date=Column("due_date"),
    amount=Column("amount"),
    currency=Column("currency"),
)
"""The layout of `examples/ledger.csv`, a good one for a ledger of one's own."""


def ibm_ar(seller: str = "IBM-AR-SUPPLIER", currency: str = "USD") -> LedgerProfile:
    """Give the profile of IBM's accounts receivable sample: one supplier, customers by their id.

    The file names neither the supplier nor the currency, so the caller does.
    """
    return LedgerProfile(
        name="ibm-ar",
        number=Column("invoiceNumber"),
        seller=Constant(seller),
        buyer=Column("customerID"),
        issue_date=Column("InvoiceDate"),
        due_date=Column("DueDate"),
        amount=Column("InvoiceAmount"),
        currency=Constant(currency),
        date_format="%m/%d/%Y",
    )


PROFILES: Mapping[str, LedgerProfile] = {p.name: p for p in (EXAMPLES, ibm_ar())}
"""The profiles that come with the system, by name."""


def offer_profile(header: list[str]) -> LedgerProfile | None:
    """Offer the shipped profile all of whose columns are in `header`, for a person to accept."""
    present = {heading.strip() for heading in header}
    return next((p for p in PROFILES.values() if present.issuperset(p.columns)), None)
