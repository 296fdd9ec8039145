"""What each function may move: units, or cash in ERC-20 tokens, from whom and to whom.

Every function that writes has a line; a test walks the interfaces and fails on one that has none.
That calls keep to it is shown by the differential run (I8 of docs/invariants.md) and by
tests/contracts/test_access.py.
"""

from collections.abc import Mapping

NOTHING = "nothing"

_RECORDS = "nothing: the supplier gets the units of its own receivable"
_ENDS = "nothing of others: only units of the receivable's supplier end with it"
_RECOURSE = {
    "putBack": "the caller's units to the deal's seller; the hold-back, and of the cash that the "
    "seller agreed to answer with, to the caller",
    "payDebt": "the caller's cash to the financier, the financier's units that it put back to the "
    "deal's seller",
    "release": "a hold-back to its seller or financier",
    "preview": NOTHING,
    "undone": NOTHING,
}
_ADMINISTRATION = (
    *("register", "setRoles", "suspend", "reinstate", "requestRecovery"),
    *("addCurrency", "addTerms", "setCreditLine", "announceRule"),
    *("freeze", "unfreeze", "freezeUnits", "unfreezeUnits", "setAuthority"),
)

MOVES: Mapping[str, Mapping[str, str]] = {
    "Receivables": {
        **dict.fromkeys(_ADMINISTRATION, NOTHING),
        **dict.fromkeys(("record", "confirm", "confirmSigned", "reject", "dispute"), NOTHING),
        **dict.fromkeys(("postBatch", "withdrawProof", "closeBatch", "markDefault"), NOTHING),
        **dict.fromkeys(("cancelQuote", "cancelAllQuotes", "approve", "setOperator"), NOTHING),
        **dict.fromkeys(("tokenise", "tokeniseProof", "issue", "issueSigned"), _RECORDS),
        **dict.fromkeys(("cancel", "creditNote"), _ENDS),
        "transfer": "the caller's units to the receiver",
        "transferFrom": "units of a holder that allowed the caller, or of the caller, to the "
        "receiver",
        "fill": "the caller's units to the financier that signed the quote, its cash to the caller",
        "pay": "the caller's cash to the contract",
        "redeem": "the caller's share of what was collected to the caller; once settled, its units "
        "end",
        "cancelRecovery": NOTHING,
        "recover": "nothing: units and debts stay with the participant's number, for which another "
        "account acts",
        "multicall": "what its calls move",
    },
    "Market": {
        **_RECOURSE,
        "sell": "the caller's units to the financier that signed, its cash to the caller, the "
        "contract and the fee receiver that it signed for",
        "buy": "the units of the holder that signed to the caller, the caller's cash as signed",
        "draw": "the caller's units to the facility's financier, its cash as the facility says",
        **dict.fromkeys(("withdrawOrder", "withdrawAllOrders", "restore"), NOTHING),
        **dict.fromkeys(("openFacility", "changeFacility", "closeFacility"), NOTHING),
    },
    "Auctions": {
        **_RECOURSE,
        "open": "the caller's deposit to the contract",
        "commit": "the caller's deposit to the contract",
        "reveal": NOTHING,
        "clear": "nothing: deposits are credited",
        "deliver": "the seller's units to a financier that bid for them, its cash to the contract",
        "lapse": "nothing: deposits are credited",
        "withdraw": "what is credited to the caller, to the caller",
    },
    "Splitter": {"split": "the caller's units to the receivers"},
    "SettlementToken": {
        "mint": "new token units to the receiver",
        "burn": "the caller's token units end",
        "transfer": "the caller's token units to the receiver",
        "transferFrom": "token units of an owner that allowed the caller to the receiver",
        **dict.fromkeys(("approve", "permit", "setAuthority"), NOTHING),
    },
}
