"""A small network and what happened on it: for tests, and for looking at what comes out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from sqlalchemy import Engine

from sfc.app import exports as use
from sfc.app.exports import Exports
from sfc.domain.contact import Contact
from sfc.domain.days import Day
from sfc.domain.events import CurrencyAdded, Event, Located
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.outgoing import BankAccount
from sfc.domain.views import Head
from sfc.exporters import FileWriter
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks, SqlContacts, SqlReadModel, SqlStore, open_engine, upgrade
from sfc.store.queries.event_log import SqlEventLog
from tests.exporters.ledger import FIRST_DAY, OFFSET, locate
from tests.ghost import DUE, SCALE, STRANGER, Ghost, GhostReceivable, account, genesis

OBLIGOR, SUPPLIER, OTHER, BANK = (ParticipantId(number) for number in (1, 3, 4, 6))
NAMES: Mapping[int, tuple[str, str]] = {
    1: ("锚汽车制造股份有限公司", "91990000DEMA00013U"),
    2: ("Acme & Söhne <Maschinenbau> GmbH", "DE136695976"),
    3: ("远航座椅系统有限公司", "91990000DEMA0003XE"),
    4: ('Łódź Tekstyl "Ćma" sp. z o.o.', "5493000IBP32UQZ0KL24"),
    6: ("江海银行股份有限公司", "91990000DEMA00099N"),
}


@dataclass
class Network:
    """A chain of single transactions, each on its day; implements `sfc.ports.Events`."""

    ghost: Ghost = field(default_factory=Ghost)
    transactions: list[tuple[Day, Sequence[Event]]] = field(default_factory=list)

    def on(self, day: int, events: Iterator[Event]) -> list[Event]:
        found = list(events)
        assert found, "the ledger would have refused"
        self.transactions.append((Day(FIRST_DAY + day), found))
        return found

    def record(
        self, day: int, obligor: int, supplier: int, number: int, face: int
    ) -> GhostReceivable:
        recorded = self.on(day, self.ghost.record(obligor, supplier, number, face))[0]
        return self.ghost.receivables[recorded.receivable]  # type: ignore[union-attr]

    @property
    def located(self) -> list[Located]:
        return locate(self.transactions)

    def head(self) -> Head:
        last = self.located[-1]
        return Head(last.block, last.block_hash, last.timestamp)

    def block_hash(self, block: int) -> str | None:
        return next((each.block_hash for each in self.located if each.block == block), None)

    def events(self, first: int, last: int) -> Iterator[Located]:
        return (each for each in self.located if first <= each.block <= last)


@dataclass(frozen=True)
class Stated:
    """What participants have stated; implements `sfc.ports.Contacts`."""

    contacts: Mapping[ParticipantId, Contact]

    def contact_of(self, participant: ParticipantId) -> Contact:
        return self.contacts.get(participant, Contact())

    def note_contact(self, participant: ParticipantId, contact: Contact) -> None:
        raise NotImplementedError


def begun() -> Network:
    network = Network()
    network.on(0, iter(genesis()))
    network.on(0, iter([CurrencyAdded(2, "JPY", "0x" + "71" * 20, 10**18)]))
    for number in (1, 6):
        network.on(0, network.ghost.mint(account(number), 10_000_000_00 * SCALE))
    return network


def exports(engine: Engine, network: Network, **more: object) -> Exports:
    """The read model of a network, in an empty database."""
    books = SqlBooks(engine)
    with books.folding() as folding:
        folding.clear()
    ChainIndexer(network, books).catch_up()
    store = SqlStore(engine)
    for number, (name, legal_id) in NAMES.items():
        store.name_participant(ParticipantId(number), name, legal_id)
    for place, of in enumerate(network.ghost.receivables.values(), start=1):
        seller, buyer = (NAMES.get(n, ("", f"X{n}"))[1] for n in (of.supplier, of.obligor))
        spelled = f"发票 INV-2026/{place:04}"
        key = InvoiceKey(seller, buyer, spelled, date(2024, 7, 6))
        store.note_invoice(of.id, key, spelled)
    return Exports(
        read=SqlReadModel(engine),
        log=SqlEventLog(engine),
        writer=FileWriter(),
        contacts=SqlContacts(engine),
        utc_offset_hours=OFFSET,
        **more,  # type: ignore[arg-type]
    )


def full_life() -> tuple[Network, dict[str, ReceivableId]]:
    """Everything once: sold, handed on, paid in parts and late, redeemed, rejected, cut."""
    network = begun()
    ghost, at = network.ghost, network.on
    sold = network.record(1, 1, 3, 1, 1_000_000)
    at(2, ghost.confirm(sold, 1_000_000))
    at(2, ghost.tokenise(sold))
    at(3, ghost.transfer(sold, 3, 4, 250_000))
    at(4, ghost.sell(sold, 3, 6, 600_000, 0))
    at(5, ghost.sell(sold, 4, 6, 100_000, 1))
    cut = network.record(6, 1, 3, 2, 500_000)
    at(7, ghost.confirm(cut, 420_000))
    refused = network.record(7, 1, 4, 3, 77_700)
    at(8, ghost.reject(refused, 7))
    late = network.record(8, 1, 4, 4, 333_333)
    at(9, ghost.confirm(late, 333_333))
    foreign = network.record(9, 2, 3, 5, 88_888)
    at(10, ghost.confirm(foreign, 88_888))
    waiting = network.record(10, 2, 4, 6, 5_000)
    at(90, ghost.pay(sold, account(1), 400_000))
    at(90, ghost.pay(sold, account(1), 600_000))
    at(91, ghost.redeem(sold, 6))
    at(91, ghost.redeem(sold, 3))
    at(99, ghost.pay(late, account(1), 100_000, penalty=1_234))
    at(100, ghost.redeem(late, 4))
    at(101, ghost.mint(STRANGER, 10**9 * SCALE))
    at(101, ghost.pay(foreign, STRANGER, 88_888))
    assert DUE == FIRST_DAY + 90
    named = {
        "sold": sold,
        "cut": cut,
        "refused": refused,
        "late": late,
        "foreign": foreign,
        "waiting": waiting,
    }
    return network, {name: of.id for name, of in named.items()}


CITY_BANK = BankAccount(
    "江海银行清算户 Jianghai settlement", "DE89370400440532013000", "COBADEFFXXX"
)


def everything() -> Iterator[tuple[str, str]]:
    """Name and digest of every kind of file that goes out."""
    engine = open_engine("sqlite://")
    upgrade(engine)
    network, named = full_life()
    ex, last = exports(engine, network), Day(FIRST_DAY + 120)
    files = [use.invoice_response(ex, named[name]) for name in ("sold", "cut", "refused")]
    for owner in (OBLIGOR, SUPPLIER, OTHER, BANK):
        files.append(use.account_statement(ex, owner, "CNY", FIRST_DAY, last))
        files.append(use.remittance_advice(ex, owner, "CNY", FIRST_DAY, last))
        files.append(use.journal(ex, owner, FIRST_DAY, last))
    files.append(use.payment_file(ex, OBLIGOR, DUE))
    for number in (1, 2):
        fill = use.fill_of(ex, named["sold"], number)
        files.append(use.assignment_notice(ex, fill))
        files.append(use.registration_sheet(ex, fill))
        files.append(use.registration_data(ex, fill))
    engine.dispose()
    return ((file.name, sha256(file.content).hexdigest()) for file in files)
