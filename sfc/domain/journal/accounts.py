"""The accounts that entries are made on, before they have a number in anybody's chart."""

from enum import StrEnum


class Account(StrEnum):
    """What an amount is."""

    CASH = "cash"
    TRADE_RECEIVABLES = "trade_receivables"
    HELD_RECEIVABLES = "held_receivables"
    PURCHASED_RECEIVABLES = "purchased_receivables"
    TRANSFERRED_RECEIVABLES = "transferred_receivables"
    SECURED_LOANS = "secured_loans"
    UNEARNED_DISCOUNT = "unearned_discount"
    COLLECTED = "collected"
    DUE_FROM_OBLIGORS = "due_from_obligors"
    TRADE_PAYABLES = "trade_payables"
    PAYMENT_OBLIGATIONS = "payment_obligations"
    PENALTY_PAYABLE = "penalty_payable"
    DUE_TO_PAYERS = "due_to_payers"
    SECURED_BORROWINGS = "secured_borrowings"
    DEFERRED_FINANCE_COST = "deferred_finance_cost"
    CASH_CLEARING = "cash_clearing"
    HOLD_BACKS = "hold_backs"
    FEES = "fees"
    DERECOGNITION_RESULT = "derecognition_result"
    FINANCE_COST = "finance_cost"
    DISCOUNT_INCOME = "discount_income"
    PENALTY_INCOME = "penalty_income"
    PENALTY_EXPENSE = "penalty_expense"
    ROUNDING = "rounding"

    @property
    def meaning(self) -> str:
        """What stands on it, in words for people."""
        return _MEANINGS[self]


_MEANINGS = {
    Account.CASH: "settlement tokens in the participant's account",
    Account.TRADE_RECEIVABLES: "invoices not yet, or no longer, on the ledger",
    Account.HELD_RECEIVABLES: "units held of confirmed receivables, by invoice or in payment",
    Account.PURCHASED_RECEIVABLES: "units bought at a discount without recourse, at claim value",
    Account.TRANSFERRED_RECEIVABLES: "units sold with recourse: transferred, not derecognised",
    Account.SECURED_LOANS: "units bought with recourse: loans to the seller, at claim value",
    Account.UNEARNED_DISCOUNT: "discount on units bought that is not yet earned (contra asset)",
    Account.COLLECTED: "cash collected for the units held, not yet redeemed",
    Account.DUE_FROM_OBLIGORS: "paid in an obligor's place",
    Account.TRADE_PAYABLES: "invoices owed, not yet or no longer confirmed on the ledger",
    Account.PAYMENT_OBLIGATIONS: "confirmed receivables owed (supplier finance, IAS 7.44F)",
    Account.PENALTY_PAYABLE: "penalty interest posted and not paid",
    Account.DUE_TO_PAYERS: "owed to who paid in the obligor's place",
    Account.SECURED_BORROWINGS: "received for units sold with recourse, at claim value",
    Account.DEFERRED_FINANCE_COST: "discount on those borrowings, not yet expensed (contra)",
    Account.CASH_CLEARING: "cash from or to outside of receivables, or that is kept by a market",
    Account.HOLD_BACKS: "parts of prices that are kept until collection",
    Account.FEES: "fees of sales",
    Account.DERECOGNITION_RESULT: "loss or gain on units sold without recourse",
    Account.FINANCE_COST: "discount on secured borrowings, expensed as they are repaid",
    Account.DISCOUNT_INCOME: "discount earned as bought units are paid",
    Account.PENALTY_INCOME: "penalty interest collected",
    Account.PENALTY_EXPENSE: "penalty interest owed for lateness",
    Account.ROUNDING: "fractions of a minor unit when cash is shared",
}


class Treatment(StrEnum):
    """What IFRS 9 makes of it, stated with every entry."""

    NO_TRANSFER = "no transfer of a financial asset"
    RECLASSIFIED = "reclassified within trade balances: confirmation, no transfer"
    RECOGNISED = "recognised (IFRS 9 3.1.1)"
    DERECOGNISED = "derecognised: without recourse (IFRS 9 3.2.6(a))"
    SECURED_BORROWING = "not derecognised: secured borrowing, with recourse (IFRS 9 3.2.15)"
    SECURED_LOAN = "recognised as a loan to the transferor, with recourse (IFRS 9 B3.2.15)"
    SETTLED = "derecognised: rights settled (IFRS 9 3.2.3(a))"
    EXTINGUISHED = "liability extinguished (IFRS 9 3.3.1)"
    BORROWING_REPAID = "secured borrowing repaid by the obligor's payment (IFRS 9 3.3.1)"
