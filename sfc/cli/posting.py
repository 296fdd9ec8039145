"""Records what was read at a running service."""

from functools import cached_property
from hashlib import sha256
from typing import Any

from sfc.cli.client import Client
from sfc.cli.failures import Failure
from sfc.domain.intake import InvoiceDraft, Party
from sfc.domain.spelling import canonical


class Poster:
    """Records invoices as the supplier behind the client's key."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._is_caller: dict[str, bool] = {}

    def record(self, invoice: InvoiceDraft) -> dict[str, Any]:
        """Record an invoice; a repetition of the same one gives the first answer again.

        Raises Failure: `unknown_participant`, `forbidden` where the key is not the seller's, and
        what the service refuses.
        """
        seller = self._participant(invoice.seller)
        if not self._acts_for(seller):
            message = f"this key does not act for {invoice.seller.name}, who sent the invoice"
            raise Failure("forbidden", message)
        body = {
            "obligor": self._participant(invoice.buyer),
            "invoice_number": invoice.number,
            "issue_date": invoice.issued.isoformat(),
            "due_date": invoice.due.isoformat(),
            "amount": {"amount": invoice.total.amount, "currency": invoice.total.currency.code},
            "document_type": invoice.document_type,
        }
        said = sha256(invoice.key.canonical_bytes() + repr(sorted(body.items())).encode())
        answer: dict[str, Any] = self._client.post(
            "/receivables", body, f"import-{said.hexdigest()[:40]}"
        )
        return answer

    @cached_property
    def _ids(self) -> dict[str, str]:
        found = self._client.all("/participants")
        return {canonical(each["legal_id"]): each["id"] for each in found}

    def _participant(self, party: Party) -> str:
        for legal_id in (party.legal_id, *(each.value for each in party.ids)):
            if found := self._ids.get(canonical(legal_id)):
                return found
        message = f"{party.name} ({party.legal_id}) is not a registered participant"
        raise Failure("unknown_participant", message)

    def _acts_for(self, participant: str) -> bool:
        """Only a participant, operator and regulator see its balances; the latter cannot record."""
        if participant not in self._is_caller:
            try:
                self._client.get("/balances", participant=participant)
                self._is_caller[participant] = True
            except Failure as failure:
                if failure.code != "forbidden":
                    raise
                self._is_caller[participant] = False
        return self._is_caller[participant]
