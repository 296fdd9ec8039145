"""What exports work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sfc.domain.days import DEFAULT_UTC_OFFSET_HOURS
from sfc.domain.events import Sold
from sfc.domain.ids import ParticipantId
from sfc.domain.journal import without_recourse
from sfc.domain.outgoing import BankAccount
from sfc.ports import EventLog, FileWriter, ReadModel


@dataclass(frozen=True, slots=True)
class Exports:
    """What exports are made from, and who writes them.

    By currency code, `paid_to` has the accounts of the settlement bank into which obligors pay;
    `addresses` are parties' electronic ones for Peppol (`0088:7300010000001`), where their legal
    id is none; `with_recourse` says which sales leave the risk with the seller.
    """

    read: ReadModel
    log: EventLog
    writer: FileWriter
    utc_offset_hours: int = DEFAULT_UTC_OFFSET_HOURS
    paid_to: Mapping[str, BankAccount] = field(default_factory=dict)
    addresses: Mapping[ParticipantId, str] = field(default_factory=dict)
    with_recourse: Callable[[Sold], bool] = without_recourse
