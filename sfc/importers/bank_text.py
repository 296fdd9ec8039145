"""What readers of bank statements share: clean texts, and the check of the whole."""

from unicodedata import category

from sfc.domain.errors import AmountTooLarge, StatementMalformed
from sfc.domain.reconciliation.statement import BankStatement, check_balances

LONGEST = 500


def clean(text: str) -> str:
    """Give a text on one line, without control characters, cut at 500."""
    seen = "".join(" " if category(each)[0] in "CZ" else each for each in text[: 2 * LONGEST])
    return " ".join(seen.split())[:LONGEST]


def checked(statement: BankStatement, place: str) -> BankStatement:
    """Give a statement back that adds up. Raises StatementUnbalanced, StatementMalformed."""
    try:
        return check_balances(statement, place)
    except AmountTooLarge as error:
        raise StatementMalformed(place, error.message, "amounts that a ledger holds") from None
