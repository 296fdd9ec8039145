"""Puts the rows of a CSV together as statements, and checks the running balance."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sfc.domain.currency import Currency
from sfc.domain.errors import AmountTooLarge, StatementMalformed, StatementUnbalanced
from sfc.domain.money import Money
from sfc.domain.reconciliation.statement import BankStatement
from sfc.importers.bank_csv_row import Row
from sfc.importers.bank_text import checked


def statements_of(rows: Iterable[Row], file: str, *, balances: bool) -> tuple[BankStatement, ...]:
    """One statement for each account and currency, in order of appearance.

    Raises StatementUnbalanced naming the first row whose balance is not the one before and its
    amount.
    """
    accounts: dict[tuple[str, Currency], list[Row]] = {}
    for row in rows:
        accounts.setdefault((row.account, row.currency), []).append(row)
    return tuple(
        _statement(account, unit, belonging, file, balances=balances)
        for (account, unit), belonging in accounts.items()
    )


def _statement(
    account: str, unit: Currency, rows: Sequence[Row], file: str, *, balances: bool
) -> BankStatement:
    for before, row in pairwise(rows):
        _check(before, row)
    days = [row.entry.booked for row in rows]
    opening = closing = None
    if balances and rows[0].balance is not None:
        opening, closing = rows[0].balance - rows[0].entry.amount, rows[-1].balance
    statement = BankStatement(
        number="",
        account=account,
        currency=unit,
        first=min(days),
        last=max(days),
        opening=opening,
        closing=closing,
        entries=tuple(
            replace(row.entry, number=number) for number, row in enumerate(rows, start=1)
        ),
    )
    return checked(statement, f"{file}, account {account}")


def _check(before: Row, row: Row) -> None:
    if before.balance is None or row.balance is None:
        return
    if before.balance + row.entry.amount == row.balance:
        return
    difference = row.balance - before.balance - row.entry.amount
    numbers = (before.balance, row.entry.amount, row.balance, difference)
    try:
        texts = [Money(each, row.currency).amount for each in numbers]
    except AmountTooLarge as error:
        raise StatementMalformed(row.place, error.message, "amounts that a ledger holds") from None
    raise StatementUnbalanced(row.place, *texts)
