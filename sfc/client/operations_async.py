"""The operations of the service, for asyncio. Written by scripts/client.py from docs/openapi.json: change that, not this."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from typing import Any, Literal, cast

from sfc.client import types as t
from sfc.client.conversation import Ask, quoted


class AsyncOperations(ABC):
    """Every operation of the service, for asyncio."""

    @abstractmethod
    async def _call(self, ask: Ask) -> Any:
        """Ask for JSON."""

    @abstractmethod
    async def _file(self, ask: Ask) -> bytes:
        """Ask for a file."""

    @abstractmethod
    def _follow(self, ask: Ask) -> AsyncIterator[dict[str, Any]]:
        """Ask for a stream of events."""

    async def allow(
        self,
        body: t.AllowanceForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.Allowance:
        """Allow the contracts to take cash.

        Participants that hold their own key, once in each currency, before they pay or quote: the contracts then take what the participant has agreed to pay, and nothing else. For others it is done when it is needed.

        Scope `payments:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.Allowance",
            await self._call(
                Ask(
                    "POST",
                    "/v1/allowances",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_allow(
        self,
        body: t.AllowanceForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `allow` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/allowances",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def approval_policy(
        self,
    ) -> t.PolicyView:
        """Get the approval policy.

        What one's own party requires a second person for.

        Scope `approvals:read`. May be called by: anybody.
        """
        return cast("t.PolicyView", await self._call(Ask("GET", "/v1/approval-policy")))

    async def set_approval_policy(
        self, body: t.PolicyForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.PolicyView:
        """Set the approval policy.

        For one's own party. Once there is a rule, changing the policy, adding users and issuing keys need a second person too.

        Scope `approvals:write`. May be called by: anybody; not while suspended. A second person may be required (`policy`).
        """
        return cast(
            "t.PolicyView",
            await self._call(
                Ask(
                    "PUT",
                    "/v1/approval-policy",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def approvals(
        self,
        *,
        state: t.ApprovalState | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> t.PageApprovalView:
        """List approvals.

        Of one's own party, newest first; operator and regulator's reader see all, but of a sealed bid only that there is one: its `facts` are its party's.

        Scope `approvals:read`. May be called by: anybody.
        """
        return cast(
            "t.PageApprovalView",
            await self._call(
                Ask(
                    "GET", "/v1/approvals", query={"state": state, "cursor": cursor, "limit": limit}
                )
            ),
        )

    async def iter_approvals(
        self, *, state: t.ApprovalState | None = None, limit: int | None = None
    ) -> AsyncIterator[t.ApprovalView]:
        """All items of `approvals`, page by page."""
        cursor = None
        while True:
            page = await self.approvals(state=state, limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def approval(self, approval: str) -> t.ApprovalView:
        """Get an approval.

        Of one's own party; operator and regulator's reader see all, but of a sealed bid only that there is one: its `facts` are its party's.

        Scope `approvals:read`. May be called by: anybody.
        """
        return cast(
            "t.ApprovalView", await self._call(Ask("GET", f"/v1/approvals/{quoted(approval)}"))
        )

    async def approve(
        self,
        approval: str,
        body: t.DecisionNote,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ApprovalView:
        """Approve.

        Another user of the same party than the maker, whose credential could itself make the request. It is carried out as the maker's before this is answered.

        Scope `approvals:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.ApprovalView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/approvals/{quoted(approval)}/approve",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def refuse_approval(
        self,
        approval: str,
        body: t.DecisionNote,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ApprovalView:
        """Refuse.

        Another user of the same party than the maker. Nothing is done.

        Scope `approvals:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.ApprovalView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/approvals/{quoted(approval)}/refuse",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def withdraw_approval(
        self, approval: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.ApprovalView:
        """Withdraw a request for approval.

        The maker. Nothing is done.

        Scope `approvals:write`. May be called by: anybody.
        """
        return cast(
            "t.ApprovalView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/approvals/{quoted(approval)}/withdraw",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def asks(self, *, receivable: str | None = None) -> t.ListingAskView:
        """List open requests for quotes.

        Financiers see those put to them, others their own. A request closes when it expires and when its units are sold, passed on or settled.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingAskView",
            await self._call(Ask("GET", "/v1/asks", query={"receivable": receivable})),
        )

    async def ask(
        self, body: t.AskForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.AskView:
        """Ask for quotes.

        Holders. All financiers, or those that are named, see the request and may answer with quotes; no financier sees whom else it was put to.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.AskView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/asks",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def one_ask(self, ask: str) -> t.AskView:
        """Get a request for quotes.

        Who asked, and the financiers to whom it is put. Whom it is put to is shown to who asked only.

        Scope `market:read`. May be called by: anybody.
        """
        return cast("t.AskView", await self._call(Ask("GET", f"/v1/asks/{quoted(ask)}")))

    async def comparison(self, ask: str) -> t.Comparison:
        """Compare the answers to a request.

        Who asked, operator and regulator; a financier sees no quote but its own. The open quotes by their all-in cost, the cheapest first: the effective annual rate on the money received at once, on 365 days, rounded half up to four decimals. It counts discount, fees, and that a hold-back comes at collection only. Take one with `POST /quotes/{quote}/accept`.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.Comparison", await self._call(Ask("GET", f"/v1/asks/{quoted(ask)}/comparison"))
        )

    async def auctions(
        self,
    ) -> t.ListingAuctionView:
        """List auctions.

        Newest first, without bids. Anybody with a key: they stand on the ledger.

        Scope `market:read`. May be called by: anybody.
        """
        return cast("t.ListingAuctionView", await self._call(Ask("GET", "/v1/auctions")))

    async def open_auction(
        self, body: t.LotForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.AuctionChange:
        """Open an auction.

        Holders. Sealed bids, one rate for all; units stay with the seller, which puts in a deposit like each bidder.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.AuctionChange",
            await self._call(
                Ask(
                    "POST",
                    "/v1/auctions",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_open_auction(
        self, body: t.LotForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `open_auction` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/auctions",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def withdraw_credit(
        self,
        body: t.WithdrawalForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.Withdrawal:
        """Withdraw what auctions have credited.

        The caller's own: proceeds, deposits, what others forfeited.

        Scope `market:write`. May be called by: obligor, supplier, financier.
        """
        return cast(
            "t.Withdrawal",
            await self._call(
                Ask(
                    "POST",
                    "/v1/auctions/withdraw",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_withdraw_credit(
        self,
        body: t.WithdrawalForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `withdraw_credit` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/auctions/withdraw",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def auction(self, auction: int) -> t.AuctionView:
        """Get an auction.

        Its seller, operator and regulator see all bids, a financier its own, others none. Rate and amount are sealed until they are revealed.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.AuctionView", await self._call(Ask("GET", f"/v1/auctions/{quoted(auction)}"))
        )

    async def clear(
        self, auction: int, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.AuctionChange:
        """Clear an auction.

        Any participant, once revealing has ended.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.AuctionChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/clear",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_clear(
        self, auction: int, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `clear` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/clear",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def commit(
        self,
        auction: int,
        body: t.BidForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.AuctionChange:
        """Bid.

        Financiers, once. The service keeps rate and amount sealed and reveals them in time; or the bidder gives a commitment, keeps what is behind it, and reveals it.

        Scope `market:write`. May be called by: financier; not while suspended. A second person may be required (`quote`).
        """
        return cast(
            "t.AuctionChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/commit",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_commit(
        self,
        auction: int,
        body: t.BidForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `commit` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/commit",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def deliver(
        self,
        auction: int,
        body: t.AwardForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.AuctionChange:
        """Deliver an award.

        Any participant, until delivery ends: units against cash.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.AuctionChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/deliver",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_deliver(
        self,
        auction: int,
        body: t.AwardForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `deliver` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/deliver",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def lapse(
        self,
        auction: int,
        body: t.AwardForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.AuctionChange:
        """Close an award that was not delivered.

        Any participant, after delivery has ended.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.AuctionChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/lapse",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_lapse(
        self,
        auction: int,
        body: t.AwardForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `lapse` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/lapse",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def reveal(
        self,
        auction: int,
        body: t.RevealForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.AuctionChange:
        """Reveal a bid.

        Its financier, if it gave a commitment. What the service keeps it reveals itself.

        Scope `market:write`. May be called by: financier; not while suspended.
        """
        return cast(
            "t.AuctionChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/reveal",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_reveal(
        self,
        auction: int,
        body: t.RevealForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `reveal` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/auctions/{quoted(auction)}/reveal",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def audit_log(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> t.PageAuditEntryView:
        """Read the audit log.

        Newest first. A participant sees what it did, and what was done about it; operator and regulator's reader see all. Whoever keeps a hash can tell later that nothing before it was changed.

        Scope `audit-log:read`. May be called by: anybody.
        """
        return cast(
            "t.PageAuditEntryView",
            await self._call(Ask("GET", "/v1/audit-log", query={"cursor": cursor, "limit": limit})),
        )

    async def iter_audit_log(self, *, limit: int | None = None) -> AsyncIterator[t.AuditEntryView]:
        """All items of `audit_log`, page by page."""
        cursor = None
        while True:
            page = await self.audit_log(limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def balances(self, *, participant: str | None = None) -> t.ListingBalanceView:
        """Get balances.

        A participant sees its own, a line per currency. Operator and regulator name whose.

        Scope `payments:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingBalanceView",
            await self._call(Ask("GET", "/v1/balances", query={"participant": participant})),
        )

    async def batches(
        self,
    ) -> t.ListingBatchView:
        """List batches.

        The caller's own, as their obligor.

        Scope `receivables:read`. May be called by: obligor, supplier, financier, regulator's reader.
        """
        return cast("t.ListingBatchView", await self._call(Ask("GET", "/v1/batches")))

    async def post_batch(
        self, body: t.BatchForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BatchChange:
        """Post a batch.

        Core enterprises. Confirms many invoices by one Merkle root: the credit line is used at once, and each receivable comes about when its supplier takes it up. The service keeps the tree and makes the proofs.

        Scope `receivables:write`. May be called by: obligor; not while suspended. A second person may be required (`confirmation`).
        """
        return cast(
            "t.BatchChange",
            await self._call(
                Ask(
                    "POST",
                    "/v1/batches",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_post_batch(
        self, body: t.BatchForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `post_batch` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/batches",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def batches_of(self, participant: str) -> t.ListingBatchView:
        """List an obligor's batches.

        Itself, operator and regulator.

        Scope `receivables:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingBatchView",
            await self._call(Ask("GET", f"/v1/batches/of/{quoted(participant)}")),
        )

    async def offered(
        self,
    ) -> t.ListingOfferedView:
        """List what stands in batches for the caller.

        Suppliers: their own items only, of all obligors.

        Scope `receivables:read`. May be called by: supplier.
        """
        return cast("t.ListingOfferedView", await self._call(Ask("GET", "/v1/batches/offered")))

    async def tokenise_from_batch(
        self, body: t.TakeForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.ReceivableChange:
        """Take up an item of a batch.

        Its supplier. Records and tokenises it in one transaction, with the proof.

        Scope `receivables:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    "/v1/batches/tokenise",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_tokenise_from_batch(
        self, body: t.TakeForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `tokenise_from_batch` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/batches/tokenise",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def withdraw_from_batch(
        self, body: t.TakeForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.ReceivableChange:
        """Withdraw an item of a batch.

        Its obligor or its supplier. The other agrees by `POST /receivables/…/cancel`.

        Scope `receivables:write`. May be called by: obligor, supplier; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    "/v1/batches/withdraw",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_withdraw_from_batch(
        self, body: t.TakeForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `withdraw_from_batch` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/batches/withdraw",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def close_batch(
        self, root: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BatchChange:
        """Close a batch.

        Its obligor, after its last day. What was not taken up is no longer promised, and the credit line is free of it.

        Scope `receivables:write`. May be called by: obligor; not while suspended.
        """
        return cast(
            "t.BatchChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/batches/{quoted(root)}/close",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_close_batch(
        self, root: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `close_batch` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/batches/{quoted(root)}/close",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def credentials(
        self, *, participant: str | None = None, cursor: str | None = None, limit: int | None = None
    ) -> t.PageCredentialView:
        """List credentials.

        Keys and sessions of one's own party, ended ones too; the operator's also of a participant.

        Scope `credentials:read`. May be called by: anybody.
        """
        return cast(
            "t.PageCredentialView",
            await self._call(
                Ask(
                    "GET",
                    "/v1/credentials",
                    query={"participant": participant, "cursor": cursor, "limit": limit},
                )
            ),
        )

    async def iter_credentials(
        self, *, participant: str | None = None, limit: int | None = None
    ) -> AsyncIterator[t.CredentialView]:
        """All items of `credentials`, page by page."""
        cursor = None
        while True:
            page = await self.credentials(participant=participant, limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def issue_credential(
        self,
        body: t.CredentialForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.IssuedView:
        """Issue a key.

        To a user of one's own party, with at most one's own scopes and the user's; the operator to any user: so does a participant that has lost its keys get a new one.

        Scope `credentials:write`. May be called by: anybody; not while suspended. A second person may be required (`keys`).
        """
        return cast(
            "t.IssuedView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/credentials",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def credential(self, credential: str) -> t.CredentialView:
        """Get a credential.

        Of one's own party; the operator any.

        Scope `credentials:read`. May be called by: anybody.
        """
        return cast(
            "t.CredentialView",
            await self._call(Ask("GET", f"/v1/credentials/{quoted(credential)}")),
        )

    async def revoke_credential(
        self, credential: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.CredentialView:
        """Revoke a credential.

        A key or a session of one's own party, at once and for good; the operator any.

        Scope `credentials:write`. May be called by: anybody.
        """
        return cast(
            "t.CredentialView",
            await self._call(
                Ask(
                    "DELETE",
                    f"/v1/credentials/{quoted(credential)}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def claim_credential(
        self, credential: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.IssuedView:
        """Claim a key.

        Whoever asked for a key that a second person approved is shown it, once.

        Scope `credentials:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.IssuedView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/credentials/{quoted(credential)}/claim",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def rotate_credential(
        self,
        credential: str,
        body: t.RotationForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.IssuedView:
        """Rotate a key.

        Its own user. A new key with the same scopes and end; the old one is good for the overlap, a day unless said otherwise.

        Scope `credentials:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.IssuedView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/credentials/{quoted(credential)}/rotate",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def state_credit_note(
        self,
        body: t.CreditNoteForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.CreditNoteDryRun:
        """State a credit note.

        Suppliers, about their own invoices. What is only recorded is recorded anew with what remains, or withdrawn. What is confirmed is reduced once the obligor agrees, and only as far as the supplier itself still holds it: the rest becomes a claim on the supplier, for holders are paid. Whatever is unclear or not allowed becomes a task. The same credit note (number, date, type and parties in any spelling) is never applied twice.

        Scope `matters:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.CreditNoteDryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/credit-notes",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_state_credit_note(
        self,
        body: t.CreditNoteForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `state_credit_note` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/credit-notes",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def credit_note(self, note: str) -> t.CreditNoteView:
        """Get a credit note.

        What the ledger was asked for, for its supplier and its obligor; operator and regulator see all. What became a task at once is found among the tasks.

        Scope `matters:read`. May be called by: anybody.
        """
        return cast(
            "t.CreditNoteView", await self._call(Ask("GET", f"/v1/credit-notes/{quoted(note)}"))
        )

    async def agree_to_credit_note(
        self, note: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.CreditNoteView:
        """Agree to a credit note.

        The obligor: what the supplier proposed takes effect.

        Scope `matters:write`. May be called by: obligor; not while suspended.
        """
        return cast(
            "t.CreditNoteView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/credit-notes/{quoted(note)}/agree",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_agree_to_credit_note(
        self, note: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `agree_to_credit_note` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/credit-notes/{quoted(note)}/agree",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def decline_credit_note(
        self,
        note: str,
        body: t.NoteForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.CreditNoteView:
        """Decline a credit note.

        Either party: what was proposed comes to nothing, and is not proposed again.

        Scope `matters:write`. May be called by: obligor, supplier; not while suspended.
        """
        return cast(
            "t.CreditNoteView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/credit-notes/{quoted(note)}/decline",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def deals(
        self,
    ) -> t.ListingDealView:
        """List deals.

        Sales with recourse or hold-back of which the caller is seller or financier; operator and regulator see all.

        Scope `market:read`. May be called by: anybody.
        """
        return cast("t.ListingDealView", await self._call(Ask("GET", "/v1/deals")))

    async def deal(self, deal: str) -> t.DealView:
        """Get a deal.

        Its seller, its financier, operator and regulator.

        Scope `market:read`. May be called by: anybody.
        """
        return cast("t.DealView", await self._call(Ask("GET", f"/v1/deals/{quoted(deal)}")))

    async def collect_debt(
        self, deal: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DealChange:
        """Collect a debt.

        Its financier. Takes what the seller has by now for units that were put back.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.DealChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/collect",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_collect_debt(
        self, deal: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `collect_debt` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/collect",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def pay_debt(
        self,
        deal: str,
        body: t.PartForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DealChange:
        """Pay a debt.

        Its seller, out of its own cash: the units go back to it as they are paid for.

        Scope `payments:write`. May be called by: obligor, supplier, financier. A second person may be required (`payment`).
        """
        return cast(
            "t.DealChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/pay",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_pay_debt(
        self,
        deal: str,
        body: t.PartForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `pay_debt` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/pay",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def put_back(
        self,
        deal: str,
        body: t.PartForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DealChange:
        """Put units back.

        Its financier, once the receivable is in default. Units go back as they are paid for, from the hold-back first, then from the seller's cash; the rest is a debt of the seller.

        Scope `market:write`. May be called by: financier; not while suspended.
        """
        return cast(
            "t.DealChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/put-back",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_put_back(
        self,
        deal: str,
        body: t.PartForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `put_back` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/put-back",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def release_hold_back(
        self, deal: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DealChange:
        """Release a hold-back.

        Its seller or financier, once the receivable is settled or all units went back; the financier at any time. It goes to whom it belongs.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.DealChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/release",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_release_hold_back(
        self, deal: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `release_hold_back` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/deals/{quoted(deal)}/release",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def keep_document(
        self, body: t.DocumentForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.DocumentView:
        """Keep a document.

        Participants. Encrypts the original for the caller, who owns it, and for the readers named; nobody else reads it, the operator included. Record the receivable with the `evidence_root` that is answered: the same document kept twice has two.

        Scope `evidence:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.DocumentView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/documents",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def events(
        self,
        *,
        receivable: str | None = None,
        type: list[
            Literal[
                "auction.award_delivered",
                "auction.award_failed",
                "auction.bid_awarded",
                "auction.bid_committed",
                "auction.bid_revealed",
                "auction.cleared",
                "auction.credit_withdrawn",
                "auction.credited",
                "auction.opened",
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
                "deal.debt_paid",
                "deal.hold_back_released",
                "deal.opened",
                "deal.put_back",
                "facility.changed",
                "facility.closed",
                "facility.used",
                "market.traded",
                "order.all_withdrawn",
                "order.filled",
                "order.withdrawn",
                "participant.account_recovered",
                "participant.frozen",
                "participant.recovery_cancelled",
                "participant.recovery_requested",
                "participant.registered",
                "participant.roles_changed",
                "participant.suspension_changed",
                "quote.all_cancelled",
                "quote.cancelled",
                "receivable.cancellation_asked",
                "receivable.cancelled",
                "receivable.confirmed",
                "receivable.default_changed",
                "receivable.disputed",
                "receivable.paid",
                "receivable.penalty_posted",
                "receivable.recorded",
                "receivable.rejected",
                "rule.announced",
                "terms.added",
                "units.frozen",
                "units.moved",
                "units.redeemed",
                "units.sold",
            ]
        ]
        | None = None,
        since: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> t.EventPage:
        """List events.

        What happened on the ledger, in the order in which it was told. A participant is told what concerns it, from when on it did: all of receivables of which it is obligor, supplier, holder or former holder, and what names it; operator and regulator are told everything. What a financier pays is told to it and the seller only. An event never changes and keeps its place. If the chain is reorganised, what is no longer on it is taken back by an `event.removed`: follow all, and you have what the chain has.

        Scope `events:read`. May be called by: anybody.
        """
        return cast(
            "t.EventPage",
            await self._call(
                Ask(
                    "GET",
                    "/v1/events",
                    query={
                        "receivable": receivable,
                        "type": type,
                        "since": since,
                        "cursor": cursor,
                        "limit": limit,
                    },
                )
            ),
        )

    async def iter_events(
        self,
        *,
        receivable: str | None = None,
        type: list[
            Literal[
                "auction.award_delivered",
                "auction.award_failed",
                "auction.bid_awarded",
                "auction.bid_committed",
                "auction.bid_revealed",
                "auction.cleared",
                "auction.credit_withdrawn",
                "auction.credited",
                "auction.opened",
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
                "deal.debt_paid",
                "deal.hold_back_released",
                "deal.opened",
                "deal.put_back",
                "facility.changed",
                "facility.closed",
                "facility.used",
                "market.traded",
                "order.all_withdrawn",
                "order.filled",
                "order.withdrawn",
                "participant.account_recovered",
                "participant.frozen",
                "participant.recovery_cancelled",
                "participant.recovery_requested",
                "participant.registered",
                "participant.roles_changed",
                "participant.suspension_changed",
                "quote.all_cancelled",
                "quote.cancelled",
                "receivable.cancellation_asked",
                "receivable.cancelled",
                "receivable.confirmed",
                "receivable.default_changed",
                "receivable.disputed",
                "receivable.paid",
                "receivable.penalty_posted",
                "receivable.recorded",
                "receivable.rejected",
                "rule.announced",
                "terms.added",
                "units.frozen",
                "units.moved",
                "units.redeemed",
                "units.sold",
            ]
        ]
        | None = None,
        since: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[
        t.ParticipantRegisteredEvent
        | t.ParticipantRolesChangedEvent
        | t.ParticipantSuspensionChangedEvent
        | t.ParticipantFrozenEvent
        | t.ParticipantRecoveryRequestedEvent
        | t.ParticipantRecoveryCancelledEvent
        | t.ParticipantAccountRecoveredEvent
        | t.CurrencyAddedEvent
        | t.TermsAddedEvent
        | t.RuleAnnouncedEvent
        | t.CreditLineSetEvent
        | t.BatchPostedEvent
        | t.BatchClosedEvent
        | t.ReceivableRecordedEvent
        | t.ReceivableConfirmedEvent
        | t.ReceivableRejectedEvent
        | t.ReceivableDisputedEvent
        | t.CreditNoteAskedEvent
        | t.CreditNoteAgreedEvent
        | t.ReceivableDefaultChangedEvent
        | t.ReceivableCancellationAskedEvent
        | t.ReceivableCancelledEvent
        | t.ReceivablePenaltyPostedEvent
        | t.ReceivablePaidEvent
        | t.UnitsMovedEvent
        | t.UnitsSoldEvent
        | t.UnitsRedeemedEvent
        | t.UnitsFrozenEvent
        | t.QuoteCancelledEvent
        | t.QuoteAllCancelledEvent
        | t.CashMovedEvent
        | t.MarketTradedEvent
        | t.DealOpenedEvent
        | t.DealPutBackEvent
        | t.DealDebtPaidEvent
        | t.DealHoldBackReleasedEvent
        | t.OrderFilledEvent
        | t.OrderWithdrawnEvent
        | t.OrderAllWithdrawnEvent
        | t.FacilityChangedEvent
        | t.FacilityClosedEvent
        | t.FacilityUsedEvent
        | t.AuctionOpenedEvent
        | t.AuctionClearedEvent
        | t.AuctionBidCommittedEvent
        | t.AuctionBidRevealedEvent
        | t.AuctionBidAwardedEvent
        | t.AuctionAwardDeliveredEvent
        | t.AuctionAwardFailedEvent
        | t.AuctionCreditedEvent
        | t.AuctionCreditWithdrawnEvent
        | t.EventRemoved
    ]:
        """All items of `events`, page by page."""
        cursor = None
        while True:
            page = await self.events(
                receivable=receivable, type=type, since=since, limit=limit, cursor=cursor
            )
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    def follow(
        self,
        *,
        receivable: str | None = None,
        type: list[
            Literal[
                "auction.award_delivered",
                "auction.award_failed",
                "auction.bid_awarded",
                "auction.bid_committed",
                "auction.bid_revealed",
                "auction.cleared",
                "auction.credit_withdrawn",
                "auction.credited",
                "auction.opened",
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
                "deal.debt_paid",
                "deal.hold_back_released",
                "deal.opened",
                "deal.put_back",
                "facility.changed",
                "facility.closed",
                "facility.used",
                "market.traded",
                "order.all_withdrawn",
                "order.filled",
                "order.withdrawn",
                "participant.account_recovered",
                "participant.frozen",
                "participant.recovery_cancelled",
                "participant.recovery_requested",
                "participant.registered",
                "participant.roles_changed",
                "participant.suspension_changed",
                "quote.all_cancelled",
                "quote.cancelled",
                "receivable.cancellation_asked",
                "receivable.cancelled",
                "receivable.confirmed",
                "receivable.default_changed",
                "receivable.disputed",
                "receivable.paid",
                "receivable.penalty_posted",
                "receivable.recorded",
                "receivable.rejected",
                "rule.announced",
                "terms.added",
                "units.frozen",
                "units.moved",
                "units.redeemed",
                "units.sold",
            ]
        ]
        | None = None,
        since: str | None = None,
        cursor: str | None = None,
    ) -> AsyncIterator[dict[str, Any]]:
        """Follow events.

        The same as server-sent events: what comes after `Last-Event-ID` or `cursor`, or since a moment; else what comes from now on.

        Scope `events:read`. May be called by: anybody.
        """
        return self._follow(
            Ask(
                "GET",
                "/v1/events/stream",
                query={"receivable": receivable, "type": type, "since": since, "cursor": cursor},
            )
        )

    async def verify(
        self, body: t.ProofFile, *, receivable: str | None = None, root: str | None = None
    ) -> t.Verified:
        """Verify a proof.

        Anybody with a key. The body is the proof file, unchanged. It is verified under the evidence root of a receivable that the caller sees, or under a root that the caller has from the chain; and by the contract on the chain, which anyone can ask without this service.

        Scope `evidence:read`. May be called by: anybody.
        """
        return cast(
            "t.Verified",
            await self._call(
                Ask(
                    "POST",
                    "/v1/evidence/verify",
                    query={"receivable": receivable, "root": root},
                    body=body,
                )
            ),
        )

    async def facilities(
        self,
    ) -> t.ListingFacilityView:
        """List facilities.

        All open ones: they stand on the ledger for everybody. A financier sees its closed ones too.

        Scope `market:read`. May be called by: anybody.
        """
        return cast("t.ListingFacilityView", await self._call(Ask("GET", "/v1/facilities")))

    async def open_facility(
        self, body: t.FacilityForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.FacilityChange:
        """Open a facility.

        Financiers. A standing offer to buy receivables of one obligor up to a limit, at a rate by tenor; on the ledger, so that holders draw at once.

        Scope `market:write`. May be called by: financier; not while suspended. A second person may be required (`quote`).
        """
        return cast(
            "t.FacilityChange",
            await self._call(
                Ask(
                    "POST",
                    "/v1/facilities",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_open_facility(
        self, body: t.FacilityForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `open_facility` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/facilities",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def facility(self, facility: int) -> t.FacilityView:
        """Get a facility.

        Anybody with a key.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.FacilityView", await self._call(Ask("GET", f"/v1/facilities/{quoted(facility)}"))
        )

    async def change_facility(
        self,
        facility: int,
        body: t.ConditionsForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.FacilityChange:
        """Change a facility.

        Its financier. For draws to come; a closed one is open again.

        Scope `market:write`. May be called by: financier; not while suspended. A second person may be required (`quote`).
        """
        return cast(
            "t.FacilityChange",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/facilities/{quoted(facility)}",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_change_facility(
        self,
        facility: int,
        body: t.ConditionsForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `change_facility` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/facilities/{quoted(facility)}",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def close_facility(
        self, facility: int, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.FacilityChange:
        """Close a facility.

        Its financier. What was drawn stays as it is.

        Scope `market:write`. May be called by: financier.
        """
        return cast(
            "t.FacilityChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/facilities/{quoted(facility)}/close",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_close_facility(
        self, facility: int, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `close_facility` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/facilities/{quoted(facility)}/close",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def draw_on_facility(
        self,
        facility: int,
        body: t.DrawForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.TradeMade:
        """Draw on a facility.

        Holders. Units against cash in one transaction, or nothing. Where the terms have recourse, the seller's cash answers for it: drawing agrees to that.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.TradeMade",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/facilities/{quoted(facility)}/draw",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_draw_on_facility(
        self,
        facility: int,
        body: t.DrawForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `draw_on_facility` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/facilities/{quoted(facility)}/draw",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def preview_draw(self, facility: int, body: t.DrawForm) -> t.TradeView:
        """Preview a draw.

        Holders. What the draw would move to the last unit, or why it would be refused: the very call, executed on the ledger and undone.

        Scope `market:read`. May be called by: obligor, supplier, financier, regulator's reader.
        """
        return cast(
            "t.TradeView",
            await self._call(Ask("POST", f"/v1/facilities/{quoted(facility)}/preview", body=body)),
        )

    async def health(
        self,
    ) -> t.Health:
        """Health.

        Anybody. Asks the chain, and answers 503 if it does not.

        No credential is needed.
        """
        return cast("t.Health", await self._call(Ask("GET", "/v1/health")))

    async def offer_import_profile(
        self,
        content: bytes,
        *,
        name: str,
        sheet: str | None = None,
        content_type: Literal[
            "application/octet-stream",
            "application/pdf",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/xml",
            "text/csv",
        ] = "application/octet-stream",
    ) -> t.OfferView:
        """Have a profile offered.

        Suppliers. Looks at the first 10,000 rows of a ledger and says how it might have to be read, and which rows speak against it. Nothing is saved or imported: check it, answer its `questions`, and save it under /import-profiles.

        Scope `imports:read`. May be called by: supplier.
        """
        return cast(
            "t.OfferView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/import-offers",
                    query={"name": name, "sheet": sheet},
                    headers={"Content-Type": content_type},
                    content=content,
                )
            ),
        )

    async def list_import_profiles(
        self,
    ) -> t.ListingProfileView:
        """List import profiles.

        Suppliers: their own, and those that come with the service.

        Scope `imports:read`. May be called by: supplier.
        """
        return cast("t.ListingProfileView", await self._call(Ask("GET", "/v1/import-profiles")))

    async def get_import_profile(self, name: str) -> t.ProfileView:
        """Get an import profile.

        Suppliers: one of their own, or one that comes with the service.

        Scope `imports:read`. May be called by: supplier.
        """
        return cast(
            "t.ProfileView", await self._call(Ask("GET", f"/v1/import-profiles/{quoted(name)}"))
        )

    async def save_import_profile(
        self,
        name: str,
        body: t.ProfileForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ProfileView:
        """Save an import profile.

        Suppliers. Takes the place of the caller's profile of that name.

        Scope `imports:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.ProfileView",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/import-profiles/{quoted(name)}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def list_imports(
        self, *, supplier: str | None = None, limit: int | None = None, cursor: str | None = None
    ) -> t.PageImportView:
        """List imports.

        Newest first. A supplier sees its own; operator and regulator see all.

        Scope `imports:read`. May be called by: anybody.
        """
        return cast(
            "t.PageImportView",
            await self._call(
                Ask(
                    "GET",
                    "/v1/imports",
                    query={"supplier": supplier, "limit": limit, "cursor": cursor},
                )
            ),
        )

    async def iter_list_imports(
        self, *, supplier: str | None = None, limit: int | None = None
    ) -> AsyncIterator[t.ImportView]:
        """All items of `list_imports`, page by page."""
        cursor = None
        while True:
            page = await self.list_imports(supplier=supplier, limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def import_file(
        self,
        content: bytes,
        *,
        name: str,
        profile: str | None = None,
        calendar: str | None = None,
        convention: t.Convention | None = None,
        accept_due_date: str | None = None,
        accept_doubts: bool | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
        content_type: Literal[
            "application/octet-stream",
            "application/pdf",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/xml",
            "text/csv",
        ] = "application/octet-stream",
    ) -> t.ImportView:
        """Import a file.

        Suppliers. One file: an e-invoice (UBL, CII, or PDF with CII in it), or a ledger (CSV, XLSX) with a profile. Every document and row of the caller's own is recorded for itself; one that fails stops none of the others. What is on the ledger already stays as it is, so the same file may be sent any number of times: it continues a run that was interrupted. Answers 202 while the run goes on: ask for it by its id.

        Scope `imports:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.ImportView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/imports",
                    query={
                        "name": name,
                        "profile": profile,
                        "calendar": calendar,
                        "convention": convention,
                        "accept_due_date": accept_due_date,
                        "accept_doubts": accept_doubts,
                    },
                    headers={
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                        "Content-Type": content_type,
                    },
                    content=content,
                )
            ),
        )

    async def try_import_file(
        self,
        content: bytes,
        *,
        name: str,
        profile: str | None = None,
        calendar: str | None = None,
        convention: t.Convention | None = None,
        accept_due_date: str | None = None,
        accept_doubts: bool | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
        content_type: Literal[
            "application/octet-stream",
            "application/pdf",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/xml",
            "text/csv",
        ] = "application/octet-stream",
    ) -> t.DryRun:
        """Say what `import_file` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/imports",
                    query={
                        "name": name,
                        "profile": profile,
                        "calendar": calendar,
                        "convention": convention,
                        "accept_due_date": accept_due_date,
                        "accept_doubts": accept_doubts,
                        "dry_run": True,
                    },
                    headers={
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                        "Content-Type": content_type,
                    },
                    content=content,
                )
            ),
        )

    async def get_import(self, import_id: str) -> t.ImportView:
        """Get an import.

        Its supplier, operator and regulator.

        Scope `imports:read`. May be called by: anybody.
        """
        return cast(
            "t.ImportView", await self._call(Ask("GET", f"/v1/imports/{quoted(import_id)}"))
        )

    async def list_import_results(
        self,
        import_id: str,
        *,
        outcome: list[t.Became] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> t.PageImportResultView:
        """List the results of an import.

        Its supplier, operator and regulator. In the order of the file; `outcome` may be repeated to see some only.

        Scope `imports:read`. May be called by: anybody.
        """
        return cast(
            "t.PageImportResultView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/imports/{quoted(import_id)}/results",
                    query={"outcome": outcome, "limit": limit, "cursor": cursor},
                )
            ),
        )

    async def iter_list_import_results(
        self, import_id: str, *, outcome: list[t.Became] | None = None, limit: int | None = None
    ) -> AsyncIterator[t.ImportResultView]:
        """All items of `list_import_results`, page by page."""
        cursor = None
        while True:
            page = await self.list_import_results(
                import_id, outcome=outcome, limit=limit, cursor=cursor
            )
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def live(
        self,
    ) -> t.Alive:
        """Liveness.

        Anybody.

        No credential is needed.
        """
        return cast("t.Alive", await self._call(Ask("GET", "/v1/live")))

    async def metrics(
        self,
    ) -> bytes:
        """Metrics.

        The operator. Prometheus' text format.

        Scope `metrics:read`. May be called by: operator.
        """
        return await self._file(Ask("GET", "/v1/metrics"))

    async def operations(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> t.PageOperationView:
        """List operations.

        The caller's own writes of the last 30 days, newest first.

        Scope `operations:read`. May be called by: anybody.
        """
        return cast(
            "t.PageOperationView",
            await self._call(
                Ask("GET", "/v1/operations", query={"limit": limit, "cursor": cursor})
            ),
        )

    async def iter_operations(self, *, limit: int | None = None) -> AsyncIterator[t.OperationView]:
        """All items of `operations`, page by page."""
        cursor = None
        while True:
            page = await self.operations(limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def operation(self, operation: str) -> t.OperationView:
        """Get an operation.

        One of the caller's own. While it runs, `Retry-After` says when to ask again.

        Scope `operations:read`. May be called by: anybody.
        """
        return cast(
            "t.OperationView", await self._call(Ask("GET", f"/v1/operations/{quoted(operation)}"))
        )

    async def orders(
        self,
    ) -> t.ListingOrderView:
        """List orders.

        Newest first. Open ones that the caller may see, and all of its own.

        Scope `market:read`. May be called by: anybody.
        """
        return cast("t.ListingOrderView", await self._call(Ask("GET", "/v1/orders")))

    async def place_order(
        self, body: t.OrderForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.OrderView:
        """Place an order.

        Financiers place bids, holders asks; signed with the caller's key. A bid is seen by its maker and by those who hold what it buys; an ask by its maker and by financiers.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended. A second person may be required (`quote`).
        """
        return cast(
            "t.OrderView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/orders",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_place_order(
        self, body: t.OrderForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `place_order` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/orders",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def cancel_all_orders(
        self, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.Transaction:
        """Cancel all orders.

        Of the caller, by a new epoch on the ledger.

        Scope `market:write`. May be called by: obligor, supplier, financier.
        """
        return cast(
            "t.Transaction",
            await self._call(
                Ask(
                    "POST",
                    "/v1/orders/cancel-all",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_cancel_all_orders(
        self, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `cancel_all_orders` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/orders/cancel-all",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def order(self, order: str) -> t.OrderView:
        """Get an order.

        Its maker, and who may fill it.

        Scope `market:read`. May be called by: anybody.
        """
        return cast("t.OrderView", await self._call(Ask("GET", f"/v1/orders/{quoted(order)}")))

    async def cancel_order(
        self, order: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.OrderChange:
        """Cancel an order.

        Its maker. On the ledger, with all versions of it.

        Scope `market:write`. May be called by: obligor, supplier, financier.
        """
        return cast(
            "t.OrderChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/orders/{quoted(order)}/cancel",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_cancel_order(
        self, order: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `cancel_order` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/orders/{quoted(order)}/cancel",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def fill_order(
        self,
        order: str,
        body: t.DrawForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.TradeMade:
        """Fill an order.

        Holders for a bid, financiers for an ask; whole or in part. Units against cash in one transaction, or nothing.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.TradeMade",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/orders/{quoted(order)}/fill",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_fill_order(
        self,
        order: str,
        body: t.DrawForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `fill_order` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/orders/{quoted(order)}/fill",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def preview_fill(self, order: str, body: t.DrawForm) -> t.TradeView:
        """Preview a fill.

        Holders for a bid, financiers for an ask. What the fill would move, or why it would be refused: the very call, executed on the ledger and undone.

        Scope `market:read`. May be called by: obligor, supplier, financier, regulator's reader.
        """
        return cast(
            "t.TradeView",
            await self._call(Ask("POST", f"/v1/orders/{quoted(order)}/preview", body=body)),
        )

    async def participants(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> t.PageParticipantView:
        """List participants.

        Anybody with a key. In order of registration.

        Scope `participants:read`. May be called by: anybody.
        """
        return cast(
            "t.PageParticipantView",
            await self._call(
                Ask("GET", "/v1/participants", query={"limit": limit, "cursor": cursor})
            ),
        )

    async def iter_participants(
        self, *, limit: int | None = None
    ) -> AsyncIterator[t.ParticipantView]:
        """All items of `participants`, page by page."""
        cursor = None
        while True:
            page = await self.participants(limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def register(
        self, body: t.Entry, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.Registration:
        """Register a participant.

        The operator only. Gives the API key of the participant's first user, once; where it did not arrive, the operator issues that user another. A dry run makes no keys: it says what would happen on the ledger.

        Scope `participants:write`. May be called by: operator; not while suspended. A second person may be required (`credit_line`).
        """
        return cast(
            "t.Registration",
            await self._call(
                Ask(
                    "POST",
                    "/v1/participants",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_register(
        self, body: t.Entry, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `register` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/participants",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def participant(
        self, participant: str, *, if_none_match: str | None = None
    ) -> t.ParticipantDetail:
        """Get a participant.

        Anybody with a key. Credit lines are shown to itself, the operator and the regulator.

        Scope `participants:read`. May be called by: anybody.
        """
        return cast(
            "t.ParticipantDetail",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{quoted(participant)}",
                    headers={"If-None-Match": if_none_match},
                )
            ),
        )

    async def appoint_regulator(
        self, participant: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.Transaction:
        """Appoint a regulator.

        The operator, where it administers the authority. Lets the account of a participant with the regulator's role freeze by order.

        Scope `participants:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.Transaction",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/appoint-regulator",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_appoint_regulator(
        self, participant: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `appoint_regulator` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/appoint-regulator",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def contact(self, participant: str) -> t.ContactForm:
        """Get a contact.

        The participant itself, operator and regulator.

        Scope `participants:read`. May be called by: anybody.
        """
        return cast(
            "t.ContactForm",
            await self._call(Ask("GET", f"/v1/participants/{quoted(participant)}/contact")),
        )

    async def state_contact(
        self,
        participant: str,
        body: t.ContactForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ContactForm:
        """State a contact.

        The participant itself, or the operator for it. Its electronic address and the bank accounts that it pays from, for messages out; replaces what was stated before.

        Scope `participants:write`. May be called by: operator, obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.ContactForm",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/participants/{quoted(participant)}/contact",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def set_credit_line(
        self,
        participant: str,
        body: t.Limits,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.CreditLines:
        """Set a credit line.

        The operator only. How much a core enterprise may have promised and not yet paid.

        Scope `participants:write`. May be called by: operator; not while suspended. A second person may be required (`credit_line`).
        """
        return cast(
            "t.CreditLines",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/participants/{quoted(participant)}/credit-line",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def try_set_credit_line(
        self,
        participant: str,
        body: t.Limits,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `set_credit_line` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/participants/{quoted(participant)}/credit-line",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def journal(self, participant: str, *, first: str, last: str) -> bytes:
        """Journal.

        The participant itself, operator and regulator. Journal entries of a period, with the chart of accounts that is shipped.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask(
                "GET",
                f"/v1/participants/{quoted(participant)}/exports/journal",
                query={"first": first, "last": last},
            )
        )

    async def journal_by_chart(self, participant: str, body: t.JournalForm) -> bytes:
        """Journal with a chart of one's own.

        The participant itself, operator and regulator. The same entries, with the accounts that the chart in the body gives. The chart is not kept.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask("POST", f"/v1/participants/{quoted(participant)}/exports/journal", body=body)
        )

    async def payment_file(
        self, participant: str, *, on: str, overdue: bool | None = None
    ) -> bytes:
        """Payment file.

        The participant itself, operator and regulator. All that an obligor owed when a day began, pain.001.001.09, paid from the accounts of its contact; `not_found` where nothing was owed.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask(
                "GET",
                f"/v1/participants/{quoted(participant)}/exports/payment-file",
                query={"on": on, "overdue": overdue},
            )
        )

    async def remittance(self, participant: str, *, currency: str, first: str, last: str) -> bytes:
        """Remittance advice.

        The participant itself, operator and regulator. What moved on receivables over a period and why, camt.054.001.08.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask(
                "GET",
                f"/v1/participants/{quoted(participant)}/exports/remittance",
                query={"currency": currency, "first": first, "last": last},
            )
        )

    async def statement(self, participant: str, *, currency: str, first: str, last: str) -> bytes:
        """Account statement.

        The participant itself, operator and regulator. The cash account over a period, camt.053.001.08.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask(
                "GET",
                f"/v1/participants/{quoted(participant)}/exports/statement",
                query={"currency": currency, "first": first, "last": last},
            )
        )

    async def freeze(
        self,
        participant: str,
        body: t.FreezeForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ParticipantChange:
        """Freeze a participant.

        The regulator, by an order's number, until the end of a day: it neither acts nor receives, and what it has stays its own.

        Scope `freezes:write`. May be called by: regulator's reader; not while suspended.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/freeze",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_freeze(
        self,
        participant: str,
        body: t.FreezeForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `freeze` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/freeze",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def holdings(
        self,
        participant: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        as_of: str | None = None,
        block: int | None = None,
    ) -> t.PageHeldView:
        """List holdings.

        The participant itself, operator and regulator. Units at a moment, in the order of the receivables' ids.

        Scope `holdings:read`. May be called by: anybody.
        """
        return cast(
            "t.PageHeldView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{quoted(participant)}/holdings",
                    query={"limit": limit, "cursor": cursor, "as_of": as_of, "block": block},
                )
            ),
        )

    async def iter_holdings(
        self,
        participant: str,
        *,
        limit: int | None = None,
        as_of: str | None = None,
        block: int | None = None,
    ) -> AsyncIterator[t.HeldView]:
        """All items of `holdings`, page by page."""
        cursor = None
        while True:
            page = await self.holdings(
                participant, limit=limit, as_of=as_of, block=block, cursor=cursor
            )
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def journal_entries(
        self,
        participant: str,
        *,
        first: str,
        last: str,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> t.PageJournalEntryView:
        """Journal.

        The participant itself, operator and regulator. Balanced double entries of a period, in the order of the ledger.

        Scope `books:read`. May be called by: anybody.
        """
        return cast(
            "t.PageJournalEntryView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{quoted(participant)}/journal",
                    query={"first": first, "last": last, "limit": limit, "cursor": cursor},
                )
            ),
        )

    async def iter_journal_entries(
        self, participant: str, *, first: str, last: str, limit: int | None = None
    ) -> AsyncIterator[t.JournalEntryView]:
        """All items of `journal_entries`, page by page."""
        cursor = None
        while True:
            page = await self.journal_entries(
                participant, first=first, last=last, limit=limit, cursor=cursor
            )
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def renew_reading_key(
        self,
        participant: str,
        body: t.ReadingKeyForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.Renewal:
        """Renew a reading key.

        The participant itself. A new key is made and held here, or the public half of one is entered that the participant keeps to itself; all that it can read is sealed to it. With a key that is not held here, nothing sealed to it is opened by this service.

        Scope `evidence:write`. May be called by: obligor, supplier, financier, regulator's reader.
        """
        return cast(
            "t.Renewal",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/reading-keys",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def request_recovery(
        self,
        participant: str,
        body: t.RecoveryForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ParticipantChange:
        """Ask for another account.

        The operator, for a participant that lost its key. The new account can take over from `recovery_from` on; until then the old one can stop it.

        Scope `participants:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/recovery",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_request_recovery(
        self,
        participant: str,
        body: t.RecoveryForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `request_recovery` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/recovery",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def cancel_recovery(
        self, participant: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.ParticipantChange:
        """Stop a recovery.

        The participant itself, with the account that it has.

        Scope `participants:write`. May be called by: obligor, supplier, financier, regulator's reader.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/recovery/cancel",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_cancel_recovery(
        self, participant: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `cancel_recovery` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/recovery/cancel",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def carry_out_recovery(
        self, participant: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.ParticipantChange:
        """Carry out a recovery.

        The operator or the participant, once the delay is over. Units and roles go with the participant; cash of the old account does not.

        Scope `participants:write`. May be called by: operator, obligor, supplier, financier.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/recovery/carry-out",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_carry_out_recovery(
        self, participant: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `carry_out_recovery` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/recovery/carry-out",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def reinstate(
        self,
        participant: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ParticipantChange:
        """Reinstate a suspended participant.

        The operator only.

        Scope `participants:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/reinstate",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def try_reinstate(
        self,
        participant: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `reinstate` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/reinstate",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def cash_statement(
        self, participant: str, *, currency: str, first: str, last: str
    ) -> t.StatementView:
        """Cash account.

        The participant itself, operator and regulator. Opening balance, bookings and closing balance of a period.

        Scope `books:read`. May be called by: anybody.
        """
        return cast(
            "t.StatementView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{quoted(participant)}/statement",
                    query={"currency": currency, "first": first, "last": last},
                )
            ),
        )

    async def suspend(
        self,
        participant: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ParticipantChange:
        """Suspend a participant.

        The operator only. It can no longer act or receive; what it holds stays its own.

        Scope `participants:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/suspend",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def try_suspend(
        self,
        participant: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `suspend` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/suspend",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def trial_balance(self, participant: str) -> t.ListingAccountBalance:
        """Trial balance.

        The participant itself, operator and regulator. What each account of the journal comes to now; by currency they sum to nothing.

        Scope `books:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingAccountBalance",
            await self._call(Ask("GET", f"/v1/participants/{quoted(participant)}/trial-balance")),
        )

    async def unfreeze(
        self,
        participant: str,
        body: t.LiftOrderForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ParticipantChange:
        """Lift an order on a participant.

        The regulator.

        Scope `freezes:write`. May be called by: regulator's reader; not while suspended.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/unfreeze",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_unfreeze(
        self,
        participant: str,
        body: t.LiftOrderForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `unfreeze` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{quoted(participant)}/unfreeze",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def pay(
        self, body: t.PaymentForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.ReceivableChange:
        """Pay.

        Any participant that may see the receivable, out of its own cash: in full or in part, early or late. Penalty interest is covered first.

        Scope `payments:write`. May be called by: obligor, supplier, financier. A second person may be required (`payment`).
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    "/v1/payments",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_pay(
        self, body: t.PaymentForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `pay` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/payments",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def pay_many(
        self, body: t.Amounts, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkResult:
        """Pay many receivables.

        Out of the caller's own cash, each in full or in part. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again. With `dry_run` nothing is done: each item is told what would become of it after those before it.

        Scope `payments:write`. May be called by: obligor, supplier, financier. A second person may be required (`payment`).
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/payments/bulk",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_pay_many(
        self, body: t.Amounts, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkDryRun:
        """Say what `pay_many` would do, and do nothing."""
        return cast(
            "t.BulkDryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/payments/bulk",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def problem_type(self, code: str) -> t.ProblemType:
        """Explain a problem.

        Anybody.

        No credential is needed.
        """
        return cast("t.ProblemType", await self._call(Ask("GET", f"/v1/problems/{quoted(code)}")))

    async def quotes(self, *, receivable: str) -> t.ListingQuoteView:
        """List the quotes on a receivable.

        A financier sees its own, who asked the answers to it, and who holds units those that answer nobody. Newest first.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingQuoteView",
            await self._call(Ask("GET", "/v1/quotes", query={"receivable": receivable})),
        )

    async def offer_quote(
        self, body: t.QuoteForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.QuoteView:
        """Offer a quote.

        Financiers, on receivables that they may see. The quote is signed with the financier's key, and firm until it expires, is cancelled or filled, or the receivable changes.

        Scope `market:write`. May be called by: financier; not while suspended. A second person may be required (`quote`).
        """
        return cast(
            "t.QuoteView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/quotes",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_offer_quote(
        self, body: t.QuoteForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `offer_quote` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/quotes",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def cancel_all_quotes(
        self, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.Transaction:
        """Cancel all quotes.

        Of the caller, a financier: by a new epoch on the ledger, in one transaction.

        Scope `market:write`. May be called by: financier; not while suspended.
        """
        return cast(
            "t.Transaction",
            await self._call(
                Ask(
                    "POST",
                    "/v1/quotes/cancel-all",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_cancel_all_quotes(
        self, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `cancel_all_quotes` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/quotes/cancel-all",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def quote(self, quote: str, *, if_none_match: str | None = None) -> t.QuoteView:
        """Get a quote.

        Its financier, and who asked for it; if nobody did, who holds units.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.QuoteView",
            await self._call(
                Ask("GET", f"/v1/quotes/{quoted(quote)}", headers={"If-None-Match": if_none_match})
            ),
        )

    async def accept_quote(
        self,
        quote: str,
        body: t.AcceptForm,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.Sale:
        """Accept a quote.

        Holders. Units against cash in one transaction, or nothing.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.Sale",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quoted(quote)}/accept",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def try_accept_quote(
        self,
        quote: str,
        body: t.AcceptForm,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `accept_quote` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quoted(quote)}/accept",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def cancel_quote(
        self,
        quote: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.QuoteChange:
        """Cancel a quote.

        Its financier. On the ledger, so that the signature is worth nothing any more.

        Scope `market:write`. May be called by: financier.
        """
        return cast(
            "t.QuoteChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quoted(quote)}/cancel",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def try_cancel_quote(
        self,
        quote: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `cancel_quote` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quoted(quote)}/cancel",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def price_quote(
        self, quote: str, *, amount: str | None = None, on: str | None = None
    ) -> t.PriceView:
        """Price a sale.

        What taking the quote would bring. Nothing happens.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.PriceView",
            await self._call(
                Ask("GET", f"/v1/quotes/{quoted(quote)}/price", query={"amount": amount, "on": on})
            ),
        )

    async def ready(
        self,
    ) -> t.Ready:
        """Readiness.

        Anybody. 503 while chain or database do not answer, the read model is more than 64 blocks behind, or the chain took back what was final.

        No credential is needed.
        """
        return cast("t.Ready", await self._call(Ask("GET", "/v1/ready")))

    async def receivables(
        self,
        *,
        obligor: str | None = None,
        supplier: str | None = None,
        holder: str | None = None,
        status: list[str] | None = None,
        currency: str | None = None,
        due_from: str | None = None,
        due_to: str | None = None,
        overdue: bool | None = None,
        face_from: str | None = None,
        face_to: str | None = None,
        text: str | None = None,
        sort: t.Order | None = None,
        order: Literal["ascending", "descending"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> t.PageReceivableView:
        """List receivables.

        Newest first, if nothing else is said. A participant sees those of which it is obligor or supplier, or holds or ever held units; operator and regulator see all.

        Scope `receivables:read`. May be called by: anybody.
        """
        return cast(
            "t.PageReceivableView",
            await self._call(
                Ask(
                    "GET",
                    "/v1/receivables",
                    query={
                        "obligor": obligor,
                        "supplier": supplier,
                        "holder": holder,
                        "status": status,
                        "currency": currency,
                        "due_from": due_from,
                        "due_to": due_to,
                        "overdue": overdue,
                        "face_from": face_from,
                        "face_to": face_to,
                        "text": text,
                        "sort": sort,
                        "order": order,
                        "limit": limit,
                        "cursor": cursor,
                    },
                )
            ),
        )

    async def iter_receivables(
        self,
        *,
        obligor: str | None = None,
        supplier: str | None = None,
        holder: str | None = None,
        status: list[str] | None = None,
        currency: str | None = None,
        due_from: str | None = None,
        due_to: str | None = None,
        overdue: bool | None = None,
        face_from: str | None = None,
        face_to: str | None = None,
        text: str | None = None,
        sort: t.Order | None = None,
        order: Literal["ascending", "descending"] | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[t.ReceivableView]:
        """All items of `receivables`, page by page."""
        cursor = None
        while True:
            page = await self.receivables(
                obligor=obligor,
                supplier=supplier,
                holder=holder,
                status=status,
                currency=currency,
                due_from=due_from,
                due_to=due_to,
                overdue=overdue,
                face_from=face_from,
                face_to=face_to,
                text=text,
                sort=sort,
                order=order,
                limit=limit,
                cursor=cursor,
            )
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def record_invoice(
        self, body: t.RecordForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.RecordingView:
        """Record an invoice.

        Suppliers. States an invoice that the obligor owes; nothing is promised yet. An invoice has one receivable, in whatever spelling it comes; older ones that it resembles are warnings.

        Scope `receivables:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.RecordingView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_record_invoice(
        self, body: t.RecordForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `record_invoice` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def record_many(
        self, body: t.Invoices, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkResult:
        """Record many invoices.

        Suppliers. As each would be recorded for itself. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again. With `dry_run` nothing is done: each item is told what would become of it after those before it.

        Scope `receivables:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_record_many(
        self, body: t.Invoices, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkDryRun:
        """Say what `record_many` would do, and do nothing."""
        return cast(
            "t.BulkDryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def confirm_many(
        self, body: t.Amounts, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkResult:
        """Confirm many receivables.

        Their obligor. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again. With `dry_run` nothing is done: each item is told what would become of it after those before it.

        Scope `receivables:write`. May be called by: obligor; not while suspended. A second person may be required (`confirmation`).
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/confirm",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_confirm_many(
        self, body: t.Amounts, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkDryRun:
        """Say what `confirm_many` would do, and do nothing."""
        return cast(
            "t.BulkDryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/confirm",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def tokenise_many(
        self, body: t.Receivables, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkResult:
        """Tokenise many receivables.

        Their supplier. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again. With `dry_run` nothing is done: each item is told what would become of it after those before it.

        Scope `receivables:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/tokenise",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_tokenise_many(
        self, body: t.Receivables, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkDryRun:
        """Say what `tokenise_many` would do, and do nothing."""
        return cast(
            "t.BulkDryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/tokenise",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def issue_receivable(
        self, body: t.IssueForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.RecordingView:
        """Issue a receivable.

        Core enterprises. Records, confirms and tokenises the caller's own debt to a supplier in one transaction.

        Scope `receivables:write`. May be called by: obligor; not while suspended. A second person may be required (`confirmation`).
        """
        return cast(
            "t.RecordingView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/issue",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_issue_receivable(
        self, body: t.IssueForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `issue_receivable` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/issue",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def receivable_totals(
        self,
        *,
        obligor: str | None = None,
        supplier: str | None = None,
        holder: str | None = None,
        status: list[str] | None = None,
        currency: str | None = None,
        due_from: str | None = None,
        due_to: str | None = None,
        overdue: bool | None = None,
        face_from: str | None = None,
        face_to: str | None = None,
        text: str | None = None,
    ) -> t.ListingReceivableTotalsView:
        """Sum receivables up.

        By status and currency, of those that the same filters list. A participant sees those of which it is obligor or supplier, or holds or ever held units; operator and regulator see all.

        Scope `receivables:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingReceivableTotalsView",
            await self._call(
                Ask(
                    "GET",
                    "/v1/receivables/totals",
                    query={
                        "obligor": obligor,
                        "supplier": supplier,
                        "holder": holder,
                        "status": status,
                        "currency": currency,
                        "due_from": due_from,
                        "due_to": due_to,
                        "overdue": overdue,
                        "face_from": face_from,
                        "face_to": face_to,
                        "text": text,
                    },
                )
            ),
        )

    async def receivable(
        self, receivable: str, *, if_none_match: str | None = None
    ) -> t.ReceivableDetail:
        """Get a receivable.

        Its parties of now or before, operator and regulator see everything. Financiers see it without holders, sales and history while its holder asks for quotes, and once they have quoted.

        Scope `receivables:read`. May be called by: anybody.
        """
        return cast(
            "t.ReceivableDetail",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/receivables/{quoted(receivable)}",
                    headers={"If-None-Match": if_none_match},
                )
            ),
        )

    async def cancel(
        self,
        receivable: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange:
        """Cancel a receivable.

        The supplier withdraws what is only recorded. What is confirmed is cancelled once supplier and obligor have both asked for it, while the supplier holds everything and nothing was paid; until then `cancellation_asked_by` names the first.

        Scope `receivables:write`. May be called by: obligor, supplier; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/cancel",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def try_cancel(
        self,
        receivable: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `cancel` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/cancel",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def confirm(
        self,
        receivable: str,
        body: t.ConfirmForm,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange:
        """Confirm a receivable.

        Its obligor. An irrevocable undertaking to pay the holder at maturity; it uses the obligor's credit line.

        Scope `receivables:write`. May be called by: obligor; not while suspended. A second person may be required (`confirmation`).
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/confirm",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def try_confirm(
        self,
        receivable: str,
        body: t.ConfirmForm,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `confirm` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/confirm",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def dispute(
        self,
        receivable: str,
        body: t.DisputeForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange:
        """Dispute an amount.

        Its obligor, before it confirms: the rest can go on, and no more than the rest can be confirmed. After confirmation the undertaking stands.

        Scope `receivables:write`. May be called by: obligor; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/dispute",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_dispute(
        self,
        receivable: str,
        body: t.DisputeForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `dispute` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/dispute",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def resolve_dispute(
        self, receivable: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.ReceivableChange:
        """Resolve a dispute.

        Its obligor: it contests nothing any more.

        Scope `receivables:write`. May be called by: obligor; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/dispute/resolve",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_resolve_dispute(
        self, receivable: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `resolve_dispute` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/dispute/resolve",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def original(self, receivable: str) -> bytes:
        """Get the original.

        Readers of the document. As it was kept, byte for byte.

        Scope `evidence:read`. May be called by: obligor, supplier, financier, regulator's reader.
        """
        return await self._file(
            Ask("GET", f"/v1/receivables/{quoted(receivable)}/evidence/original")
        )

    async def prove(self, receivable: str, body: t.ProofForm) -> bytes:
        """Prove facts.

        Owners of the document. Gives a file that shows these facts to be under the receivable's evidence root, and says nothing of the others. The same fields give the same file.

        Scope `evidence:read`. May be called by: obligor, supplier, financier.
        """
        return await self._file(
            Ask("POST", f"/v1/receivables/{quoted(receivable)}/evidence/proofs", body=body)
        )

    async def readers(self, receivable: str) -> t.ListingReaderView:
        """List readers.

        Readers of the document.

        Scope `evidence:read`. May be called by: obligor, supplier, financier, regulator's reader.
        """
        return cast(
            "t.ListingReaderView",
            await self._call(Ask("GET", f"/v1/receivables/{quoted(receivable)}/evidence/readers")),
        )

    async def grant(
        self,
        receivable: str,
        participant: str,
        body: t.ReaderForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ListingReaderView:
        """Grant reading.

        Owners of the document. The participant can read it from now on, whether or not it sees the receivable otherwise.

        Scope `evidence:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.ListingReaderView",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/receivables/{quoted(receivable)}/evidence/readers/{quoted(participant)}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def revoke(
        self,
        receivable: str,
        participant: str,
        *,
        rotate: bool | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ListingReaderView:
        """Revoke reading.

        Owners of the document. What the participant has read it has read; with `rotate`, a copy that it made of the encrypted document is of no more use than what it read.

        Scope `evidence:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.ListingReaderView",
            await self._call(
                Ask(
                    "DELETE",
                    f"/v1/receivables/{quoted(receivable)}/evidence/readers/{quoted(participant)}",
                    query={"rotate": rotate},
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def rotate(
        self, receivable: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.Rotation:
        """Encrypt anew.

        Owners of the document. A new data key, for the readers that owners have granted.

        Scope `evidence:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.Rotation",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/evidence/rotate",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def invoice_response(self, receivable: str) -> bytes:
        """Invoice response.

        Supplier and obligor, operator and regulator. Peppol Invoice Response 3, once the obligor has confirmed or rejected.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask("GET", f"/v1/receivables/{quoted(receivable)}/exports/invoice-response")
        )

    async def assignment_notice(self, receivable: str, number: int) -> bytes:
        """Assignment notice.

        Seller, financier and obligor, operator and regulator. The notice of a sale to the obligor; sales of a receivable are numbered from 1. It does not tell the price.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask(
                "GET",
                f"/v1/receivables/{quoted(receivable)}/exports/sales/{quoted(number)}/assignment-notice",
            )
        )

    async def registration_data(self, receivable: str, number: int) -> bytes:
        """Registration data.

        Seller and financier of that sale, operator and regulator. The fields of the registration sheet.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask(
                "GET",
                f"/v1/receivables/{quoted(receivable)}/exports/sales/{quoted(number)}/registration-data",
            )
        )

    async def registration_sheet(self, receivable: str, number: int) -> bytes:
        """Registration sheet.

        Seller and financier of that sale, operator and regulator. What a registry of movable property asks about the sale.

        Scope `exports:read`. May be called by: anybody.
        """
        return await self._file(
            Ask(
                "GET",
                f"/v1/receivables/{quoted(receivable)}/exports/sales/{quoted(number)}/registration-sheet",
            )
        )

    async def unit_freezes(self, receivable: str) -> t.ListingUnitFreezeView:
        """List orders on units.

        Holders see those on their own units, operator and regulator all.

        Scope `freezes:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingUnitFreezeView",
            await self._call(Ask("GET", f"/v1/receivables/{quoted(receivable)}/freezes")),
        )

    async def freeze_units(
        self,
        receivable: str,
        body: t.UnitFreezeForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.UnitFreezeChange:
        """Freeze units.

        The regulator, by an order's number, until the end of a day. The units stay with their holder.

        Scope `freezes:write`. May be called by: regulator's reader; not while suspended.
        """
        return cast(
            "t.UnitFreezeChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/freezes",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_freeze_units(
        self,
        receivable: str,
        body: t.UnitFreezeForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `freeze_units` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/freezes",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def unfreeze_units(
        self,
        receivable: str,
        body: t.LiftForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.UnitFreezeChange:
        """Lift an order on units.

        The regulator.

        Scope `freezes:write`. May be called by: regulator's reader; not while suspended.
        """
        return cast(
            "t.UnitFreezeChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/freezes/lift",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_unfreeze_units(
        self,
        receivable: str,
        body: t.LiftForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `unfreeze_units` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/freezes/lift",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def holders(
        self, receivable: str, *, as_of: str | None = None, block: int | None = None
    ) -> t.ListingHolderView:
        """List holders.

        Parties of now or before, operator and regulator. Who had units at a moment, the largest holding first.

        Scope `holdings:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingHolderView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/receivables/{quoted(receivable)}/holders",
                    query={"as_of": as_of, "block": block},
                )
            ),
        )

    async def provenance(
        self, receivable: str, holder: str, *, as_of: str | None = None, block: int | None = None
    ) -> t.ProvenanceView:
        """Trace a holding.

        The holder, operator and regulator. The units' way through the tiers, first in, first out within one receivable.

        Scope `holdings:read`. May be called by: anybody.
        """
        return cast(
            "t.ProvenanceView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/receivables/{quoted(receivable)}/holders/{quoted(holder)}/provenance",
                    query={"as_of": as_of, "block": block},
                )
            ),
        )

    async def mark_default(
        self, receivable: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.ReceivableChange:
        """Mark a receivable in default.

        Who may see it, once it is unpaid after grace. Its obligor cannot confirm anything new until it is paid.

        Scope `receivables:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/mark-default",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def try_mark_default(
        self, receivable: str, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `mark_default` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/mark-default",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                )
            ),
        )

    async def reject(
        self,
        receivable: str,
        body: t.RejectForm,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange:
        """Reject a receivable.

        Its obligor, while it is only recorded.

        Scope `receivables:write`. May be called by: obligor; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/reject",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def try_reject(
        self,
        receivable: str,
        body: t.RejectForm,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `reject` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/reject",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def tokenise(
        self,
        receivable: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange:
        """Tokenise a receivable.

        Its supplier, once it is confirmed. One unit is one minor unit of face value.

        Scope `receivables:write`. May be called by: supplier; not while suspended.
        """
        return cast(
            "t.ReceivableChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/tokenise",
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def try_tokenise(
        self,
        receivable: str,
        *,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `tokenise` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{quoted(receivable)}/tokenise",
                    query={"dry_run": True},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    async def reconciliations(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> t.PageReconciliationView:
        """List reconciliations.

        Newest first. A participant sees its own; operator and regulator see all.

        Scope `reconciliations:read`. May be called by: anybody.
        """
        return cast(
            "t.PageReconciliationView",
            await self._call(
                Ask("GET", "/v1/reconciliations", query={"cursor": cursor, "limit": limit})
            ),
        )

    async def iter_reconciliations(
        self, *, limit: int | None = None
    ) -> AsyncIterator[t.ReconciliationView]:
        """All items of `reconciliations`, page by page."""
        cursor = None
        while True:
            page = await self.reconciliations(limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def reconcile_statement(
        self,
        body: t.StatementForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ListingReconciledView:
        """Reconcile a bank statement.

        Participants with statements of their own accounts; the operator with those of the settlement bank. Entries are matched to what the ledger says is due or was paid: what is exact at once, the rest as proposals. Nothing is paid. The same statement again changes nothing; one that does not add up is refused.

        Scope `reconciliations:write`. May be called by: operator, obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.ListingReconciledView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/reconciliations",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def reconciliation(self, reconciliation: str) -> t.ReconciliationView:
        """Get a reconciliation.

        Its owner, operator and regulator. The totals show where each minor unit went.

        Scope `reconciliations:read`. May be called by: anybody.
        """
        return cast(
            "t.ReconciliationView",
            await self._call(Ask("GET", f"/v1/reconciliations/{quoted(reconciliation)}")),
        )

    async def reconciliation_entries(
        self,
        reconciliation: str,
        *,
        state: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> t.PageEntryView:
        """List the entries of a statement.

        Who may see the statement. In the order of the statement.

        Scope `reconciliations:read`. May be called by: anybody.
        """
        return cast(
            "t.PageEntryView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/reconciliations/{quoted(reconciliation)}/entries",
                    query={"state": state, "cursor": cursor, "limit": limit},
                )
            ),
        )

    async def iter_reconciliation_entries(
        self, reconciliation: str, *, state: str | None = None, limit: int | None = None
    ) -> AsyncIterator[t.EntryView]:
        """All items of `reconciliation_entries`, page by page."""
        cursor = None
        while True:
            page = await self.reconciliation_entries(
                reconciliation, state=state, limit=limit, cursor=cursor
            )
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def reconciliation_entry(self, reconciliation: str, number: int) -> t.EntryDetailView:
        """Get an entry of a statement.

        Who may see the statement.

        Scope `reconciliations:read`. May be called by: anybody.
        """
        return cast(
            "t.EntryDetailView",
            await self._call(
                Ask("GET", f"/v1/reconciliations/{quoted(reconciliation)}/entries/{quoted(number)}")
            ),
        )

    async def decide_about_entry(
        self,
        reconciliation: str,
        number: int,
        body: t.EntryDecisionForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.EntryView:
        """Decide about an entry.

        The owner of the statement; the operator for the settlement bank's only. Kept with who, when and note. Items that were taken by other entries meanwhile are refused.

        Scope `reconciliations:write`. May be called by: operator, obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.EntryView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/reconciliations/{quoted(reconciliation)}/entries/{quoted(number)}/decision",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def post_matched(
        self, reconciliation: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.PostedView:
        """Post matched entries.

        The owner of the statement; the operator for the settlement bank's only. Pays on the ledger, out of the owner's cash, what matched entries say was paid at the bank; each entry once, however often this is called. On the sandbox the settlement bank mints what it lacks.

        Scope `reconciliations:write`. May be called by: operator, obligor, supplier, financier; not while suspended. A second person may be required (`payment`).
        """
        return cast(
            "t.PostedView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/reconciliations/{quoted(reconciliation)}/post",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def redeem(
        self,
        body: t.RedemptionForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.Redemption:
        """Redeem.

        Holders. Pays out all that is collected on the caller's units and not yet redeemed; once the receivable is settled, its units are gone afterwards.

        Scope `payments:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.Redemption",
            await self._call(
                Ask(
                    "POST",
                    "/v1/redemptions",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_redeem(
        self,
        body: t.RedemptionForm,
        *,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Say what `redeem` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/redemptions",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def redeem_many(
        self, body: t.Receivables, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkResult:
        """Redeem many receivables.

        Holders. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again. With `dry_run` nothing is done: each item is told what would become of it after those before it.

        Scope `payments:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/redemptions/bulk",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_redeem_many(
        self, body: t.Receivables, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.BulkDryRun:
        """Say what `redeem_many` would do, and do nothing."""
        return cast(
            "t.BulkDryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/redemptions/bulk",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def rules(
        self,
    ) -> t.ListingRuleView:
        """List rules.

        Anybody with a key. In order of their dates, announced ones included. The one in force on the day of a confirmation decides; a refusal names it, threshold and input.

        Scope `participants:read`. May be called by: anybody.
        """
        return cast("t.ListingRuleView", await self._call(Ask("GET", "/v1/rules")))

    async def announce_rule(
        self, body: t.RuleForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.RuleChange:
        """Announce a rule.

        The operator, with notice, in place of one that does not apply yet. What was confirmed before it is in force stays as it is.

        Scope `participants:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.RuleChange",
            await self._call(
                Ask(
                    "POST",
                    "/v1/rules",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_announce_rule(
        self, body: t.RuleForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `announce_rule` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/rules",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def clock(
        self, body: t.ClockForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.ClockView:
        """Let time pass.

        The operator only. Moves the ledger's clock to the start of a later day.

        Scope `sandbox:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.ClockView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/sandbox/clock",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def faucet(
        self, body: t.FaucetForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.Credit:
        """Give cash.

        The operator only. The settlement bank credits cash out of nothing.

        Scope `sandbox:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.Credit",
            await self._call(
                Ask(
                    "POST",
                    "/v1/sandbox/faucet",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def reset(
        self, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.HeadView:
        """Start anew.

        The operator only. Chain and database are again as they were just after the deployment: participants, keys, receivables and events are gone. The clock stays where it is. Refused while other writes are being carried out.

        Scope `sandbox:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.HeadView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/sandbox/reset",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def make_world(
        self, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.WorldView:
        """Make a world.

        The operator only. Registers participants of every role, gives cash and a credit line, and brings invoices some steps on their way: one recorded, one confirmed, three tokenised, with quotes asked for on two of them. Each call makes another one.

        Scope `sandbox:write`. May be called by: operator; not while suspended.
        """
        return cast(
            "t.WorldView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/sandbox/world",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def open_session(self, body: t.SignInForm) -> t.SessionView:
        """Sign in.

        Anybody whose wallet is a user's: by the signature of its key, or as a contract by ERC-1271. The token is good for an hour. Takes no `Idempotency-Key`: a challenge is answered once, and a token is shown once.

        No credential is needed.
        """
        return cast("t.SessionView", await self._call(Ask("POST", "/v1/sessions", body=body)))

    async def challenge(self, body: t.ChallengeForm) -> t.Challenge:
        """Ask for a challenge.

        Anybody. A message by EIP-4361 for the wallet to sign; it is good for five minutes, and once. Takes no `Idempotency-Key`, which are a caller's: nobody is known yet, and a challenge too many harms nobody.

        No credential is needed.
        """
        return cast(
            "t.Challenge", await self._call(Ask("POST", "/v1/sessions/challenge", body=body))
        )

    async def close_session(
        self,
    ) -> t.CredentialView:
        """Sign out.

        Ends the session with which this request comes; a key is revoked by its id. Takes no `Idempotency-Key`: whoever has signed out is not known any more.

        Scope `sessions:write`. May be called by: anybody.
        """
        return cast("t.CredentialView", await self._call(Ask("DELETE", "/v1/sessions/current")))

    async def hand_in_signature(
        self,
        body: t.SignedMessage,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.OperationView:
        """Hand in a signature.

        Who asked for it with `Prefer: return=typed-data`. A quote or an order is in its book from then on; an obligor's undertaking is entered into the ledger at the service's expense.

        Scope `operations:write`. May be called by: obligor, supplier, financier.
        """
        return cast(
            "t.OperationView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/signatures",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def instructions(
        self,
    ) -> t.ListingInstructionView:
        """List standing instructions.

        The caller's own; operator and regulator see all. Ended ones too, oldest first.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingInstructionView", await self._call(Ask("GET", "/v1/standing-instructions"))
        )

    async def instruct(
        self,
        body: t.InstructionForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.InstructionView:
        """Give a standing instruction.

        Financiers to quote, holders to accept. The service acts on it by itself, within the limits, until it is ended; only its owner, operator and regulator see it.

        Scope `market:write`. May be called by: obligor, supplier, financier; not while suspended. A second person may be required (`quote`).
        """
        return cast(
            "t.InstructionView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/standing-instructions",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def instruction(self, instruction: str) -> t.InstructionView:
        """Get a standing instruction.

        Its owner, operator and regulator.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.InstructionView",
            await self._call(Ask("GET", f"/v1/standing-instructions/{quoted(instruction)}")),
        )

    async def instruction_decisions(self, instruction: str) -> t.ListingInstructionDecisionView:
        """Get the log of a standing instruction.

        Its owner, operator and regulator. What was done and what was not, and why.

        Scope `market:read`. May be called by: anybody.
        """
        return cast(
            "t.ListingInstructionDecisionView",
            await self._call(
                Ask("GET", f"/v1/standing-instructions/{quoted(instruction)}/decisions")
            ),
        )

    async def end_instruction(
        self, instruction: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.InstructionView:
        """End a standing instruction.

        Its owner or the operator. What was quoted stays firm until it is cancelled.

        Scope `market:write`. May be called by: operator, obligor, supplier, financier.
        """
        return cast(
            "t.InstructionView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/standing-instructions/{quoted(instruction)}/end",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def tasks(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: Literal["open", "done"] | None = None,
    ) -> t.PageTaskView:
        """List tasks.

        What the rules leave to people, newest first, each with a reason and what can be done. A participant sees its own and those of which it is the other party; operator and regulator see all.

        Scope `matters:read`. May be called by: anybody.
        """
        return cast(
            "t.PageTaskView",
            await self._call(
                Ask("GET", "/v1/tasks", query={"limit": limit, "cursor": cursor, "state": state})
            ),
        )

    async def iter_tasks(
        self, *, limit: int | None = None, state: Literal["open", "done"] | None = None
    ) -> AsyncIterator[t.TaskView]:
        """All items of `tasks`, page by page."""
        cursor = None
        while True:
            page = await self.tasks(limit=limit, state=state, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def finish_task(
        self,
        task: str,
        body: t.NoteForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.TaskView:
        """Finish a task.

        Its owner, or the operator: nothing is left to do. Nothing happens on the ledger.

        Scope `matters:write`. May be called by: operator, obligor, supplier; not while suspended.
        """
        return cast(
            "t.TaskView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/tasks/{quoted(task)}/done",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def hand_in_transaction(
        self,
        body: t.SignedTransaction,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.OperationView:
        """Hand in a signed transaction.

        Who asked for it with `Prefer: return=unsigned`. It has to be the one that was offered: same account, contract, data, value and chain, and no more gas; nonce and fees are the wallet's. It is sent, waited for, and the operation goes on as any other: its result is the direct answer of the first request.

        Scope `operations:write`. May be called by: obligor, supplier, financier.
        """
        return cast(
            "t.OperationView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/transactions",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def transfer(
        self, body: t.TransferForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.Transfer:
        """Transfer units.

        Holders, to any active participant.

        Scope `transfers:write`. May be called by: obligor, supplier, financier; not while suspended.
        """
        return cast(
            "t.Transfer",
            await self._call(
                Ask(
                    "POST",
                    "/v1/transfers",
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def try_transfer(
        self, body: t.TransferForm, *, prefer: str | None = None, idempotency_key: str | None = None
    ) -> t.DryRun:
        """Say what `transfer` would do, and do nothing."""
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/transfers",
                    query={"dry_run": True},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def suspected_twins(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: Literal["open", "same", "different"] | None = None,
    ) -> t.PageCaseView:
        """List suspected twins.

        Invoices that resemble an older one of the same obligor, newest first. The obligor sees those about its debts; a supplier sees a case only if both invoices are its own, for what another supplier invoiced is not for it to know; operator and regulator see all.

        Scope `matters:read`. May be called by: anybody.
        """
        return cast(
            "t.PageCaseView",
            await self._call(
                Ask("GET", "/v1/twins", query={"limit": limit, "cursor": cursor, "state": state})
            ),
        )

    async def iter_suspected_twins(
        self, *, limit: int | None = None, state: Literal["open", "same", "different"] | None = None
    ) -> AsyncIterator[t.CaseView]:
        """All items of `suspected_twins`, page by page."""
        cursor = None
        while True:
            page = await self.suspected_twins(limit=limit, state=state, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def suspected_twin(self, case: str) -> t.CaseView:
        """Get a case of suspected twins.

        For whom it is listed.

        Scope `matters:read`. May be called by: anybody.
        """
        return cast("t.CaseView", await self._call(Ask("GET", f"/v1/twins/{quoted(case)}")))

    async def decide_about_twins(
        self,
        case: str,
        body: t.DecisionForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.CaseView:
        """Decide about suspected twins.

        The obligor of both, or the operator: `same` or `different`, and again when they learn more; all decisions are kept. The supplier of both may say `same` while nothing is decided, and never clear itself. Nothing happens on the ledger: for `same`, `next_step` says what may be done about the later one, and by whom.

        Scope `matters:write`. May be called by: operator, obligor, supplier; not while suspended.
        """
        return cast(
            "t.CaseView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/twins/{quoted(case)}/decision",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def users(
        self, *, participant: str | None = None, cursor: str | None = None, limit: int | None = None
    ) -> t.PageUserView:
        """List users.

        Of one's own party, removed ones too; the operator's also of a participant.

        Scope `users:read`. May be called by: anybody.
        """
        return cast(
            "t.PageUserView",
            await self._call(
                Ask(
                    "GET",
                    "/v1/users",
                    query={"participant": participant, "cursor": cursor, "limit": limit},
                )
            ),
        )

    async def iter_users(
        self, *, participant: str | None = None, limit: int | None = None
    ) -> AsyncIterator[t.UserView]:
        """All items of `users`, page by page."""
        cursor = None
        while True:
            page = await self.users(participant=participant, limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def add_user(
        self, body: t.UserForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.UserView:
        """Add a user.

        To one's own party, with at most one's own scopes; the operator to a participant too.

        Scope `users:write`. May be called by: anybody; not while suspended. A second person may be required (`keys`).
        """
        return cast(
            "t.UserView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/users",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def user(self, user: str) -> t.UserView:
        """Get a user.

        Of one's own party; the operator any.

        Scope `users:read`. May be called by: anybody.
        """
        return cast("t.UserView", await self._call(Ask("GET", f"/v1/users/{quoted(user)}")))

    async def remove_user(
        self, user: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.UserView:
        """Remove a user.

        And with it all its keys and sessions, at once. It stays in the list.

        Scope `users:write`. May be called by: anybody.
        """
        return cast(
            "t.UserView",
            await self._call(
                Ask(
                    "DELETE",
                    f"/v1/users/{quoted(user)}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def webhooks(
        self,
    ) -> t.ListingWebhookView:
        """List webhooks.

        Anybody with a key, for its own endpoints.

        Scope `webhooks:read`. May be called by: anybody.
        """
        return cast("t.ListingWebhookView", await self._call(Ask("GET", "/v1/webhooks")))

    async def add_webhook(
        self, body: t.WebhookForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.WebhookSecret:
        """Add a webhook.

        Anybody with a key, for its own endpoints. What is told from now on is sent there, signed by the Standard Webhooks scheme; the answer has the secret, this once. Up to 10.

        Scope `webhooks:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.WebhookSecret",
            await self._call(
                Ask(
                    "POST",
                    "/v1/webhooks",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def webhook(self, webhook: str) -> t.WebhookView:
        """Get a webhook.

        Anybody with a key, for its own endpoints.

        Scope `webhooks:read`. May be called by: anybody.
        """
        return cast(
            "t.WebhookView", await self._call(Ask("GET", f"/v1/webhooks/{quoted(webhook)}"))
        )

    async def change_webhook(
        self,
        webhook: str,
        body: t.WebhookChange,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.WebhookView:
        """Change a webhook.

        Anybody with a key, for its own endpoints. Once enabled again, what waits is tried at once, in order.

        Scope `webhooks:write`. May be called by: anybody.
        """
        return cast(
            "t.WebhookView",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/webhooks/{quoted(webhook)}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def remove_webhook(
        self, webhook: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.WebhookView:
        """Remove a webhook.

        Anybody with a key, for its own endpoints. Its delivery log goes with it; the answer is what it was.

        Scope `webhooks:write`. May be called by: anybody.
        """
        return cast(
            "t.WebhookView",
            await self._call(
                Ask(
                    "DELETE",
                    f"/v1/webhooks/{quoted(webhook)}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def deliveries(
        self,
        webhook: str,
        *,
        state: Literal["waiting", "done"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> t.PageDeliveryView:
        """List deliveries.

        Anybody with a key, for its own endpoints. Newest first; kept for 30 days after they have arrived.

        Scope `webhooks:read`. May be called by: anybody.
        """
        return cast(
            "t.PageDeliveryView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/webhooks/{quoted(webhook)}/deliveries",
                    query={"state": state, "cursor": cursor, "limit": limit},
                )
            ),
        )

    async def iter_deliveries(
        self,
        webhook: str,
        *,
        state: Literal["waiting", "done"] | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[t.DeliveryView]:
        """All items of `deliveries`, page by page."""
        cursor = None
        while True:
            page = await self.deliveries(webhook, state=state, limit=limit, cursor=cursor)
            for each in page["data"]:
                yield each
            if (cursor := page["next_cursor"]) is None:
                return

    async def delivery(self, webhook: str, event: str) -> t.DeliveryLog:
        """Get a delivery.

        Anybody with a key, for its own endpoints. With all attempts and what was answered to each.

        Scope `webhooks:read`. May be called by: anybody.
        """
        return cast(
            "t.DeliveryLog",
            await self._call(
                Ask("GET", f"/v1/webhooks/{quoted(webhook)}/deliveries/{quoted(event)}")
            ),
        )

    async def redeliver(
        self,
        webhook: str,
        event: str,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.DeliveryView:
        """Send an event again.

        Anybody with a key, for its own endpoints. With the `webhook-id` of before.

        Scope `webhooks:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.DeliveryView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/webhooks/{quoted(webhook)}/deliveries/{quoted(event)}/redeliver",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def ping(
        self, webhook: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.DeliveryLog:
        """Try a webhook out.

        Anybody with a key, for its own endpoints. Sends `webhook.ping` at once, to a disabled one too, and answers with what came of it; it is not tried again.

        Scope `webhooks:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.DeliveryLog",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/webhooks/{quoted(webhook)}/ping",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def rotate_secret(
        self,
        webhook: str,
        body: t.SecretRotationForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.WebhookSecret:
        """Rotate a webhook's secret.

        Anybody with a key, for its own endpoints. The answer has the new secret, this once. For some hours both sign: take either, and change over meanwhile.

        Scope `webhooks:write`. May be called by: anybody; not while suspended.
        """
        return cast(
            "t.WebhookSecret",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/webhooks/{quoted(webhook)}/rotate",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )
