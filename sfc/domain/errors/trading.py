"""Refusals of the market beside the core: facilities, recourse, hold-backs."""

from sfc.domain.errors.base import SfcError


class OfferMalformed(SfcError):
    """What is offered cannot be: `reason`."""

    code = "offer_malformed"
    template = "this cannot be offered: {reason}"
    reason: str


class FacilityNotOpen(SfcError):
    """`facility` is closed, or there is none."""

    code = "facility_not_open"
    template = "{facility} is not open: ask its financier, or choose another"
    facility: str


class DealOver(SfcError):
    """The receivable of `deal` is settled or cancelled."""

    code = "deal_over"
    template = "{deal} is over: its receivable is settled or cancelled"
    deal: str


class NoDebt(SfcError):
    """Nothing is put back under `deal` that is not paid."""

    code = "no_debt"
    template = "nothing is owed under {deal}: put units back first"
    deal: str


class NothingToRelease(SfcError):
    """The hold-back of `deal` is not due, or was released."""

    code = "nothing_to_release"
    template = "no hold-back of {deal} is to be released: it is not due yet, or has gone"
    deal: str


class BeyondRecourse(SfcError):
    """`units` are to be put back, and the seller answers for `most`."""

    code = "beyond_recourse"
    template = "the seller answers for {most} units, not for {units}: put back fewer"
    units: int
    most: int


class TooManyUnits(SfcError):
    """`units` are more than the `most` that the deal has."""

    code = "too_many_units"
    template = "{units} units are more than the {most} of the deal: name fewer"
    units: int
    most: int


class CostAbove(SfcError):
    """The cost is `cost`, above the `most` that the payer wants to give."""

    code = "cost_above"
    template = "it costs {cost}, more than the {most} allowed: accept it or leave it"
    most: int
    cost: int


class AuctionRefused(SfcError):
    """The auction's rules refuse a step, because of `reason`."""

    code = "auction_refused"
    template = "the rules of the auction refuse this: {reason}"
    reason: str
