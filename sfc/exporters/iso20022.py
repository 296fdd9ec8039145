"""What messages of ISO 20022 have in common: parties, accounts, amounts, remittance."""

from stdnum import iban, lei

from sfc.domain.errors import AmountTooLarge
from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.money import Money
from sfc.domain.outgoing import BankAccount, Claim
from sfc.domain.references import account_reference, reference
from sfc.domain.views import Participant
from sfc.exporters.moments import day_text
from sfc.exporters.xml_tree import Element, Maker, name_text, text

MOST_DIGITS = 18
"""Digits of an amount in ISO 20022: fewer than the ledger can count."""

LEDGER = "SFC"
"""How the ledger names itself as the issuer of codes and account numbers."""


def amount(iso: Maker, tag: str, money: Money) -> Element:
    """An amount with its currency. Raises AmountTooLarge beyond 18 digits."""
    return iso(tag, plain(money), Ccy=money.currency.code)


def plain(money: Money) -> str:
    """An amount without currency or sign. Raises AmountTooLarge beyond 18 digits."""
    if abs(money.minor) >= 10**MOST_DIGITS:
        raise AmountTooLarge(money.minor, 10**MOST_DIGITS - 1)
    return money.amount.removeprefix("-")


def party(iso: Maker, tag: str, participant: Participant) -> Element:
    """A party by name, and by its LEI or whatever legal id it has."""
    return iso(
        tag,
        iso("Nm", name_text(participant, 140)),
        iso("Id", iso("OrgId", *_identifiers(iso, participant))),
    )


def named(iso: Maker, tag: str, name: str) -> Element | None:
    """A party of which only the name is known; None where that is empty."""
    return iso.optional(tag, iso.optional("Nm", text(name, 140)))


def ledger_account(iso: Maker, tag: str, owner: Participant, currency: str) -> Element:
    """A cash account on the ledger, named `par_7.CNY`; its name is the account that acts for it."""
    return iso(
        tag,
        _other_account(iso, account_reference(owner.id, currency)),
        iso("Ccy", currency),
        iso("Nm", f"Ledger account {owner.account}"[:70]),
    )


def bank_account(iso: Maker, tag: str, account: BankAccount, currency: str) -> Element:
    """An account at a bank, by IBAN where the number is one."""
    number = iban.compact(account.number)
    identification = (
        iso("Id", iso("IBAN", number))
        if iban.is_valid(number)
        else _other_account(iso, text(account.number, 34))
    )
    return iso(tag, identification, iso("Ccy", currency))


def agent(iso: Maker, tag: str, bic: str) -> Element:
    """A bank by its BIC; without one it says so, as banks expect."""
    known = iso("BICFI", bic) if bic else iso("Othr", iso("Id", "NOTPROVIDED"))
    return iso(tag, iso("FinInstnId", known))


def remittance(iso: Maker, claim: Claim, amounts: Element | None) -> Element:
    """What was paid: the invoice, the amounts, the receivable's reference and its whole id."""
    return iso(
        "RmtInf",
        iso(
            "Strd",
            iso(
                "RfrdDocInf",
                iso("Tp", iso("CdOrPrtry", iso("Cd", "CINV"))),
                iso.optional("Nb", text(claim.invoice_number, 35)),
                iso("RltdDt", day_text(claim.issue_day)),
            ),
            amounts,
            iso(
                "CdtrRefInf",
                iso("Tp", iso("CdOrPrtry", iso("Prtry", "RECEIVABLE")), iso("Issr", LEDGER)),
                iso("Ref", reference(claim.receivable)),
            ),
            named(iso, "Invcr", name_text(claim.supplier, 140)),
            named(iso, "Invcee", name_text(claim.obligor, 140)),
            iso("AddtlRmtInf", format_receivable(claim.receivable)),
        ),
    )


def _other_account(iso: Maker, number: str) -> Element:
    scheme = (
        iso("SchmeNm", iso("Prtry", f"{LEDGER} account")) if number.startswith("par_") else None
    )
    return iso("Id", iso("Othr", iso("Id", number), scheme))


def _identifiers(iso: Maker, participant: Participant) -> list[Element]:
    legal = text(participant.legal_id, 256)
    found = []
    if lei.is_valid(legal):
        found.append(iso("LEI", lei.compact(legal)))
    elif 0 < len(legal) <= 35:
        found.append(iso("Othr", iso("Id", legal)))
    ledger_id = iso("Id", format_participant(participant.id))
    scheme = iso("SchmeNm", iso("Prtry", f"{LEDGER} participant"))
    return [*found, iso("Othr", ledger_id, scheme)]
