"""Parts that many answers share."""

from typing import Generic, Self, TypeVar

from pydantic import Field

from sfc.api.forms import Amount, View, moment
from sfc.domain.views import Head
from sfc.ports import Receipt

T = TypeVar("T")

HASH = "0x8c1f0a3be5d2479b6a0e41c97f52d8836b1e0d4f7a95c2380be614d79f03a52c"


class Transaction(View):
    """The transaction that did it."""

    hash: str = Field(examples=[HASH])
    block: int
    at: str = Field(description="Time of the block, RFC 3339.", examples=["2026-03-01T08:00:00Z"])
    gas_used: int = Field(description="Gas of the whole transaction.")

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        """Write a receipt."""
        return cls(
            hash=receipt.transaction,
            block=receipt.block,
            at=moment(receipt.timestamp),
            gas_used=receipt.gas_used,
        )


class Page(View, Generic[T]):
    """A page of a list."""

    data: list[T]
    next_cursor: str | None = Field(
        description="Give it as `cursor` for the next page; null on the last one."
    )


class Listing(View, Generic[T]):
    """A list that is never long."""

    data: list[T]


__all__ = ["HASH", "Amount", "Listing", "Page", "Transaction"]


class HeadView(View):
    """A block."""

    block: int = Field(examples=[42])
    hash: str = Field(examples=[HASH])
    at: str = Field(description="Time of the block, RFC 3339.", examples=["2026-03-01T08:00:00Z"])

    @classmethod
    def of(cls, head: Head) -> "HeadView":
        """Write a block."""
        return cls(block=head.block, hash=head.block_hash, at=moment(head.timestamp))
