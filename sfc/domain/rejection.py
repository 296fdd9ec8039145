"""Why an obligor rejects a receivable: the clarification reasons of the Peppol Invoice Response."""

from enum import IntEnum

from sfc.domain.errors import RejectionReasonUnknown


class RejectionReason(IntEnum):
    """A reason by its Peppol code (`name`) and the number that the contract stores (`value`)."""

    NON = 1
    REF = 2
    LEG = 3
    REC = 4
    QUA = 5
    DEL = 6
    PRI = 7
    QTY = 8
    ITM = 9
    PAY = 10
    UNR = 11
    FIN = 12
    PPD = 13
    OTH = 14

    @property
    def meaning(self) -> str:
        """What the reason says, in words for people."""
        return _MEANINGS[self]


_MEANINGS = {
    RejectionReason.NON: "no issue with the invoice",
    RejectionReason.REF: "a reference, such as the order number, is missing or wrong",
    RejectionReason.LEG: "information that the law requires is missing or wrong",
    RejectionReason.REC: "the buyer named is not the one who received it",
    RejectionReason.QUA: "the quality of the goods or services is disputed",
    RejectionReason.DEL: "the delivery is disputed",
    RejectionReason.PRI: "the prices are wrong",
    RejectionReason.QTY: "the quantities are wrong",
    RejectionReason.ITM: "the items are wrong",
    RejectionReason.PAY: "the payment terms are wrong",
    RejectionReason.UNR: "the buyer does not recognise the purchase",
    RejectionReason.FIN: "the financing terms are wrong",
    RejectionReason.PPD: "a part has been paid already",
    RejectionReason.OTH: "another reason, given in words outside of the ledger",
}


def parse_rejection(code: str) -> RejectionReason:
    """Read a Peppol code such as `PRI`. Raises RejectionReasonUnknown."""
    try:
        return RejectionReason[code]
    except KeyError:
        raise RejectionReasonUnknown(code, ", ".join(RejectionReason.__members__)) from None


def rejection(number: int) -> RejectionReason:
    """Take the contract's number, 1 to 14, for a reason. Raises RejectionReasonUnknown."""
    try:
        return RejectionReason(number)
    except ValueError:
        raise RejectionReasonUnknown(number, "1 to 14") from None
