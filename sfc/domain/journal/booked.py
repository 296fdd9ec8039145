"""Entries as they stand in the read model."""

from collections.abc import Mapping
from dataclasses import dataclass

from sfc.domain.ids import ReceivableId
from sfc.domain.journal.accounts import Account, Treatment


@dataclass(frozen=True, slots=True)
class BookedEntry:
    """An entry of a participant's journal, of one event: debits positive, they sum to 0.

    Amounts are minor units of the currency. `counterparty` is a participant such as `par_7`, or an
    account that is nobody's.
    """

    block: int
    timestamp: int
    transaction: str
    log_index: int
    currency: str
    receivable: ReceivableId | None
    counterparty: str | None
    treatment: Treatment
    text: str
    amounts: Mapping[Account, int]
