"""Refusals about quotes, payments and the money that settles them."""

from sfc.domain.errors.base import SfcError


class QuoteExpired(SfcError):
    """`quote` was firm until `expiry` (seconds since 1970, UTC)."""

    code = "quote_expired"
    template = "{quote} expired at {expiry}: ask for a new one"
    quote: str
    expiry: int


class QuoteCancelled(SfcError):
    """The financier withdrew `quote`."""

    code = "quote_cancelled"
    template = "{quote} was cancelled by its financier: ask for a new one"
    quote: str


class QuoteUsed(SfcError):
    """`quote` has been filled before."""

    code = "quote_used"
    template = "{quote} is already filled: a quote fills once"
    quote: str


class QuoteSignatureInvalid(SfcError):
    """`quote` is not signed by `financier`, in whose name it was offered."""

    code = "quote_signature_invalid"
    template = "{quote} is not signed by {financier}: only its financier can sign it"
    quote: str
    financier: str


class QuoteMismatch(SfcError):
    """`quote` does not cover what was asked of it, in `term`."""

    code = "quote_mismatch"
    template = "{quote} does not cover this sale: {term} is outside of what it offers"
    quote: str
    term: str


class PriceMoved(SfcError):
    """The price is `actual`, below the `minimum` that the seller accepts."""

    code = "price_moved"
    template = "the price is {actual}, below the {minimum} required: accept it or ask again"
    minimum: int
    actual: int


class Overpayment(SfcError):
    """`amount` is more than the `owed` on `receivable`."""

    code = "overpayment"
    template = "{amount} is more than the {owed} still owed on {receivable}: pay at most that"
    receivable: str
    amount: int
    owed: int


class NothingToRedeem(SfcError):
    """`holder` has no claim on cash paid for `receivable`."""

    code = "nothing_to_redeem"
    template = "nothing to redeem for {holder} on {receivable}: no paid and unredeemed units"
    receivable: str
    holder: str


class InsufficientFunds(SfcError):
    """`account` has `has` minor units of the settlement token and was to give `asked`."""

    code = "insufficient_funds"
    template = "{account} has {has} of the settlement currency, {asked} are needed"
    account: str
    has: int
    asked: int


class TokenUnsupported(SfcError):
    """`token` moved another amount than it was asked to."""

    code = "token_unsupported"
    template = "token {token} did not move the exact amount: tokens with fees are not accepted"
    token: str


class AllowanceTooLow(SfcError):
    """`account` lets the contract take `allowed` minor units, `asked` are needed."""

    code = "allowance_too_low"
    template = "{account} allows {allowed} of the settlement currency, {asked} are needed: approve"
    account: str
    allowed: int
    asked: int
