"""One event of the contracts into one of the domain: two tables, by the event's name.

All fields of all events are of fixed size, so each is a 32-byte word at a known place: read as
such, twenty times faster than by a general decoder. The tests compare with a general one.
"""

from collections.abc import Callable

from sfc.chain.contracts import CORE, TOKEN, interface
from sfc.chain.nodes.addresses import address_text
from sfc.chain.nodes.node import Log
from sfc.domain import events as d
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.roles import Role

Decoder = Callable[[Log], d.Event]


def _int(log: Log, index: int) -> int:
    return int.from_bytes(log.data[32 * index : 32 * index + 32], "big")


def _hex(log: Log, index: int) -> str:
    return "0x" + log.data[32 * index : 32 * index + 32].hex()


def _topic(log: Log, index: int) -> int:
    return int.from_bytes(log.topics[index], "big")


def _rcv(log: Log, index: int = 1) -> ReceivableId:
    return ReceivableId("0x" + log.topics[index].hex())


def _par(log: Log, index: int = 1) -> ParticipantId:
    return ParticipantId(int.from_bytes(log.topics[index], "big"))


def _account(log: Log, index: int) -> str:
    return address_text(log.topics[index][12:])


def _account_or_none(log: Log, index: int) -> str | None:
    return address_text(log.topics[index][12:]) if any(log.topics[index]) else None


def _recorded(log: Log) -> d.Recorded:
    word = _int(log, 0)
    return d.Recorded(
        receivable=_rcv(log),
        obligor=_par(log, 2),
        supplier=_par(log, 3),
        round=word >> 11 & 31,
        currency=word >> 16 & 0xFF,
        terms=word >> 24 & 0xFFFF,
        face=word >> 128 & 0xFFFF_FFFF_FFFF_FFFF,
        issue_day=Day(_int(log, 1)),
        due_day=Day(word >> 40 & 0xFF_FFFF),
        invoice=_hex(log, 2),
        evidence_root=_hex(log, 3),
    )


def _sold(log: Log) -> d.Sold:
    return d.Sold(
        receivable=_rcv(log),
        seller=_account(log, 2),
        financier=_account(log, 3),
        nonce=_int(log, 0),
        units=_int(log, 1),
        discount=_int(log, 2),
        price=_int(log, 3),
    )


def _rule(log: Log) -> d.RuleAnnounced:
    return d.RuleAnnounced(
        number=_topic(log, 1),
        rule=log.topics[2].rstrip(b"\0").decode("ascii", "replace"),
        valid_from=Day(_int(log, 0)),
        valid_to=Day(_int(log, 1)),
        max_tenor=_int(log, 2),
        warning_tenor=_int(log, 3),
        max_line=_int(log, 4),
    )


def _code(log: Log) -> str:
    return log.topics[2][:3].rstrip(b"\0").decode("ascii", "replace")


def _batch(log: Log) -> d.BatchPosted:
    return d.BatchPosted(
        obligor=_par(log),
        root="0x" + log.topics[2].hex(),
        currency=_int(log, 0),
        count=_int(log, 1),
        total=_int(log, 2),
        latest_due=Day(_int(log, 3)),
        posted_on=Day(_int(log, 4)),
        valid_until=Day(_int(log, 5)),
    )


CORE_EVENTS: dict[str, Decoder] = {
    "AccountRecovered": lambda log: d.AccountRecovered(
        _par(log), _account(log, 2), _account(log, 3)
    ),
    "AllQuotesCancelled": lambda log: d.AllQuotesCancelled(_par(log), _int(log, 0)),
    "BatchClosed": lambda log: d.BatchClosed(_par(log), "0x" + log.topics[2].hex(), _int(log, 0)),
    "BatchPosted": _batch,
    "CancellationAsked": lambda log: d.CancellationAsked(_rcv(log), _par(log, 2)),
    "Cancelled": lambda log: d.Cancelled(_rcv(log), _par(log, 2)),
    "Confirmed": lambda log: d.Confirmed(_rcv(log), _int(log, 0), _hex(log, 1)),
    "CreditNoteAgreed": lambda log: d.CreditNoteAgreed(
        _rcv(log), _par(log, 2), _int(log, 0), _int(log, 1), _hex(log, 2)
    ),
    "CreditNoteAsked": lambda log: d.CreditNoteAsked(
        _rcv(log), _par(log, 2), _int(log, 0), _hex(log, 1)
    ),
    "CreditLineSet": lambda log: d.CreditLineSet(_par(log), _topic(log, 2), _int(log, 0)),
    "CurrencyAdded": lambda log: d.CurrencyAdded(
        _topic(log, 1), _code(log), _account(log, 3), _int(log, 0)
    ),
    "DefaultCured": lambda log: d.DefaultChanged(_rcv(log), _par(log, 2), _int(log, 0), False),
    "DefaultMarked": lambda log: d.DefaultChanged(_rcv(log), _par(log, 2), _int(log, 0), True),
    "Disputed": lambda log: d.Disputed(_rcv(log), _int(log, 0), _int(log, 1)),
    "ParticipantFrozen": lambda log: d.ParticipantFrozen(
        _par(log), "0x" + log.topics[2].hex(), Day(_int(log, 0))
    ),
    "ParticipantUnfrozen": lambda log: d.ParticipantFrozen(
        _par(log), "0x" + log.topics[2].hex(), Day(0)
    ),
    "PenaltyPosted": lambda log: d.PenaltyPosted(_rcv(log), _int(log, 0), Day(_int(log, 1))),
    "QuoteCancelled": lambda log: d.QuoteCancelled(_account(log, 1), _rcv(log, 2), _int(log, 0)),
    "RecoveryCancelled": lambda log: d.RecoveryCancelled(_par(log), _account(log, 2)),
    "RecoveryRequested": lambda log: d.RecoveryRequested(
        _par(log), _account(log, 2), Day(_int(log, 0))
    ),
    "Redeemed": lambda log: d.Redeemed(_rcv(log), _par(log, 2), _int(log, 0)),
    "Registered": lambda log: d.ParticipantRegistered(
        _par(log), _account(log, 2), "0x" + log.topics[3].hex(), Role(_int(log, 0))
    ),
    "Reinstated": lambda log: d.SuspensionChanged(_par(log), False),
    "Rejected": lambda log: d.Rejected(_rcv(log), _int(log, 0)),
    "RolesChanged": lambda log: d.RolesChanged(_par(log), Role(_int(log, 0))),
    "RuleAnnounced": _rule,
    "Sold": _sold,
    "Suspended": lambda log: d.SuspensionChanged(_par(log), True),
    "TermsAdded": lambda log: d.TermsAdded(
        _topic(log, 1), _int(log, 0), _int(log, 1), _int(log, 2)
    ),
    "UnitsFrozen": lambda log: d.UnitsFrozen(
        _rcv(log), _par(log, 2), "0x" + log.topics[3].hex(), _int(log, 0), Day(_int(log, 1))
    ),
    "UnitsUnfrozen": lambda log: d.UnitsFrozen(
        _rcv(log), _par(log, 2), "0x" + log.topics[3].hex(), 0, Day(0)
    ),
    "Transfer": lambda log: d.UnitsMoved(
        _rcv(log, 3), _account_or_none(log, 1), _account_or_none(log, 2), _int(log, 1)
    ),
}

TOKEN_EVENTS: dict[str, Decoder] = {
    "Transfer": lambda log: d.CashMoved(
        address_text(log.address),
        _account_or_none(log, 1),
        _account_or_none(log, 2),
        _int(log, 0),
    ),
}

# What is read together with its surroundings, see `LogReader`.
READ_TOGETHER = frozenset({"Allocated", "Materialised", "Paid", "Recorded"})

# What the contracts say besides, and no reader of the ledger needs.
NOT_DECODED = frozenset(
    {"Approval", "AuthorityUpdated", "EIP712DomainChanged", "OperatorSet", "Upgraded"}
)


class LogReader:
    """Reads the events of the chain in their order, from the beginning of a block."""

    def __init__(self) -> None:
        core, token = interface(CORE).topics, interface(TOKEN).topics
        self._core = {core[name]: decoder for name, decoder in CORE_EVENTS.items()}
        self._tokens = {token[name]: decoder for name, decoder in TOKEN_EVENTS.items()}
        self._together: dict[bytes, Callable[[Log], tuple[d.Event, ...]]] = {
            core["Allocated"]: self._allocated,
            core["Materialised"]: self._materialised,
            core["Paid"]: self._paid,
            core["Recorded"]: self._recorded,
        }
        self._allocation: Log | None = None

    def of_core(self, log: Log) -> tuple[d.Event, ...]:
        """What an event of the core contract means; nothing for one that no reader needs."""
        if not log.topics:
            return ()
        if decoder := self._core.get(log.topics[0]):
            return (decoder(log),)
        together = self._together.get(log.topics[0])
        return together(log) if together else ()

    def of_token(self, log: Log) -> tuple[d.Event, ...]:
        """The same for an event of a settlement token."""
        decoder = self._tokens.get(log.topics[0]) if log.topics else None
        return (decoder(log),) if decoder else ()

    def _recorded(self, log: Log) -> tuple[d.Event, ...]:
        """Issued by the obligor, a receivable is confirmed with the same event."""
        recorded = _recorded(log)
        if _int(log, 0) & 15 == Status.RECORDED:
            return (recorded,)
        confirmed = d.Confirmed(recorded.receivable, recorded.face, recorded.evidence_root)
        return (recorded, confirmed)

    def _materialised(self, log: Log) -> tuple[d.Event, ...]:
        """Out of a batch, a receivable is recorded and confirmed with the same event."""
        recorded = _recorded(log)
        key, root = recorded.receivable, recorded.evidence_root
        return (recorded, d.Confirmed(key, recorded.face, root, batch=_hex(log, 4)))

    def _allocated(self, log: Log) -> tuple[d.Event, ...]:
        """How the payment that follows is divided."""
        self._allocation = log
        return ()

    def _paid(self, log: Log) -> tuple[d.Event, ...]:
        """Without an allocation before it, a payment of the whole face."""
        told, self._allocation = self._allocation, None
        payer, amount = address_text(log.data[12:32]), _int(log, 1)
        if told is None or (told.transaction, told.topics[1]) != (log.transaction, log.topics[1]):
            return (d.Paid(_rcv(log), payer, amount, 0, 0),)
        return (d.Paid(_rcv(log), payer, _int(told, 0), _int(told, 1), _int(told, 2)),)
