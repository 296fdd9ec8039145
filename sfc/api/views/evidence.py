"""Answers about documents, proofs and readers."""

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import Field

from sfc.api.forms import View
from sfc.domain.documents import KeptDocument, Reader, Rotated, format_document
from sfc.domain.ids import format_participant
from sfc.ports import ProofContract

_ROOT, _DOCUMENT = f"0x{'5f' * 32}", f"doc_{'5f' * 32}"


class DocumentView(View):
    """A kept document."""

    evidence_root: str = Field(
        description="What to record the receivable with; never changes, where the id may.",
        examples=[_ROOT],
    )
    document: str = Field(description="Id of the encrypted document.", examples=[_DOCUMENT])
    owner: str = Field(examples=["par_2"])
    fields: dict[str, str] | None = Field(
        description="What can be proved; null when an idempotency key is answered again.",
        examples=[{"amount": "1000000.00", "buyer": "91990000DEMA00013U"}],
    )

    @classmethod
    def of(cls, kept: KeptDocument, fields: Mapping[str, str]) -> Self:
        """Write what was kept."""
        return cls(
            evidence_root=f"0x{kept.root.hex()}",
            document=format_document(kept.document),
            owner=format_participant(kept.owner),
            fields=dict(fields),
        )


class ReaderView(View):
    """Who has a key to a document."""

    participant: str = Field(examples=["par_1"])
    may_prove: bool = Field(examples=[False])

    @classmethod
    def all_of(cls, readers: Iterable[Reader]) -> list[Self]:
        """Write readers."""
        return [
            cls(participant=format_participant(each.participant), may_prove=each.may_prove)
            for each in readers
        ]


class Rotation(View):
    """A document that was encrypted anew."""

    document: str = Field(description="Its id from now on.", examples=[_DOCUMENT])
    readers: list[ReaderView]
    dropped: list[str] = Field(
        description="Who had a key in the store that no owner had granted, and has it no more.",
        examples=[["par_9"]],
    )

    @classmethod
    def of(cls, rotated: Rotated) -> Self:
        """Write what became of it."""
        return cls(
            document=format_document(rotated.document),
            readers=ReaderView.all_of(rotated.readers),
            dropped=[format_participant(each) for each in rotated.dropped],
        )


class OnChain(View):
    """What the contract says."""

    contract: str = Field(
        description="Address of `EvidenceVerifier`; anyone may ask it.", examples=[f"0x{'5f' * 20}"]
    )
    verifies: bool

    @classmethod
    def of(cls, contract: ProofContract | None, verifies: bool | None) -> Self | None:
        """Write it, if there is such a contract."""
        if contract is None or verifies is None:
            return None
        return cls(contract=contract.address, verifies=verifies)


class Verified(View):
    """What a proof proves."""

    evidence_root: str = Field(examples=[_ROOT])
    fields: dict[str, str] = Field(
        description="The facts that are under the root.", examples=[{"amount": "1000000.00"}]
    )
    on_chain: OnChain | None = Field(
        description="The same question, asked of the contract on the chain; null where there is "
        "none, and for proofs of more than 32 KiB."
    )


class Renewal(View):
    """A new reading key."""

    public: str = Field(
        description="The X25519 public key, 64 hexadecimal digits.", examples=["5f" * 32]
    )
    documents: int = Field(description="How many documents are sealed to it.", examples=[3])
