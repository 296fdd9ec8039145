"""What exports work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sfc.domain.days import DEFAULT_UTC_OFFSET_HOURS
from sfc.domain.events import Sold
from sfc.domain.journal import without_recourse
from sfc.domain.outgoing import BankAccount
from sfc.ports import Contacts, EventLog, FileWriter, ReadModel


@dataclass(frozen=True, slots=True)
class Exports:
    """What exports are made from, and who writes them.

    `contacts` have parties' electronic addresses for Peppol, where their legal id is none, and the
    bank accounts that they pay from. By currency code, `paid_to` has the accounts of the settlement
    bank into which obligors pay; `with_recourse` says which sales leave the risk with the seller.
    """

    read: ReadModel
    log: EventLog
    writer: FileWriter
    contacts: Contacts
    utc_offset_hours: int = DEFAULT_UTC_OFFSET_HOURS
    paid_to: Mapping[str, BankAccount] = field(default_factory=dict)
    with_recourse: Callable[[Sold], bool] = without_recourse
