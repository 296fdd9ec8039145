"""What the contracts refuse, in the words of the domain: one table, by the error's name.

What is not in the table is either not meant for users (`UNEXPECTED`: a fault of ours, of a token,
or of the chain) or no error of ours; both become TransactionFailed.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from eth_abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils import to_checksum_address

from sfc.chain import artifacts
from sfc.chain.abi import Error
from sfc.chain.attempt import Attempt, words
from sfc.chain.contracts import interface
from sfc.chain.nodes.node import Reverted
from sfc.domain import errors as e
from sfc.domain.days import Day, date_of
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant, format_receivable
from sfc.domain.receivable import Status
from sfc.domain.rejection import RejectionReason
from sfc.domain.roles import Role

Fields = Mapping[str, Any]

_ERROR = bytes.fromhex("08c379a0")  # Error(string), of require
_PANIC = bytes.fromhex("4e487b71")  # Panic(uint256), of arithmetic and the like

# Who may do what, where the contract says only that the caller may not.
_PARTY = {
    "tokenise": "supplier",
    "cancel": "supplier or obligor",
    "creditNote": "supplier or obligor",
}
_REASONS = ", ".join(RejectionReason.__members__)
_ROLES = ", ".join(Role(31).names)


def _par(number: int) -> str:
    return format_participant(ParticipantId(number))


def _rcv(number: int) -> str:
    return format_receivable(ReceivableId(f"0x{number:064x}"))


def _day(number: int) -> Any:
    return date_of(Day(number))


def _text(word: str) -> str:
    """What 32 bytes, as 0x-hex, spell; zeros at their end do not count."""
    return bytes.fromhex(word[2:]).rstrip(b"\0").decode("ascii", "replace")


def _status(number: int) -> str:
    return Status(number).api_name


def _quote(f: Fields) -> str:
    return f"quote {f['nonce']} of {_par(f['financier'])}"


TABLE: dict[str, Callable[[Fields, Attempt], e.SfcError]] = {
    # parties
    "AccessManagerUnauthorizedAccount": lambda f, t: e.Forbidden(t.name),
    "AccessManagedUnauthorized": lambda f, t: e.Forbidden(t.name),
    "AccountTaken": lambda f, t: e.ParticipantExists(f["account"]),
    "InvalidRoles": lambda f, t: e.RoleUnknown(str(f["roles"]), _ROLES),
    "LegalEntityTaken": lambda f, t: e.ParticipantExists(_par(f["id"])),
    "NotParty": lambda f, t: e.NotYours(
        _par(f["participant"]), _rcv(f["receivable"]), _PARTY.get(t.name, "obligor")
    ),
    "ParticipantSuspended": lambda f, t: e.ParticipantSuspended(_par(f["id"])),
    "UnknownParticipant": lambda f, t: e.UnknownParticipant(f["account"]),
    "UnknownParticipantId": lambda f, t: e.UnknownParticipant(_par(f["id"])),
    "WrongRole": lambda f, t: e.WrongRole(f["account"], ", ".join(Role(f["required"]).names)),
    "ZeroIdentity": lambda f, t: e.IdentityMissing("account and legal entity"),
    # receivables
    "AlreadyRecorded": lambda f, t: e.AlreadyRecorded(_rcv(f["receivable"])),
    "BatchNested": lambda f, t: e.BatchNested(f["index"]),
    "BatchTooLarge": lambda f, t: e.BatchTooLarge(f["calls"], f["limit"]),
    "CannotCancel": lambda f, t: e.CannotCancel(_rcv(f["receivable"])),
    "CreditLimitExceeded": lambda f, t: e.CreditLimitExceeded(f["limit"], f["used"], f["amount"]),
    "DueNotAfterIssue": lambda f, t: e.DueNotAfterIssue(_day(f["issueDay"]), _day(f["dueDay"])),
    "LimitBelowUsed": lambda f, t: e.LimitBelowUsed(f["limit"], f["used"]),
    "NotConfirmed": lambda f, t: e.NotConfirmed(_rcv(f["receivable"]), _status(f["status"])),
    "PastDue": lambda f, t: e.PastDue(_rcv(f["receivable"]), _day(f["dueDay"]), _day(f["today"])),
    "RoundsExhausted": lambda f, t: e.RoundsExhausted(_rcv(f["receivable"])),
    "SameParty": lambda f, t: e.SameParty(_par(f["participant"])),
    "UndertakingExpired": lambda f, t: e.UndertakingExpired(
        _day(f["validUntil"]), _day(f["today"])
    ),
    "UndertakingMismatch": lambda f, t: e.UndertakingMismatch(
        _rcv(f["receivable"]), "round, amount, currency, due day, terms or evidence"
    ),
    "UndertakingSignatureInvalid": lambda f, t: e.UndertakingSignatureInvalid(f["obligor"]),
    "UnknownReason": lambda f, t: e.RejectionReasonUnknown(f["reason"], _REASONS),
    "UnknownTerms": lambda f, t: e.TermsUnknown(f["terms"]),
    "WrongStatus": lambda f, t: e.WrongStatus(
        _rcv(f["receivable"]), _status(f["status"]), _status(f["required"])
    ),
    # disputes and credit notes
    "AmountDisputed": lambda f, t: e.AmountDisputed(
        _rcv(f["receivable"]), f["disputed"], f["amount"]
    ),
    "CreditNoteTooLarge": lambda f, t: e.CreditNoteTooLarge(
        _rcv(f["receivable"]), f["amount"], f["most"]
    ),
    "CreditNoteUsed": lambda f, t: e.CreditNoteUsed(_rcv(f["receivable"]), f["note"]),
    "DisputeAboveFace": lambda f, t: e.DisputeAboveFace(
        _rcv(f["receivable"]), f["amount"], f["face"]
    ),
    "NoCreditNoteAsked": lambda f, t: e.NoCreditNoteAsked(
        _rcv(f["receivable"]), _par(f["participant"])
    ),
    # discipline
    "AlreadyInDefault": lambda f, t: e.AlreadyInDefault(_rcv(f["receivable"])),
    "LineAboveRule": lambda f, t: e.RuleBroken(
        _text(f["rule"]), "credit line in use", f["maxLine"], f["used"], t.rule_version()
    ),
    "NotInDefault": lambda f, t: e.NotInDefault(
        _rcv(f["receivable"]), _day(f["from"]), _day(f["today"])
    ),
    "ObligorInDefault": lambda f, t: e.ObligorInDefault(_par(f["obligor"]), f["defaults"]),
    "RuleDatesMalformed": lambda f, t: e.RuleDatesMalformed(
        _day(f["validFrom"]), _day(f["validTo"])
    ),
    "RuleTooSoon": lambda f, t: e.RuleTooSoon(_day(f["validFrom"]), _day(f["earliest"])),
    "TenorAboveRule": lambda f, t: e.RuleBroken(
        _text(f["rule"]), "tenor in days", f["maxTenor"], f["tenor"], t.rule_version()
    ),
    # batches
    "BatchDatesMalformed": lambda f, t: e.BatchDatesMalformed(
        _day(f["latestDue"]), _day(f["validUntil"]), _day(f["today"])
    ),
    "BatchEmpty": lambda f, t: e.BatchEmpty(f["count"], f["total"]),
    "BatchExhausted": lambda f, t: e.BatchExhausted(f["root"], f["left"], f["total"], f["face"]),
    "BatchExists": lambda f, t: e.BatchExists(_par(f["obligor"]), f["root"]),
    "BatchExpired": lambda f, t: e.BatchExpired(_day(f["validUntil"]), _day(f["today"])),
    "BatchOpen": lambda f, t: e.BatchOpen(f["root"], _day(f["validUntil"])),
    "OutsideBatch": lambda f, t: e.OutsideBatch(f["root"], _rcv(f["receivable"])),
    "ProofInvalid": lambda f, t: e.ProofInvalid(f["root"], f["leaf"]),
    "UnknownBatch": lambda f, t: e.UnknownBatch(_par(f["obligor"]), f["root"]),
    # orders, and recovery
    "FreezeOver": lambda f, t: e.FreezeOver(_day(f["until"]), _day(f["today"])),
    "Frozen": lambda f, t: e.Frozen(_par(f["participant"]), _day(f["until"])),
    "NoRecovery": lambda f, t: e.NoRecovery(_par(f["participant"])),
    "NotItsAccount": lambda f, t: e.NotItsAccount(_par(f["participant"]), f["caller"]),
    "OrderInForce": lambda f, t: e.OrderInForce(f["order"]),
    "OrderUnknown": lambda f, t: e.OrderUnknown(f["order"]),
    "RecoveryTooSoon": lambda f, t: e.RecoveryTooSoon(
        _par(f["participant"]), _day(f["from"]), _day(f["today"])
    ),
    "UnitsAreFrozen": lambda f, t: e.UnitsAreFrozen(
        _rcv(f["receivable"]), _par(f["holder"]), f["frozen"]
    ),
    # units
    "ERC6909InsufficientAllowance": lambda f, t: e.NotUnitOperator("their holder", f["spender"]),
    "ERC6909InvalidReceiver": lambda f, t: e.UnknownParticipant(f["receiver"]),
    "InsufficientUnits": lambda f, t: e.InsufficientUnits(
        _par(f["holder"]), f["held"], f["needed"]
    ),
    "ShareWouldBeZero": lambda f, t: e.ShareWouldBeZero(f["index"]),
    "SplitMalformed": lambda f, t: e.SplitMalformed(f["receivers"], f["weights"]),
    "TransferToSelf": lambda f, t: e.TransferToSelf(_par(f["participant"])),
    "UnitsOnlyRedeemable": lambda f, t: e.UnitsOnlyRedeemable(_rcv(f["id"])),
    # quotes
    "NonceOutOfRange": lambda f, t: e.QuoteMismatch(t.quote, "nonce"),
    "PriceMoved": lambda f, t: e.PriceMoved(f["minPrice"], f["price"]),
    "QuoteEpochOver": lambda f, t: e.QuoteCancelled(t.quote),
    "QuoteExpired": lambda f, t: e.QuoteExpired(t.quote, f["expiry"]),
    "QuoteSignatureInvalid": lambda f, t: e.QuoteSignatureInvalid(t.quote, f["financier"]),
    "QuoteUsed": lambda f, t: e.QuoteUsed(_quote(f)),
    "QuoteWithdrawn": lambda f, t: e.QuoteCancelled(_quote(f)),
    "ReceivableChanged": lambda f, t: e.ReceivableChanged(_rcv(f["receivable"])),
    "UnitsOutOfRange": lambda f, t: e.QuoteMismatch(t.quote, "number of units"),
    # orders and facilities
    "FacilityExceeded": lambda f, t: e.QuoteMismatch("the facility", "amount"),
    "OrderClosed": lambda f, t: e.QuoteUsed("the order"),
    "OrderExceeded": lambda f, t: e.QuoteMismatch("the order", "amount"),
    "OrderExpired": lambda f, t: e.QuoteExpired("the order", f["expiry"]),
    "OrderForAnother": lambda f, t: e.QuoteMismatch("the order", "receivable"),
    "OrderOfAnotherEpoch": lambda f, t: e.QuoteCancelled("the order"),
    "OrderSignatureInvalid": lambda f, t: e.QuoteSignatureInvalid("the order", f["maker"]),
    "ReceivableNotCovered": lambda f, t: e.QuoteMismatch("the offer", "receivable"),
    "TenorTooLong": lambda f, t: e.QuoteMismatch("the offer", "tenor"),
    "WrongSide": lambda f, t: e.QuoteMismatch("the order", "side"),
    "BucketsMalformed": lambda f, t: e.OfferMalformed("one to five tenors, ascending from a day"),
    "FacilityNotOpen": lambda f, t: e.FacilityNotOpen(f"facility {f['facility']}"),
    "FeeReceiverMissing": lambda f, t: e.OfferMalformed("a fee needs somebody who receives it"),
    "NotFacilityOwner": lambda f, t: e.Forbidden("changing another's facility"),
    "ShareOutOfRange": lambda f, t: e.OfferMalformed(
        f"a share of {f['share']} ppm is above the most, {f['most']}"
    ),
    # recourse and hold-back
    "BeyondRecourse": lambda f, t: e.BeyondRecourse(f["units"], f["most"]),
    "CostAbove": lambda f, t: e.CostAbove(f["most"], f["cost"]),
    "DealOver": lambda f, t: e.DealOver(f"deal {f['deal']}"),
    "NoDebt": lambda f, t: e.NoDebt(f"deal {f['deal']}"),
    "NotFinancier": lambda f, t: e.Forbidden("acting on another's deal"),
    "NothingToRelease": lambda f, t: e.NothingToRelease(f"deal {f['deal']}"),
    "TooManyUnits": lambda f, t: e.TooManyUnits(f["units"], f["most"]),
    "UnknownDeal": lambda f, t: e.NotFound("deal", str(f["deal"])),
    # auctions
    "AlreadyBid": lambda f, t: e.AuctionRefused("one financier has one bid"),
    "AlreadyCleared": lambda f, t: e.AuctionRefused("it was cleared before"),
    "BidOutOfRange": lambda f, t: e.AuctionRefused("the bid is out of the lot's range"),
    "CashNotReady": lambda f, t: e.AuctionRefused(
        f"{_par(f['financier'])} has {f['available']} ready of the {f['missing']} that are missing"
    ),
    "CommitmentMismatch": lambda f, t: e.AuctionRefused("that is not the bid committed to"),
    "LotMalformed": lambda f, t: e.OfferMalformed("a number or an end of the lot is out of range"),
    "NotCleared": lambda f, t: e.AuctionRefused("it is not cleared yet"),
    "NotNow": lambda f, t: e.AuctionRefused(
        f"the step has its time from {f['first']} to {f['last']}, now it is {f['timestamp']}"
    ),
    "NothingCredited": lambda f, t: e.AuctionRefused("nothing is credited"),
    "SellerMayNotBid": lambda f, t: e.AuctionRefused("the seller does not bid"),
    "TooManyBids": lambda f, t: e.AuctionRefused(f"it takes {f['limit']} bids"),
    "UnitsNotApproved": lambda f, t: e.NotUnitOperator("their holder", "the auctions' contract"),
    "UnknownAuction": lambda f, t: e.NotFound("auction", str(f["auction"])),
    "WrongBidState": lambda f, t: e.AuctionRefused("the bid is in another state"),
    # money
    "BasisUnsupported": lambda f, t: e.BasisUnsupported(f["basis"]),
    "DiscountNotBelowFace": lambda f, t: e.DiscountNotBelowFace(f["discount"], f["units"]),
    "ERC20InsufficientAllowance": lambda f, t: e.AllowanceTooLow(
        t.payer, t.minor(f["allowance"]), t.minor(f["needed"])
    ),
    "ERC20InsufficientBalance": lambda f, t: e.InsufficientFunds(
        f["sender"], t.minor(f["balance"]), t.minor(f["needed"])
    ),
    "NoDaysToMaturity": lambda f, t: e.NoDaysToMaturity(0),
    "NothingToRedeem": lambda f, t: e.NothingToRedeem(_rcv(f["receivable"]), _par(f["holder"])),
    "Overpayment": lambda f, t: e.Overpayment(_rcv(f["receivable"]), f["amount"], f["due"]),
    "SafeERC20FailedOperation": lambda f, t: e.TokenUnsupported(f["token"]),
    "TokenUnsupported": lambda f, t: e.TokenUnsupported(f["token"]),
    "UnknownCurrency": lambda f, t: e.CurrencyUnknown(f"number {f['currency']}"),
    "ZeroAmount": lambda f, t: e.AmountNotPositive(0),
}

UNEXPECTED = frozenset(
    "AccessManagedInvalidAuthority AccessManagedRequiredDelay AddressEmptyCode CatalogueFull "
    "ERC6909InsufficientBalance ERC6909InvalidApprover ERC6909InvalidSender ERC6909InvalidSpender "
    "FailedCall InvalidShortString OffsetOutOfRange ReentrancyGuardReentrantCall "
    "RulesExhausted ScaleUnsupported StringTooLong".split()
)


def refusal(reverted: Reverted, attempt: Attempt) -> e.SfcError:
    """The domain's error for a revert."""
    data = reverted.data
    error = _errors().get(data[:4])
    if error is None:
        return e.TransactionFailed(attempt.name, _plain(data))
    try:
        fields = {name: _shown(kind, value) for name, kind, value in _decoded(error, data)}
    except DecodingError:
        return e.TransactionFailed(attempt.name, f"{error.name} with malformed fields")
    if error.name in TABLE:
        return TABLE[error.name](fields, attempt)
    return e.TransactionFailed(attempt.name, f"{error.name} {words(fields)}".rstrip())


@cache
def _errors() -> Mapping[bytes, Error]:
    """The custom errors of all contracts: one may pass on the error of another."""
    return {s: x for name in artifacts.all_names() for s, x in interface(name).errors.items()}


def _decoded(error: Error, data: bytes) -> list[tuple[str, str, Any]]:
    values = error.decode(data).values()
    return list(zip(error.fields, error.types, values, strict=True))


def _shown(kind: str, value: Any) -> Any:
    if kind == "address":
        return str(to_checksum_address(value))
    return "0x" + value.hex() if isinstance(value, bytes) else value


def _plain(data: bytes) -> str:
    """A revert that is no custom error of ours."""
    try:
        if data[:4] == _ERROR:
            return str(decode(["string"], data[4:])[0])
        if data[:4] == _PANIC:
            return f"panic {decode(['uint256'], data[4:])[0]:#x}"
    except DecodingError:
        pass
    return f"the contracts gave 0x{data.hex()}" if data else "the contracts gave no reason"
