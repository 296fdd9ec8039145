"""Suspected twins, tasks for people, credit notes under way."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

from sfc.domain.spelling import reduced_forms
from sfc.store.numbers import Whole

revision = "v0004_matters"
down_revision = "v0003_imports"
branch_labels = None
depends_on = None

_TABLES = (
    "compared_invoices",
    "invoice_forms",
    "invoice_marks",
    "twin_cases",
    "twin_decisions",
    "tasks",
    "credit_notes",
)
_AT_A_TIME = 1_000


def upgrade() -> None:
    """Apply."""
    compared = op.create_table(
        "compared_invoices",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", Whole(20), nullable=False),
        sa.PrimaryKeyConstraint("receivable", name="pk_compared_invoices"),
    )
    _index("compared_invoices", "seller", "buyer", "currency", "issued", "amount")
    forms = op.create_table(
        "invoice_forms",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", Whole(20), nullable=False),
        sa.PrimaryKeyConstraint("receivable", "form", name="pk_invoice_forms"),
    )
    _index("invoice_forms", "seller", "buyer", "form", "receivable")
    _index("invoice_forms", "buyer", "form", "currency", "amount")
    op.create_table(
        "invoice_marks",
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("receivable", "kind", "digest", name="pk_invoice_marks"),
    )
    _cases()
    _tasks()
    _credit_notes()
    _compare_what_is_there(compared, forms)


def downgrade() -> None:
    """Undo."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _cases() -> None:
    op.create_table(
        "twin_cases",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("earlier", sa.String(length=66), nullable=False),
        sa.Column("later", sa.String(length=66), nullable=False),
        sa.Column("obligor", sa.BigInteger(), nullable=False),
        sa.Column("earlier_supplier", sa.BigInteger(), nullable=False),
        sa.Column("later_supplier", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_twin_cases"),
    )
    for first in ((), ("obligor",), ("later_supplier",)):
        _index("twin_cases", *first, "opened", "id")
    op.create_table(
        "twin_decisions",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "number", name="pk_twin_decisions"),
    )


def _tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=True),
        sa.Column("receivable", sa.String(length=66), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
    )
    for first in ((), ("owner",), ("other",)):
        _index("tasks", *first, "opened", "id")
    _index("tasks", "subject")


def _credit_notes() -> None:
    op.create_table(
        "credit_notes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reference", sa.String(length=66), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("stated", Whole(20), nullable=False),
        sa.Column("replaces", sa.Boolean(), nullable=False),
        sa.Column("supplier", sa.BigInteger(), nullable=False),
        sa.Column("obligor", sa.BigInteger(), nullable=False),
        sa.Column("receivable", sa.String(length=66), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("face", Whole(20), nullable=False),
        sa.Column("amount", Whole(20), nullable=False),
        sa.Column("claim", Whole(20), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("transaction", sa.String(length=66), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_credit_notes"),
    )
    _index("credit_notes", "receivable", "made")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _compare_what_is_there(compared: sa.Table, forms: sa.Table) -> None:
    """Make what was recorded before comparable: its accounts and payees were not noted."""
    bind = op.get_bind()
    found = bind.execute(
        sa.text(
            "SELECT i.receivable, i.seller, i.buyer, i.number, i.issued, i.document_type,"
            " c.code AS currency, r.asked_face AS amount"
            " FROM invoices i JOIN receivables r ON r.id = i.receivable"
            " JOIN currencies c ON c.number = r.currency ORDER BY i.receivable"
        ).columns(issued=sa.Date(), amount=Whole(20))
    )
    while rows := [dict(row) for row in found.mappings().fetchmany(_AT_A_TIME)]:
        bind.execute(sa.insert(compared), rows)
        bind.execute(sa.insert(forms), [each for row in rows for each in _forms(row)])


def _forms(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    number = row["number"]
    shared = {name: row[name] for name in ("receivable", "seller", "buyer", "currency", "amount")}
    for form in reduced_forms(number) or (number,):
        yield {**shared, "form": sha256(form.encode()).hexdigest()[:32]}
