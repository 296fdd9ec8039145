"""Whether the nonces of quotes that are spent are so on the ledger, and by what."""

from collections.abc import Iterator, Mapping

from sfc.app.audit_difference import Difference, compared
from sfc.domain.books import FillRow, NonceRow
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant, format_receivable
from sfc.ports import LedgerState, ReadModel


def of_quotes(
    state: LedgerState,
    read: ReadModel,
    settled: Mapping[ReceivableId, Mapping[ParticipantId, int]],
) -> Iterator[Difference]:
    """What is wrong with those of sales and of withdrawn quotes.

    `settled` says who still has units of receivables that are settled: whoever has redeemed all
    there has no nonces on the ledger any more.
    """
    here = {(each.receivable, each.financier, each.nonce): each.use for each in read.rows(NonceRow)}
    sold = {(each.receivable, each.financier, each.nonce) for each in read.rows(FillRow)}
    keys = sorted({*here, *sold})
    for key, found in zip(keys, state.quote_nonces(keys), strict=True):
        receivable, financier, nonce = key
        whose = f"{format_participant(financier)} for {format_receivable(receivable)}"
        subject, use = f"quote {nonce} of {whose}", here.get(key)
        redeemed = receivable in settled and financier not in settled[receivable]
        if found is not None or not redeemed:
            yield from compared(subject, "what became of it", found, use)
        yield from compared(subject, "whether it was filled", key in sold, use == "filled")
