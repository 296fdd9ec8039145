"""A ledger in miniature, written from the contracts' promises and nothing of the read model.

It makes the events that the contracts would, and knows by other means what must come out: every
unit is an object with its path, and every claim on cash a fraction, reckoned when cash comes in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256

from sfc.domain.days import Day
from sfc.domain.events import (
    AccountRecovered,
    AllQuotesCancelled,
    BatchClosed,
    BatchPosted,
    CancellationAsked,
    Cancelled,
    CashMoved,
    Confirmed,
    CreditLineSet,
    CreditNoteAgreed,
    CreditNoteAsked,
    CurrencyAdded,
    DefaultChanged,
    Disputed,
    Event,
    Paid,
    ParticipantFrozen,
    ParticipantRegistered,
    PenaltyPosted,
    QuoteCancelled,
    Recorded,
    RecoveryCancelled,
    RecoveryRequested,
    Redeemed,
    Rejected,
    RolesChanged,
    RuleAnnounced,
    Sold,
    SuspensionChanged,
    TermsAdded,
    UnitsFrozen,
    UnitsMoved,
)
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.domain.rules import Rule
from tests.ghost_market import Stall

OBLIGORS = (1, 2)
SUPPLIERS = (3, 4, 5)
FINANCIERS = (6, 7)
EVERYONE = (*OBLIGORS, *SUPPLIERS, *FINANCIERS)
CURRENCY, SCALE, TOKEN = 1, 10**16, "0x" + "70" * 20
TERMS = 1
CONTRACT = "0x" + "c0" * 20
STRANGER = "0x" + "ee" * 20
LIMIT = 2**128 - 1
DUE = Day(20_000)


def account(participant: int) -> str:
    return f"0xAc{participant:038x}"


def hashed(*parts: object) -> str:
    return "0x" + sha256(repr(parts).encode()).hexdigest()


def genesis() -> list[Event]:
    """Everybody registered, one currency, one set of terms, a line for each obligor."""
    roles = {1: Role.CORE_ENTERPRISE, 3: Role.SUPPLIER, 6: Role.FINANCIER}
    events: list[Event] = []
    role = Role(0)
    for number in EVERYONE:
        role = roles.get(number, role)
        events.append(
            ParticipantRegistered(
                ParticipantId(number), account(number), hashed("legal", number), role
            )
        )
    events.append(CurrencyAdded(CURRENCY, "CNY", TOKEN, SCALE))
    events.append(TermsAdded(TERMS, 3, 80_000, 360))
    events += [CreditLineSet(ParticipantId(number), CURRENCY, LIMIT) for number in OBLIGORS]
    return events


@dataclass
class GhostReceivable:
    id: ReceivableId
    obligor: int
    supplier: int
    round: int
    asked: int
    face: int
    status: Status = Status.RECORDED
    asked_by: int | None = None
    hands: dict[int, list[tuple[int, ...]]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    paid: int = 0
    penalty_paid: int = 0
    penalty_owed: int = 0
    redeemed: int = 0
    disputed: int = 0
    note: tuple[int, int, str] | None = None
    """Who asked for a credit note, of how much, with which document."""
    owed_back: int = 0
    credited: int = 0
    """By how much credit notes have reduced the face."""
    in_default: bool = False
    batch: str | None = None
    frozen: dict[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Nothing can happen any more but a new round."""
        if self.status is Status.SETTLED:
            return not any(self.claims.values())
        return self.status in (Status.REJECTED, Status.CANCELLED)

    @property
    def holders(self) -> list[int]:
        return [holder for holder in EVERYONE if self.hands[holder]]


class Ghost:
    """Each method gives the events of one transaction, or none if the contracts would refuse it."""

    def __init__(self) -> None:
        self.receivables: dict[ReceivableId, GhostReceivable] = {}
        self.cash: Counter[str] = Counter()
        self.nonces: dict[tuple[ReceivableId, int, int], str] = {}
        self.suspended: set[int] = set()
        self.roles: dict[int, Role] = {}
        self.notes: set[str] = set()
        self.frozen: dict[int, str] = {}
        self.recoveries: dict[int, str] = {}
        self.epochs: Counter[int] = Counter()
        self.rules: list[Rule] = []
        self.batches: dict[tuple[int, str], list[int]] = {}
        """What is left of each, in receivables and in face."""
        self.stall = Stall(self, account)
        self.remainders = 0
        """How often the last to redeem got more than its own claim."""

    def record(self, obligor: int, supplier: int, invoice: int, face: int) -> Iterator[Event]:
        key = ReceivableId(hashed(obligor, supplier, invoice))
        before = self.receivables.get(key)
        if before is not None and before.status is not Status.CANCELLED:
            return
        number = 0 if before is None else before.round + 1
        made = GhostReceivable(key, obligor, supplier, number, face, face)
        if before is not None:
            made.owed_back, made.frozen = before.owed_back, before.frozen
        self.receivables[key] = made
        yield Recorded(
            key,
            ParticipantId(obligor),
            ParticipantId(supplier),
            number,
            CURRENCY,
            TERMS,
            face,
            Day(DUE - 90),
            DUE,
            hashed("invoice", invoice),
            hashed("evidence", invoice),
        )

    def confirm(self, of: GhostReceivable, amount: int) -> Iterator[Event]:
        if of.status is Status.RECORDED and 0 < amount <= of.face - of.disputed:
            of.status, of.face, of.disputed = Status.CONFIRMED, amount, 0
            yield Confirmed(of.id, amount, hashed("evidence", of.id))

    def reject(self, of: GhostReceivable, reason: int) -> Iterator[Event]:
        if of.status is Status.RECORDED:
            of.status = Status.REJECTED
            yield Rejected(of.id, reason)

    def dispute(self, of: GhostReceivable, amount: int, reason: int) -> Iterator[Event]:
        if of.status is Status.RECORDED and amount <= of.face:
            of.disputed = amount
            yield Disputed(of.id, amount, reason if amount else 0)

    def credit_note(self, of: GhostReceivable, party: int, amount: int) -> Iterator[Event]:
        """The first of the two asks; the other agrees if it names the same."""
        if of.status not in (Status.CONFIRMED, Status.TOKENISED, Status.SETTLED):
            return
        if of.note is not None and of.note[:2] == (of.obligor + of.supplier - party, amount):
            document = of.note[2]
        else:
            document = hashed("note", of.id, len(self.notes))
        if amount == 0 and (of.note is None or of.note[0] != party):
            return
        if amount > of.face - of.owed_back:
            return
        by = ParticipantId(party)
        if of.note is None or of.note[2] != document:
            of.note = (party, amount, document) if amount else None
            yield CreditNoteAsked(of.id, by, amount, document)
            return
        self.notes.add(document)
        of.note = None
        own = of.face if of.status is Status.CONFIRMED else len(of.hands[of.supplier])
        if of.status is Status.SETTLED or of.paid or of.penalty_paid:
            own = 0
        reduced = min(own, amount)
        of.face -= reduced
        of.credited += reduced
        of.owed_back += amount - reduced
        yield CreditNoteAgreed(of.id, by, reduced, amount - reduced, document)
        if reduced and of.status is Status.TOKENISED:
            of.hands[of.supplier] = of.hands[of.supplier][reduced:]
            yield UnitsMoved(of.id, account(of.supplier), None, reduced)
        if of.face == 0:
            yield from self._cure(of)
            of.status = Status.CANCELLED
            yield Cancelled(of.id, by)

    def mark_default(self, of: GhostReceivable) -> Iterator[Event]:
        if of.status in (Status.CONFIRMED, Status.TOKENISED) and not of.in_default:
            of.in_default = True
            yield DefaultChanged(of.id, ParticipantId(of.obligor), self.defaults(of), True)

    def defaults(self, of: GhostReceivable) -> int:
        return sum(o.in_default and o.obligor == of.obligor for o in self.receivables.values())

    def _cure(self, of: GhostReceivable) -> Iterator[Event]:
        if of.in_default:
            of.in_default = False
            yield DefaultChanged(of.id, ParticipantId(of.obligor), self.defaults(of), False)

    def announce_rule(self, tenor: int, *, anew: bool) -> Iterator[Event]:
        """The next one, or another in place of the last."""
        if not self.rules or not anew:
            self.rules.append(Rule("", Day(0)))
        number = len(self.rules)
        rule = Rule(f"R-{tenor}", Day(DUE + 9 * number), None, tenor, tenor // 2 or None, None)
        self.rules[-1] = rule
        yield RuleAnnounced(
            number, rule.name, rule.valid_from, Day(0), tenor, rule.warning_tenor or 0, 0
        )

    def cancel(self, of: GhostReceivable, party: int) -> Iterator[Event]:
        if of.status is Status.RECORDED:
            if party == of.obligor:
                return
        elif of.status in (Status.CONFIRMED, Status.TOKENISED):
            whole = of.status is Status.CONFIRMED or len(of.hands[of.supplier]) == of.face
            if not whole or of.paid or of.penalty_paid:
                return
            if of.asked_by in (None, party):
                of.asked_by = party
                yield CancellationAsked(of.id, ParticipantId(party))
                return
            yield from self._cure(of)
            if of.status is Status.TOKENISED:
                of.hands.clear()
                yield UnitsMoved(of.id, account(of.supplier), None, of.face)
        else:
            return
        of.status = Status.CANCELLED
        yield Cancelled(of.id, ParticipantId(party))

    def issue(self, obligor: int, supplier: int, invoice: int, face: int) -> Iterator[Event]:
        """Record, confirm and tokenise in one."""
        recorded = list(self.record(obligor, supplier, invoice, face))
        if recorded:
            of = self.receivables[ReceivableId(hashed(obligor, supplier, invoice))]
            yield from (*recorded, *self.confirm(of, face), *self.tokenise(of))

    def post_batch(self, obligor: int, count: int, total: int) -> Iterator[Event]:
        root = hashed("batch", len(self.batches))
        self.batches[obligor, root] = [count, total]
        days = (Day(DUE), Day(DUE - 80), Day(DUE - 10))
        yield BatchPosted(ParticipantId(obligor), root, CURRENCY, count, total, *days)

    def materialise(
        self, obligor: int, supplier: int, invoice: int, face: int, which: int
    ) -> Iterator[Event]:
        """Record, confirm out of a batch, and tokenise."""
        mine = [root for owner, root in self.batches if owner == obligor]
        root = mine[which % len(mine)] if mine else ""
        count, total = self.batches.get((obligor, root), (0, 0))
        if not count or total < face:
            return
        recorded = list(self.record(obligor, supplier, invoice, face))
        if not recorded:
            return
        self.batches[obligor, root] = [count - 1, total - face]
        of = self.receivables[ReceivableId(hashed(obligor, supplier, invoice))]
        of.status, of.batch = Status.CONFIRMED, root
        yield from recorded
        yield Confirmed(of.id, face, hashed("evidence", of.id), root)
        yield from self.tokenise(of)

    def close_batch(self, which: int) -> Iterator[Event]:
        open_ones = [key for key, (_, total) in self.batches.items() if total]
        if open_ones:
            obligor, root = open_ones[which % len(open_ones)]
            yield BatchClosed(ParticipantId(obligor), root, self.batches[obligor, root][1])
            self.batches[obligor, root] = [0, 0]

    def tokenise(self, of: GhostReceivable) -> Iterator[Event]:
        if of.status is Status.CONFIRMED:
            of.status = Status.TOKENISED
            of.hands[of.supplier] = [(of.supplier,)] * of.face
            yield UnitsMoved(of.id, None, account(of.supplier), of.face)

    def transfer(self, of: GhostReceivable, giver: int, taker: int, units: int) -> Iterator[Event]:
        if of.status is not Status.TOKENISED or giver == taker or units > len(of.hands[giver]):
            return
        oldest, of.hands[giver] = of.hands[giver][:units], of.hands[giver][units:]
        of.hands[taker] = of.hands[taker] + [(*path, taker) for path in oldest]
        yield UnitsMoved(of.id, account(giver), account(taker), units)

    def sell(
        self, of: GhostReceivable, seller: int, financier: int, units: int, nonce: int
    ) -> Iterator[Event]:
        if (of.id, financier, nonce) in self.nonces or units < 2:
            return
        moved = list(self.transfer(of, seller, financier, units))
        if not moved:
            return
        self.nonces[of.id, financier, nonce] = "filled"
        discount = units // 10
        price = units - discount
        yield from moved
        yield Sold(of.id, account(seller), account(financier), nonce, units, discount, price)
        yield from self.move_cash(account(financier), account(seller), price * SCALE)

    def cancel_quote(self, of: GhostReceivable, financier: int, nonce: int) -> Iterator[Event]:
        if (of.id, financier, nonce) not in self.nonces:
            self.nonces[of.id, financier, nonce] = "cancelled"
            yield QuoteCancelled(account(financier), of.id, nonce)

    def pay(
        self, of: GhostReceivable, payer: str, amount: int, penalty: int = 0
    ) -> Iterator[Event]:
        if of.status not in (Status.CONFIRMED, Status.TOKENISED):
            return
        if amount > of.face - of.paid + of.penalty_owed + penalty:
            return
        yield from self.tokenise(of)
        if penalty:
            of.penalty_owed += penalty
            yield PenaltyPosted(of.id, penalty, Day(DUE + 10))
        to_penalty = min(amount, of.penalty_owed)
        principal = amount - to_penalty
        of.penalty_owed -= to_penalty
        of.penalty_paid += to_penalty
        of.paid += principal
        for holder in of.holders:
            of.claims[holder] += Fraction(amount * len(of.hands[holder]), of.face)
        unpaid = of.face - of.paid
        if unpaid == 0:
            of.status = Status.SETTLED
            yield from self._cure(of)
        yield Paid(of.id, payer, principal, to_penalty, unpaid)
        yield from self.move_cash(payer, CONTRACT, amount * SCALE)

    def redeem(self, of: GhostReceivable, holder: int) -> Iterator[Event]:
        claim = of.claims[holder]
        settled = of.status is Status.SETTLED
        amount = int(claim)
        if (claim if settled else amount) == 0:
            return
        of.claims[holder] = Fraction(0) if settled else claim - amount
        if not any(of.claims.values()):
            last = of.paid + of.penalty_paid - of.redeemed
            self.remainders += last > amount
            amount = last
        of.redeemed += amount
        if settled and (units := len(of.hands[holder])):
            of.hands[holder] = []
            yield UnitsMoved(of.id, account(holder), None, units)
        yield Redeemed(of.id, ParticipantId(holder), amount)
        yield from self.move_cash(CONTRACT, account(holder), amount * SCALE)

    def mint(self, to: str, token_units: int) -> Iterator[Event]:
        yield from self.move_cash(None, to, token_units)

    def suspend(self, participant: int) -> Iterator[Event]:
        self.suspended ^= {participant}
        yield SuspensionChanged(ParticipantId(participant), participant in self.suspended)

    def freeze(self, participant: int, number: int) -> Iterator[Event]:
        """By an order, or lift the one that is in force."""
        order = self.frozen.pop(participant, None)
        until = Day(0) if order else Day(DUE + number)
        if order is None:
            order = self.frozen[participant] = hashed("order", number)
        yield ParticipantFrozen(ParticipantId(participant), order, until)

    def freeze_units(self, of: GhostReceivable, holder: int, units: int) -> Iterator[Event]:
        key = ParticipantId(holder)
        if before := of.frozen.pop(holder, None):
            yield UnitsFrozen(of.id, key, before[0], 0, Day(0))
        elif units <= len(of.hands[holder]):
            of.frozen[holder] = (hashed("order", units), units)
            yield UnitsFrozen(of.id, key, hashed("order", units), units, Day(DUE + 400))

    def recover(self, participant: int, number: int) -> Iterator[Event]:
        """Ask for an account, stop that, or let it take over and go back to the old one."""
        key, usual = ParticipantId(participant), account(participant)
        asked = self.recoveries.pop(participant, None)
        if asked is None:
            self.recoveries[participant] = f"0xBb{number:038x}"
            yield RecoveryRequested(key, self.recoveries[participant], Day(DUE))
        elif number % 2:
            yield RecoveryCancelled(key, asked)
        else:
            yield AccountRecovered(key, usual, asked)
            yield RecoveryRequested(key, usual, Day(DUE))
            yield AccountRecovered(key, asked, usual)

    def cancel_all_quotes(self, financier: int) -> Iterator[Event]:
        self.epochs[financier] += 1
        yield AllQuotesCancelled(ParticipantId(financier), self.epochs[financier])

    def set_roles(self, participant: int, roles: Role) -> Iterator[Event]:
        self.roles[participant] = roles
        yield RolesChanged(ParticipantId(participant), roles)

    def used_credit(self, obligor: int) -> int:
        """What the obligor owes, and what is left of its batches."""
        left = sum(total for (by, _), (_, total) in self.batches.items() if by == obligor)
        return left + self.owed(obligor)

    def owed(self, obligor: int) -> int:
        return sum(
            of.face - of.paid
            for of in self.receivables.values()
            if of.obligor == obligor and of.status in (Status.CONFIRMED, Status.TOKENISED)
        )

    def move_cash(self, giver: str | None, taker: str | None, amount: int) -> Iterator[Event]:
        if giver is not None:
            self.cash[giver] -= amount
        if taker is not None:
            self.cash[taker] += amount
        yield CashMoved(TOKEN, giver, taker, amount)


USUAL = (
    *("record", "issue", "issue", "confirm", "tokenise", "transfer", "transfer", "transfer"),
    *("sell", "pay", "pay", "pay", "redeem", "redeem", "redeem", "redeem", "cancel", "cancel"),
)
RARE = (
    *("reject", "cancel_quote", "mint", "suspend", "roles"),
    *("dispute", "credit_note", "credit_note", "default", "rule"),
    *("freeze", "freeze_units", "freeze_units", "recover", "recover", "epoch"),
    *("post_batch", "materialise", "materialise", "close_batch"),
)
OPERATIONS = (*USUAL, *USUAL, *USUAL, *RARE)
WITH_MARKET = (*OPERATIONS, *("market",) * 20, *("reject", "reject", "dispute", "cancel_quote"))


def act(ghost: Ghost, operation: str, a: int, b: int, c: int) -> list[Event]:
    """Do something with the ledger, whatever three numbers may mean for it."""
    if operation in ("record", "issue") or not ghost.receivables:
        # few ids, so that new rounds come about
        enter = ghost.record if operation == "record" else ghost.issue
        return list(enter(OBLIGORS[a % 2], SUPPLIERS[b % 2], a % 3, c % 60 + 1))
    if operation == "mint":
        return list(ghost.mint(account(EVERYONE[a % 7]), b * SCALE + c))
    if operation == "suspend":
        return list(ghost.suspend(EVERYONE[a % 7]))
    if operation == "roles":
        return list(ghost.set_roles(EVERYONE[a % 7], Role(b % 31 + 1)))
    if operation == "freeze":
        return list(ghost.freeze(EVERYONE[a % 7], b % 9))
    if operation == "recover":
        return list(ghost.recover(EVERYONE[a % 7], b % 9))
    if operation == "epoch":
        return list(ghost.cancel_all_quotes(FINANCIERS[a % 2]))
    if operation == "post_batch":
        return list(ghost.post_batch(OBLIGORS[a % 2], b % 4 + 1, c % 90 + 4))
    if operation == "materialise":
        return list(ghost.materialise(OBLIGORS[a % 2], SUPPLIERS[b % 2], b % 4, c % 30 + 1, a // 2))
    if operation == "close_batch":
        return list(ghost.close_batch(a))
    if operation == "rule":
        return list(ghost.announce_rule(b % 400 + 1, anew=a % 2 == 0))
    everything = list(ghost.receivables.values())
    going_on = [of for of in everything if not of.is_over] or everything
    of = going_on[a % len(going_on)]
    holders = of.holders or [of.supplier]
    giver = holders[b % len(holders)]
    units = c % max(len(of.hands[giver]), 1) + 1
    match operation:
        case "market":
            return list(ghost.stall.act(of, giver, a, b, c))
        case "confirm":
            return list(ghost.confirm(of, of.face - c % of.face))
        case "tokenise":
            return list(ghost.tokenise(of))
        case "transfer":
            return list(ghost.transfer(of, giver, EVERYONE[c % 7], units))
        case "sell":
            return list(ghost.sell(of, giver, FINANCIERS[c % 2], units, c % 96))
        case "pay":
            payer = STRANGER if c % 7 == 0 else account(of.obligor)
            penalty = b % 5 if b % 3 == 0 else 0
            due = of.face - of.paid + of.penalty_owed + penalty
            amount = due if b % 8 == 1 else c % max(due, 1) + 1
            return list(ghost.pay(of, payer, amount, penalty))
        case "redeem":
            entitled = [party for party in EVERYONE if of.claims[party]] or EVERYONE
            return list(ghost.redeem(of, entitled[b % len(entitled)]))
        case "cancel":
            return list(ghost.cancel(of, (of.obligor, of.supplier)[c % 2]))
        case "freeze_units":
            return list(ghost.freeze_units(of, giver, units))
        case "default":
            return list(ghost.mark_default(of))
        case "dispute":
            return list(ghost.dispute(of, c % (of.face + 1), c % 14 + 1))
        case "credit_note":
            party, amount = (of.obligor, of.supplier)[c % 2], b % (of.face + 1)
            if of.note is not None and a % 4:
                amount = of.note[1]
            return list(ghost.credit_note(of, party, amount))
        case "reject":
            return list(ghost.reject(of, c % 14 + 1))
        case _:
            return list(ghost.cancel_quote(of, FINANCIERS[b % 2], c % 96))
