"""Columns of tables that have a row to an event."""

from sqlalchemy.orm import Mapped, mapped_column

from sfc.store.columns import Hash, Wide


class Happened:
    """Where an event stands, for tables with a row to an event."""

    block_hash: Mapped[Hash] = mapped_column(primary_key=True, sort_order=-1)
    log_index: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    block: Mapped[Wide] = mapped_column(sort_order=-1)
    timestamp: Mapped[Wide] = mapped_column(sort_order=-1)
    transaction: Mapped[Hash] = mapped_column(sort_order=-1)
