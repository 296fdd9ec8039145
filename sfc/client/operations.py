"""The operations of the service. Written by scripts/client.py from docs/openapi.json: change that, not this."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Literal, cast

from sfc.client import types as t
from sfc.client.conversation import Ask


class Operations:
    """Every operation of the service."""

    def _call(self, ask: Ask) -> Any:
        raise NotImplementedError

    def allow(
        self,
        body: t.AllowanceForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Allow the contracts to take cash.

        Participants that hold their own key, once in each currency, before they pay or quote: the contracts then take what the participant has agreed to pay, and nothing else. For others it is done when it is needed.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    "/v1/allowances",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    def asks(self, *, receivable: str | None = None) -> t.ListingAskView:
        """List open requests for quotes.

        Financiers see all of them, others their own. A request closes when it expires and when its units are sold, passed on or settled.
        """
        return cast(
            "t.ListingAskView", self._call(Ask("GET", "/v1/asks", query={"receivable": receivable}))
        )

    def ask(
        self, body: t.AskForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.AskView:
        """Ask for quotes.

        Holders. All financiers see the request and may answer with quotes.
        """
        return cast(
            "t.AskView",
            self._call(
                Ask(
                    "POST",
                    "/v1/asks",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def balances(self, *, participant: str | None = None) -> t.ListingBalanceView:
        """Get balances.

        A participant sees its own, a line per currency. Operator and regulator name whose.
        """
        return cast(
            "t.ListingBalanceView",
            self._call(Ask("GET", "/v1/balances", query={"participant": participant})),
        )

    def state_credit_note(
        self,
        body: t.CreditNoteForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.AdjustmentView:
        """State a credit note.

        Suppliers, about their own invoices. What is only recorded is recorded anew with what remains, or withdrawn. What is confirmed is reduced once the obligor agrees, and only as far as the supplier itself still holds it: the rest becomes a claim on the supplier, for holders are paid. Whatever is unclear or not allowed becomes a task. The same credit note (number, date, type and parties in any spelling) is never applied twice.
        """
        return cast(
            "t.AdjustmentView",
            self._call(
                Ask(
                    "POST",
                    "/v1/credit-notes",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def credit_note(self, note: str) -> t.CreditNoteView:
        """Get a credit note.

        What the ledger was asked for, for its supplier and its obligor; operator and regulator see all. What became a task at once is found among the tasks.
        """
        return cast("t.CreditNoteView", self._call(Ask("GET", f"/v1/credit-notes/{note}")))

    def agree_to_credit_note(
        self, note: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.CreditNoteView:
        """Agree to a credit note.

        The obligor: what the supplier proposed takes effect.
        """
        return cast(
            "t.CreditNoteView",
            self._call(
                Ask(
                    "POST",
                    f"/v1/credit-notes/{note}/agree",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    def decline_credit_note(
        self,
        note: str,
        body: t.NoteForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.CreditNoteView:
        """Decline a credit note.

        Either party: what was proposed comes to nothing, and is not proposed again.
        """
        return cast(
            "t.CreditNoteView",
            self._call(
                Ask(
                    "POST",
                    f"/v1/credit-notes/{note}/decline",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def keep_document(
        self, body: t.DocumentForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.DocumentView:
        """Keep a document.

        Participants. Encrypts the original for the caller, who owns it, and for the readers named; nobody else reads it, the operator included. Record the receivable with the `evidence_root` that is answered: the same document kept twice has two.
        """
        return cast(
            "t.DocumentView",
            self._call(
                Ask(
                    "POST",
                    "/v1/documents",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def events(
        self,
        *,
        receivable: str | None = None,
        type: list[
            Literal[
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
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
        """
        return cast(
            "t.EventPage",
            self._call(
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

    def iter_events(
        self,
        *,
        receivable: str | None = None,
        type: list[
            Literal[
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
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
    ) -> Iterator[
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
        | t.EventRemoved
    ]:
        """All items of `events`, page by page."""
        cursor = None
        while True:
            page = self.events(
                receivable=receivable, type=type, since=since, limit=limit, cursor=cursor
            )
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def follow(
        self,
        *,
        receivable: str | None = None,
        type: list[
            Literal[
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
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
        last_event_id: str | None = None,
    ) -> bytes:
        """Follow events.

        The same as server-sent events: what comes after `Last-Event-ID` or `cursor`, or since a moment; else what comes from now on.
        """
        return cast(
            "bytes",
            self._call(
                Ask(
                    "GET",
                    "/v1/events/stream",
                    query={
                        "receivable": receivable,
                        "type": type,
                        "since": since,
                        "cursor": cursor,
                    },
                    headers={"Last-Event-ID": last_event_id},
                )
            ),
        )

    def verify(
        self, body: t.ProofFile, *, receivable: str | None = None, root: str | None = None
    ) -> t.Verified:
        """Verify a proof.

        Anybody with a key. The body is the proof file, unchanged. It is verified under the evidence root of a receivable that the caller sees, or under a root that the caller has from the chain; and by the contract on the chain, which anyone can ask without this service.
        """
        return cast(
            "t.Verified",
            self._call(
                Ask(
                    "POST",
                    "/v1/evidence/verify",
                    query={"receivable": receivable, "root": root},
                    body=body,
                )
            ),
        )

    def health(
        self,
    ) -> t.Health:
        """Health.

        Anybody. Asks the chain, and answers 503 if it does not.
        """
        return cast("t.Health", self._call(Ask("GET", "/v1/health")))

    def offer_import_profile(
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
        """
        return cast(
            "t.OfferView",
            self._call(
                Ask(
                    "POST",
                    "/v1/import-offers",
                    query={"name": name, "sheet": sheet},
                    headers={"Content-Type": content_type},
                    content=content,
                )
            ),
        )

    def list_import_profiles(
        self,
    ) -> t.ListingProfileView:
        """List import profiles.

        Suppliers: their own, and those that come with the service.
        """
        return cast("t.ListingProfileView", self._call(Ask("GET", "/v1/import-profiles")))

    def get_import_profile(self, name: str) -> t.ProfileView:
        """Get an import profile.

        Suppliers: one of their own, or one that comes with the service.
        """
        return cast("t.ProfileView", self._call(Ask("GET", f"/v1/import-profiles/{name}")))

    def save_import_profile(
        self,
        name: str,
        body: t.ProfileForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ProfileView:
        """Save an import profile.

        Suppliers. Takes the place of the caller's profile of that name.
        """
        return cast(
            "t.ProfileView",
            self._call(
                Ask(
                    "PUT",
                    f"/v1/import-profiles/{name}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def list_imports(
        self, *, supplier: str | None = None, limit: int | None = None, cursor: str | None = None
    ) -> t.PageImportView:
        """List imports.

        Newest first. A supplier sees its own; operator and regulator see all.
        """
        return cast(
            "t.PageImportView",
            self._call(
                Ask(
                    "GET",
                    "/v1/imports",
                    query={"supplier": supplier, "limit": limit, "cursor": cursor},
                )
            ),
        )

    def iter_list_imports(
        self, *, supplier: str | None = None, limit: int | None = None
    ) -> Iterator[t.ImportView]:
        """All items of `list_imports`, page by page."""
        cursor = None
        while True:
            page = self.list_imports(supplier=supplier, limit=limit, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def import_file(
        self,
        content: bytes,
        *,
        name: str,
        profile: str | None = None,
        dry_run: bool | None = None,
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
        """
        return cast(
            "t.ImportView",
            self._call(
                Ask(
                    "POST",
                    "/v1/imports",
                    query={
                        "name": name,
                        "profile": profile,
                        "dry_run": dry_run,
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

    def get_import(self, import_id: str) -> t.ImportView:
        """Get an import.

        Its supplier, operator and regulator.
        """
        return cast("t.ImportView", self._call(Ask("GET", f"/v1/imports/{import_id}")))

    def list_import_results(
        self,
        import_id: str,
        *,
        outcome: list[t.Became] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> t.PageImportResultView:
        """List the results of an import.

        Its supplier, operator and regulator. In the order of the file; `outcome` may be repeated to see some only.
        """
        return cast(
            "t.PageImportResultView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/imports/{import_id}/results",
                    query={"outcome": outcome, "limit": limit, "cursor": cursor},
                )
            ),
        )

    def iter_list_import_results(
        self, import_id: str, *, outcome: list[t.Became] | None = None, limit: int | None = None
    ) -> Iterator[t.ImportResultView]:
        """All items of `list_import_results`, page by page."""
        cursor = None
        while True:
            page = self.list_import_results(import_id, outcome=outcome, limit=limit, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def live(
        self,
    ) -> t.Alive:
        """Liveness.

        Anybody.
        """
        return cast("t.Alive", self._call(Ask("GET", "/v1/live")))

    def metrics(
        self,
    ) -> Any:
        """Metrics.

        The operator. Prometheus' text format.
        """
        return self._call(Ask("GET", "/v1/metrics"))

    def operations(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> t.PageOperationView:
        """List operations.

        The caller's own writes of the last 30 days, newest first.
        """
        return cast(
            "t.PageOperationView",
            self._call(Ask("GET", "/v1/operations", query={"limit": limit, "cursor": cursor})),
        )

    def iter_operations(self, *, limit: int | None = None) -> Iterator[t.OperationView]:
        """All items of `operations`, page by page."""
        cursor = None
        while True:
            page = self.operations(limit=limit, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def operation(self, operation: str) -> t.OperationView:
        """Get an operation.

        One of the caller's own. While it runs, `Retry-After` says when to ask again.
        """
        return cast("t.OperationView", self._call(Ask("GET", f"/v1/operations/{operation}")))

    def participants(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> t.PageParticipantView:
        """List participants.

        Anybody with a key. In order of registration.
        """
        return cast(
            "t.PageParticipantView",
            self._call(Ask("GET", "/v1/participants", query={"limit": limit, "cursor": cursor})),
        )

    def iter_participants(self, *, limit: int | None = None) -> Iterator[t.ParticipantView]:
        """All items of `participants`, page by page."""
        cursor = None
        while True:
            page = self.participants(limit=limit, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def register(
        self, body: t.Entry, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.Registration:
        """Register a participant.

        The operator only. Gives the participant's API key, once.
        """
        return cast(
            "t.Registration",
            self._call(
                Ask(
                    "POST",
                    "/v1/participants",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def participant(
        self, participant: str, *, if_none_match: str | None = None
    ) -> t.ParticipantDetail:
        """Get a participant.

        Anybody with a key. Credit lines are shown to itself, the operator and the regulator.
        """
        return cast(
            "t.ParticipantDetail",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}",
                    headers={"If-None-Match": if_none_match},
                )
            ),
        )

    def contact(self, participant: str) -> t.ContactForm:
        """Get a contact.

        The participant itself, operator and regulator.
        """
        return cast(
            "t.ContactForm", self._call(Ask("GET", f"/v1/participants/{participant}/contact"))
        )

    def state_contact(
        self,
        participant: str,
        body: t.ContactForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ContactForm:
        """State a contact.

        The participant itself, or the operator for it. Its electronic address and the bank accounts that it pays from, for messages out; replaces what was stated before.
        """
        return cast(
            "t.ContactForm",
            self._call(
                Ask(
                    "PUT",
                    f"/v1/participants/{participant}/contact",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def set_credit_line(
        self,
        participant: str,
        body: t.Limits,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.CreditLines:
        """Set a credit line.

        The operator only. How much a core enterprise may have promised and not yet paid.
        """
        return cast(
            "t.CreditLines",
            self._call(
                Ask(
                    "PUT",
                    f"/v1/participants/{participant}/credit-line",
                    headers={
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                    },
                    body=body,
                )
            ),
        )

    def journal(self, participant: str, *, first: str, last: str) -> bytes:
        """Journal.

        The participant itself, operator and regulator. Journal entries of a period, with the chart of accounts that is shipped.
        """
        return cast(
            "bytes",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/journal",
                    query={"first": first, "last": last},
                )
            ),
        )

    def journal_by_chart(self, participant: str, body: t.JournalForm) -> bytes:
        """Journal with a chart of one's own.

        The participant itself, operator and regulator. The same entries, with the accounts that the chart in the body gives. The chart is not kept.
        """
        return cast(
            "bytes",
            self._call(Ask("POST", f"/v1/participants/{participant}/exports/journal", body=body)),
        )

    def payment_file(self, participant: str, *, on: str, overdue: bool | None = None) -> bytes:
        """Payment file.

        The participant itself, operator and regulator. All that an obligor owed when a day began, pain.001.001.09, paid from the accounts of its contact; `not_found` where nothing was owed.
        """
        return cast(
            "bytes",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/payment-file",
                    query={"on": on, "overdue": overdue},
                )
            ),
        )

    def remittance(self, participant: str, *, currency: str, first: str, last: str) -> bytes:
        """Remittance advice.

        The participant itself, operator and regulator. What moved on receivables over a period and why, camt.054.001.08.
        """
        return cast(
            "bytes",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/remittance",
                    query={"currency": currency, "first": first, "last": last},
                )
            ),
        )

    def statement(self, participant: str, *, currency: str, first: str, last: str) -> bytes:
        """Account statement.

        The participant itself, operator and regulator. The cash account over a period, camt.053.001.08.
        """
        return cast(
            "bytes",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/statement",
                    query={"currency": currency, "first": first, "last": last},
                )
            ),
        )

    def holdings(
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
        """
        return cast(
            "t.PageHeldView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/holdings",
                    query={"limit": limit, "cursor": cursor, "as_of": as_of, "block": block},
                )
            ),
        )

    def iter_holdings(
        self,
        participant: str,
        *,
        limit: int | None = None,
        as_of: str | None = None,
        block: int | None = None,
    ) -> Iterator[t.HeldView]:
        """All items of `holdings`, page by page."""
        cursor = None
        while True:
            page = self.holdings(participant, limit=limit, as_of=as_of, block=block, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def journal_entries(
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
        """
        return cast(
            "t.PageJournalEntryView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/journal",
                    query={"first": first, "last": last, "limit": limit, "cursor": cursor},
                )
            ),
        )

    def iter_journal_entries(
        self, participant: str, *, first: str, last: str, limit: int | None = None
    ) -> Iterator[t.JournalEntryView]:
        """All items of `journal_entries`, page by page."""
        cursor = None
        while True:
            page = self.journal_entries(
                participant, first=first, last=last, limit=limit, cursor=cursor
            )
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def renew_reading_key(
        self,
        participant: str,
        body: t.ReadingKeyForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.Renewal:
        """Renew a reading key.

        The participant itself. A new key is made and held here, or the public half of one is entered that the participant keeps to itself; all that it can read is sealed to it. With a key that is not held here, nothing sealed to it is opened by this service.
        """
        return cast(
            "t.Renewal",
            self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{participant}/reading-keys",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def reinstate(
        self,
        participant: str,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ParticipantChange:
        """Reinstate a suspended participant.

        The operator only.
        """
        return cast(
            "t.ParticipantChange",
            self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{participant}/reinstate",
                    headers={
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                    },
                )
            ),
        )

    def cash_statement(
        self, participant: str, *, currency: str, first: str, last: str
    ) -> t.StatementView:
        """Cash account.

        The participant itself, operator and regulator. Opening balance, bookings and closing balance of a period.
        """
        return cast(
            "t.StatementView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/statement",
                    query={"currency": currency, "first": first, "last": last},
                )
            ),
        )

    def suspend(
        self,
        participant: str,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ParticipantChange:
        """Suspend a participant.

        The operator only. It can no longer act or receive; what it holds stays its own.
        """
        return cast(
            "t.ParticipantChange",
            self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{participant}/suspend",
                    headers={
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                    },
                )
            ),
        )

    def trial_balance(self, participant: str) -> t.ListingAccountBalance:
        """Trial balance.

        The participant itself, operator and regulator. What each account of the journal comes to now; by currency they sum to nothing.
        """
        return cast(
            "t.ListingAccountBalance",
            self._call(Ask("GET", f"/v1/participants/{participant}/trial-balance")),
        )

    def pay(
        self,
        body: t.PaymentForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Pay.

        Any participant that may see the receivable, out of its own cash: in full or in part, early or late. Penalty interest is covered first.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    "/v1/payments",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    def pay_many(
        self, body: t.Amounts, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Pay many receivables.

        Out of the caller's own cash, each in full or in part. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            self._call(
                Ask(
                    "POST",
                    "/v1/payments/bulk",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def problem_type(self, code: str) -> t.ProblemType:
        """Explain a problem.

        Anybody.
        """
        return cast("t.ProblemType", self._call(Ask("GET", f"/v1/problems/{code}")))

    def quotes(self, *, receivable: str) -> t.ListingQuoteView:
        """List the quotes on a receivable.

        Who holds units of it sees all quotes, a financier its own. Newest first.
        """
        return cast(
            "t.ListingQuoteView",
            self._call(Ask("GET", "/v1/quotes", query={"receivable": receivable})),
        )

    def offer_quote(
        self,
        body: t.QuoteForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Offer a quote.

        Financiers, on receivables that they may see. The quote is signed with the financier's key, and firm until it expires, is cancelled or filled, or the receivable changes.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    "/v1/quotes",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    def quote(self, quote: str, *, if_none_match: str | None = None) -> t.QuoteView:
        """Get a quote.

        Its financier, and who holds units of its receivable.
        """
        return cast(
            "t.QuoteView",
            self._call(Ask("GET", f"/v1/quotes/{quote}", headers={"If-None-Match": if_none_match})),
        )

    def accept_quote(
        self,
        quote: str,
        body: t.AcceptForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Accept a quote.

        Holders. Units against cash in one transaction, or nothing.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quote}/accept",
                    query={"dry_run": dry_run},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    def cancel_quote(
        self,
        quote: str,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.QuoteChange | t.DryRun:
        """Cancel a quote.

        Its financier. On the ledger, so that the signature is worth nothing any more.
        """
        return cast(
            "t.QuoteChange | t.DryRun",
            self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quote}/cancel",
                    query={"dry_run": dry_run},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    def price_quote(
        self, quote: str, *, amount: str | None = None, on: str | None = None
    ) -> t.PriceView:
        """Price a sale.

        What taking the quote would bring. Nothing happens.
        """
        return cast(
            "t.PriceView",
            self._call(Ask("GET", f"/v1/quotes/{quote}/price", query={"amount": amount, "on": on})),
        )

    def ready(
        self,
    ) -> t.Ready:
        """Readiness.

        Anybody. 503 while chain or database do not answer, or the read model is more than 64 blocks behind.
        """
        return cast("t.Ready", self._call(Ask("GET", "/v1/ready")))

    def receivables(
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
        """
        return cast(
            "t.PageReceivableView",
            self._call(
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

    def iter_receivables(
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
    ) -> Iterator[t.ReceivableView]:
        """All items of `receivables`, page by page."""
        cursor = None
        while True:
            page = self.receivables(
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
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def record_invoice(
        self,
        body: t.RecordForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Record an invoice.

        Suppliers. States an invoice that the obligor owes; nothing is promised yet. An invoice has one receivable, in whatever spelling it comes; older ones that it resembles are warnings.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    "/v1/receivables",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    def record_many(
        self, body: t.Invoices, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Record many invoices.

        Suppliers. As each would be recorded for itself. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def confirm_many(
        self, body: t.Amounts, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Confirm many receivables.

        Their obligor. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/confirm",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def tokenise_many(
        self, body: t.Receivables, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Tokenise many receivables.

        Their supplier. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/tokenise",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def issue_receivable(
        self,
        body: t.IssueForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Issue a receivable.

        Core enterprises. Records, confirms and tokenises the caller's own debt to a supplier in one transaction.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    "/v1/receivables/issue",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    def receivable_totals(
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
        """
        return cast(
            "t.ListingReceivableTotalsView",
            self._call(
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

    def receivable(
        self, receivable: str, *, if_none_match: str | None = None
    ) -> t.ReceivableDetail:
        """Get a receivable.

        Its parties of now or before, operator and regulator see everything. Financiers see it without holders, sales and history while its holder asks for quotes, and once they have quoted.
        """
        return cast(
            "t.ReceivableDetail",
            self._call(
                Ask(
                    "GET", f"/v1/receivables/{receivable}", headers={"If-None-Match": if_none_match}
                )
            ),
        )

    def cancel(
        self,
        receivable: str,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Cancel a receivable.

        The supplier withdraws what is only recorded. What is confirmed is cancelled once supplier and obligor have both asked for it, while the supplier holds everything and nothing was paid; until then `cancellation_asked_by` names the first.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/cancel",
                    query={"dry_run": dry_run},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    def confirm(
        self,
        receivable: str,
        body: t.ConfirmForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Confirm a receivable.

        Its obligor. An irrevocable undertaking to pay the holder at maturity; it uses the obligor's credit line.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/confirm",
                    query={"dry_run": dry_run},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    def original(self, receivable: str) -> bytes:
        """Get the original.

        Readers of the document. As it was kept, byte for byte.
        """
        return cast(
            "bytes", self._call(Ask("GET", f"/v1/receivables/{receivable}/evidence/original"))
        )

    def prove(self, receivable: str, body: t.ProofForm) -> str:
        """Prove facts.

        Owners of the document. Gives a file that shows these facts to be under the receivable's evidence root, and says nothing of the others. The same fields give the same file.
        """
        return cast(
            "str",
            self._call(Ask("POST", f"/v1/receivables/{receivable}/evidence/proofs", body=body)),
        )

    def readers(self, receivable: str) -> t.ListingReaderView:
        """List readers.

        Readers of the document.
        """
        return cast(
            "t.ListingReaderView",
            self._call(Ask("GET", f"/v1/receivables/{receivable}/evidence/readers")),
        )

    def grant(
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
        """
        return cast(
            "t.ListingReaderView",
            self._call(
                Ask(
                    "PUT",
                    f"/v1/receivables/{receivable}/evidence/readers/{participant}",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def revoke(
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
        """
        return cast(
            "t.ListingReaderView",
            self._call(
                Ask(
                    "DELETE",
                    f"/v1/receivables/{receivable}/evidence/readers/{participant}",
                    query={"rotate": rotate},
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    def rotate(
        self, receivable: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.Rotation:
        """Encrypt anew.

        Owners of the document. A new data key, for the readers that owners have granted.
        """
        return cast(
            "t.Rotation",
            self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/evidence/rotate",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    def invoice_response(self, receivable: str) -> bytes:
        """Invoice response.

        Supplier and obligor, operator and regulator. Peppol Invoice Response 3, once the obligor has confirmed or rejected.
        """
        return cast(
            "bytes",
            self._call(Ask("GET", f"/v1/receivables/{receivable}/exports/invoice-response")),
        )

    def assignment_notice(self, receivable: str, number: int) -> bytes:
        """Assignment notice.

        Seller, financier and obligor, operator and regulator. The notice of a sale to the obligor; sales of a receivable are numbered from 1. It does not tell the price.
        """
        return cast(
            "bytes",
            self._call(
                Ask("GET", f"/v1/receivables/{receivable}/exports/sales/{number}/assignment-notice")
            ),
        )

    def registration_data(self, receivable: str, number: int) -> bytes:
        """Registration data.

        Seller and financier of that sale, operator and regulator. The fields of the registration sheet.
        """
        return cast(
            "bytes",
            self._call(
                Ask("GET", f"/v1/receivables/{receivable}/exports/sales/{number}/registration-data")
            ),
        )

    def registration_sheet(self, receivable: str, number: int) -> bytes:
        """Registration sheet.

        Seller and financier of that sale, operator and regulator. What a registry of movable property asks about the sale.
        """
        return cast(
            "bytes",
            self._call(
                Ask(
                    "GET", f"/v1/receivables/{receivable}/exports/sales/{number}/registration-sheet"
                )
            ),
        )

    def holders(
        self, receivable: str, *, as_of: str | None = None, block: int | None = None
    ) -> t.ListingHolderView:
        """List holders.

        Parties of now or before, operator and regulator. Who had units at a moment, the largest holding first.
        """
        return cast(
            "t.ListingHolderView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/receivables/{receivable}/holders",
                    query={"as_of": as_of, "block": block},
                )
            ),
        )

    def provenance(
        self, receivable: str, holder: str, *, as_of: str | None = None, block: int | None = None
    ) -> t.ProvenanceView:
        """Trace a holding.

        The holder, operator and regulator. The units' way through the tiers, first in, first out within one receivable.
        """
        return cast(
            "t.ProvenanceView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/receivables/{receivable}/holders/{holder}/provenance",
                    query={"as_of": as_of, "block": block},
                )
            ),
        )

    def reject(
        self,
        receivable: str,
        body: t.RejectForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Reject a receivable.

        Its obligor, while it is only recorded.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/reject",
                    query={"dry_run": dry_run},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    def tokenise(
        self,
        receivable: str,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Tokenise a receivable.

        Its supplier, once it is confirmed. One unit is one minor unit of face value.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/tokenise",
                    query={"dry_run": dry_run},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                )
            ),
        )

    def reconciliations(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> t.PageReconciliationView:
        """List reconciliations.

        Newest first. A participant sees its own; operator and regulator see all.
        """
        return cast(
            "t.PageReconciliationView",
            self._call(Ask("GET", "/v1/reconciliations", query={"cursor": cursor, "limit": limit})),
        )

    def iter_reconciliations(self, *, limit: int | None = None) -> Iterator[t.ReconciliationView]:
        """All items of `reconciliations`, page by page."""
        cursor = None
        while True:
            page = self.reconciliations(limit=limit, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def reconcile_statement(
        self,
        body: t.StatementForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ListingReconciledView:
        """Reconcile a bank statement.

        Participants with statements of their own accounts; the operator with those of the settlement bank. Entries are matched to what the ledger says is due or was paid: what is exact at once, the rest as proposals. Nothing is paid. The same statement again changes nothing; one that does not add up is refused.
        """
        return cast(
            "t.ListingReconciledView",
            self._call(
                Ask(
                    "POST",
                    "/v1/reconciliations",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def reconciliation(self, reconciliation: str) -> t.ReconciliationView:
        """Get a reconciliation.

        Its owner, operator and regulator. The totals show where each minor unit went.
        """
        return cast(
            "t.ReconciliationView", self._call(Ask("GET", f"/v1/reconciliations/{reconciliation}"))
        )

    def reconciliation_entries(
        self,
        reconciliation: str,
        *,
        state: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> t.PageEntryView:
        """List the entries of a statement.

        Who may see the statement. In the order of the statement.
        """
        return cast(
            "t.PageEntryView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/reconciliations/{reconciliation}/entries",
                    query={"state": state, "cursor": cursor, "limit": limit},
                )
            ),
        )

    def iter_reconciliation_entries(
        self, reconciliation: str, *, state: str | None = None, limit: int | None = None
    ) -> Iterator[t.EntryView]:
        """All items of `reconciliation_entries`, page by page."""
        cursor = None
        while True:
            page = self.reconciliation_entries(
                reconciliation, state=state, limit=limit, cursor=cursor
            )
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def reconciliation_entry(self, reconciliation: str, number: int) -> t.EntryDetailView:
        """Get an entry of a statement.

        Who may see the statement.
        """
        return cast(
            "t.EntryDetailView",
            self._call(Ask("GET", f"/v1/reconciliations/{reconciliation}/entries/{number}")),
        )

    def decide_about_entry(
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
        """
        return cast(
            "t.EntryView",
            self._call(
                Ask(
                    "POST",
                    f"/v1/reconciliations/{reconciliation}/entries/{number}/decision",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def post_matched(
        self, reconciliation: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.PostedView:
        """Post matched entries.

        The owner of the statement; the operator for the settlement bank's only. Pays on the ledger, out of the owner's cash, what matched entries say was paid at the bank; each entry once, however often this is called. On the sandbox the settlement bank mints what it lacks.
        """
        return cast(
            "t.PostedView",
            self._call(
                Ask(
                    "POST",
                    f"/v1/reconciliations/{reconciliation}/post",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    def redeem(
        self,
        body: t.RedemptionForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Redeem.

        Holders. Pays out all that is collected on the caller's units and not yet redeemed; once the receivable is settled, its units are gone afterwards.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    "/v1/redemptions",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    def redeem_many(
        self, body: t.Receivables, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Redeem many receivables.

        Holders. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            self._call(
                Ask(
                    "POST",
                    "/v1/redemptions/bulk",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def clock(
        self, body: t.ClockForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.ClockView:
        """Let time pass.

        The operator only. Moves the ledger's clock to the start of a later day.
        """
        return cast(
            "t.ClockView",
            self._call(
                Ask(
                    "POST",
                    "/v1/sandbox/clock",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def faucet(
        self, body: t.FaucetForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.Credit:
        """Give cash.

        The operator only. The settlement bank credits cash out of nothing.
        """
        return cast(
            "t.Credit",
            self._call(
                Ask(
                    "POST",
                    "/v1/sandbox/faucet",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def hand_in_signature(
        self,
        body: t.SignedMessage,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.OperationView:
        """Hand in a signature.

        Who asked for it with `Prefer: return=typed-data`. A quote is in the book from then on; an obligor's undertaking is entered into the ledger at the service's expense.
        """
        return cast(
            "t.OperationView",
            self._call(
                Ask(
                    "POST",
                    "/v1/signatures",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def tasks(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: Literal["open", "done"] | None = None,
    ) -> t.PageTaskView:
        """List tasks.

        What the rules leave to people, newest first, each with a reason and what can be done. A participant sees its own and those of which it is the other party; operator and regulator see all.
        """
        return cast(
            "t.PageTaskView",
            self._call(
                Ask("GET", "/v1/tasks", query={"limit": limit, "cursor": cursor, "state": state})
            ),
        )

    def iter_tasks(
        self, *, limit: int | None = None, state: Literal["open", "done"] | None = None
    ) -> Iterator[t.TaskView]:
        """All items of `tasks`, page by page."""
        cursor = None
        while True:
            page = self.tasks(limit=limit, state=state, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def finish_task(
        self,
        task: str,
        body: t.NoteForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.TaskView:
        """Finish a task.

        Its owner, or the operator: nothing is left to do. Nothing happens on the ledger.
        """
        return cast(
            "t.TaskView",
            self._call(
                Ask(
                    "POST",
                    f"/v1/tasks/{task}/done",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def hand_in_transaction(
        self,
        body: t.SignedTransaction,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.OperationView:
        """Hand in a signed transaction.

        Who asked for it with `Prefer: return=unsigned`. It has to be the one that was offered: same account, contract, data, value and chain, and no more gas; nonce and fees are the wallet's. It is sent, waited for, and the operation goes on as any other: its result is the direct answer of the first request.
        """
        return cast(
            "t.OperationView",
            self._call(
                Ask(
                    "POST",
                    "/v1/transactions",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def transfer(
        self,
        body: t.TransferForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Transfer units.

        Holders, to any active participant.
        """
        return cast(
            "t.DryRun",
            self._call(
                Ask(
                    "POST",
                    "/v1/transfers",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    def suspected_twins(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: Literal["open", "same", "different"] | None = None,
    ) -> t.PageCaseView:
        """List suspected twins.

        Invoices that resemble an older one of the same obligor, newest first. The obligor sees those about its debts; a supplier sees a case only if both invoices are its own, for what another supplier invoiced is not for it to know; operator and regulator see all.
        """
        return cast(
            "t.PageCaseView",
            self._call(
                Ask("GET", "/v1/twins", query={"limit": limit, "cursor": cursor, "state": state})
            ),
        )

    def iter_suspected_twins(
        self, *, limit: int | None = None, state: Literal["open", "same", "different"] | None = None
    ) -> Iterator[t.CaseView]:
        """All items of `suspected_twins`, page by page."""
        cursor = None
        while True:
            page = self.suspected_twins(limit=limit, state=state, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def suspected_twin(self, case: str) -> t.CaseView:
        """Get a case of suspected twins.

        For whom it is listed.
        """
        return cast("t.CaseView", self._call(Ask("GET", f"/v1/twins/{case}")))

    def decide_about_twins(
        self,
        case: str,
        body: t.DecisionForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.CaseView:
        """Decide about suspected twins.

        The obligor of both, or the operator: `same` or `different`, and again when they learn more; all decisions are kept. The supplier of both may say `same` while nothing is decided, and never clear itself. Nothing happens on the ledger: for `same`, `next_step` says what may be done about the later one, and by whom.
        """
        return cast(
            "t.CaseView",
            self._call(
                Ask(
                    "POST",
                    f"/v1/twins/{case}/decision",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def webhooks(
        self,
    ) -> t.ListingWebhookView:
        """List webhooks.

        Anybody with a key, for its own endpoints.
        """
        return cast("t.ListingWebhookView", self._call(Ask("GET", "/v1/webhooks")))

    def add_webhook(
        self, body: t.WebhookForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.WebhookSecret:
        """Add a webhook.

        Anybody with a key, for its own endpoints. What is told from now on is sent there, signed by the Standard Webhooks scheme; the answer has the secret, this once. Up to 10.
        """
        return cast(
            "t.WebhookSecret",
            self._call(
                Ask(
                    "POST",
                    "/v1/webhooks",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    def webhook(self, webhook: str) -> t.WebhookView:
        """Get a webhook.

        Anybody with a key, for its own endpoints.
        """
        return cast("t.WebhookView", self._call(Ask("GET", f"/v1/webhooks/{webhook}")))

    def change_webhook(self, webhook: str, body: t.WebhookChange) -> t.WebhookView:
        """Change a webhook.

        Anybody with a key, for its own endpoints. Once enabled again, what waits is tried at once, in order.
        """
        return cast("t.WebhookView", self._call(Ask("PUT", f"/v1/webhooks/{webhook}", body=body)))

    def remove_webhook(self, webhook: str) -> Any:
        """Remove a webhook.

        Anybody with a key, for its own endpoints. Its delivery log goes with it.
        """
        return self._call(Ask("DELETE", f"/v1/webhooks/{webhook}"))

    def deliveries(
        self,
        webhook: str,
        *,
        state: Literal["waiting", "done"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> t.PageDeliveryView:
        """List deliveries.

        Anybody with a key, for its own endpoints. Newest first; kept for 30 days after they have arrived.
        """
        return cast(
            "t.PageDeliveryView",
            self._call(
                Ask(
                    "GET",
                    f"/v1/webhooks/{webhook}/deliveries",
                    query={"state": state, "cursor": cursor, "limit": limit},
                )
            ),
        )

    def iter_deliveries(
        self,
        webhook: str,
        *,
        state: Literal["waiting", "done"] | None = None,
        limit: int | None = None,
    ) -> Iterator[t.DeliveryView]:
        """All items of `deliveries`, page by page."""
        cursor = None
        while True:
            page = self.deliveries(webhook, state=state, limit=limit, cursor=cursor)
            yield from page["data"]
            if (cursor := page["next_cursor"]) is None:
                return

    def delivery(self, webhook: str, event: str) -> t.DeliveryLog:
        """Get a delivery.

        Anybody with a key, for its own endpoints. With all attempts and what was answered to each.
        """
        return cast(
            "t.DeliveryLog", self._call(Ask("GET", f"/v1/webhooks/{webhook}/deliveries/{event}"))
        )

    def redeliver(self, webhook: str, event: str) -> t.DeliveryView:
        """Send an event again.

        Anybody with a key, for its own endpoints. With the `webhook-id` of before.
        """
        return cast(
            "t.DeliveryView",
            self._call(Ask("POST", f"/v1/webhooks/{webhook}/deliveries/{event}/redeliver")),
        )

    def ping(self, webhook: str) -> t.DeliveryLog:
        """Try a webhook out.

        Anybody with a key, for its own endpoints. Sends `webhook.ping` at once, to a disabled one too, and answers with what came of it; it is not tried again.
        """
        return cast("t.DeliveryLog", self._call(Ask("POST", f"/v1/webhooks/{webhook}/ping")))

    def rotate_secret(
        self,
        webhook: str,
        body: t.RotationForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.WebhookSecret:
        """Rotate a webhook's secret.

        Anybody with a key, for its own endpoints. The answer has the new secret, this once. For some hours both sign: take either, and change over meanwhile.
        """
        return cast(
            "t.WebhookSecret",
            self._call(
                Ask(
                    "POST",
                    f"/v1/webhooks/{webhook}/rotate",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )


class AsyncOperations:
    """Every operation of the service, for asyncio."""

    async def _call(self, ask: Ask) -> Any:
        raise NotImplementedError

    async def allow(
        self,
        body: t.AllowanceForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Allow the contracts to take cash.

        Participants that hold their own key, once in each currency, before they pay or quote: the contracts then take what the participant has agreed to pay, and nothing else. For others it is done when it is needed.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/allowances",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def asks(self, *, receivable: str | None = None) -> t.ListingAskView:
        """List open requests for quotes.

        Financiers see all of them, others their own. A request closes when it expires and when its units are sold, passed on or settled.
        """
        return cast(
            "t.ListingAskView",
            await self._call(Ask("GET", "/v1/asks", query={"receivable": receivable})),
        )

    async def ask(
        self, body: t.AskForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.AskView:
        """Ask for quotes.

        Holders. All financiers see the request and may answer with quotes.
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

    async def balances(self, *, participant: str | None = None) -> t.ListingBalanceView:
        """Get balances.

        A participant sees its own, a line per currency. Operator and regulator name whose.
        """
        return cast(
            "t.ListingBalanceView",
            await self._call(Ask("GET", "/v1/balances", query={"participant": participant})),
        )

    async def state_credit_note(
        self,
        body: t.CreditNoteForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.AdjustmentView:
        """State a credit note.

        Suppliers, about their own invoices. What is only recorded is recorded anew with what remains, or withdrawn. What is confirmed is reduced once the obligor agrees, and only as far as the supplier itself still holds it: the rest becomes a claim on the supplier, for holders are paid. Whatever is unclear or not allowed becomes a task. The same credit note (number, date, type and parties in any spelling) is never applied twice.
        """
        return cast(
            "t.AdjustmentView",
            await self._call(
                Ask(
                    "POST",
                    "/v1/credit-notes",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def credit_note(self, note: str) -> t.CreditNoteView:
        """Get a credit note.

        What the ledger was asked for, for its supplier and its obligor; operator and regulator see all. What became a task at once is found among the tasks.
        """
        return cast("t.CreditNoteView", await self._call(Ask("GET", f"/v1/credit-notes/{note}")))

    async def agree_to_credit_note(
        self, note: str, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.CreditNoteView:
        """Agree to a credit note.

        The obligor: what the supplier proposed takes effect.
        """
        return cast(
            "t.CreditNoteView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/credit-notes/{note}/agree",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
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
        """
        return cast(
            "t.CreditNoteView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/credit-notes/{note}/decline",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def keep_document(
        self, body: t.DocumentForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.DocumentView:
        """Keep a document.

        Participants. Encrypts the original for the caller, who owns it, and for the readers named; nobody else reads it, the operator included. Record the receivable with the `evidence_root` that is answered: the same document kept twice has two.
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
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
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
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
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

    async def follow(
        self,
        *,
        receivable: str | None = None,
        type: list[
            Literal[
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
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
        last_event_id: str | None = None,
    ) -> bytes:
        """Follow events.

        The same as server-sent events: what comes after `Last-Event-ID` or `cursor`, or since a moment; else what comes from now on.
        """
        return cast(
            "bytes",
            await self._call(
                Ask(
                    "GET",
                    "/v1/events/stream",
                    query={
                        "receivable": receivable,
                        "type": type,
                        "since": since,
                        "cursor": cursor,
                    },
                    headers={"Last-Event-ID": last_event_id},
                )
            ),
        )

    async def verify(
        self, body: t.ProofFile, *, receivable: str | None = None, root: str | None = None
    ) -> t.Verified:
        """Verify a proof.

        Anybody with a key. The body is the proof file, unchanged. It is verified under the evidence root of a receivable that the caller sees, or under a root that the caller has from the chain; and by the contract on the chain, which anyone can ask without this service.
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

    async def health(
        self,
    ) -> t.Health:
        """Health.

        Anybody. Asks the chain, and answers 503 if it does not.
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
        """
        return cast("t.ListingProfileView", await self._call(Ask("GET", "/v1/import-profiles")))

    async def get_import_profile(self, name: str) -> t.ProfileView:
        """Get an import profile.

        Suppliers: one of their own, or one that comes with the service.
        """
        return cast("t.ProfileView", await self._call(Ask("GET", f"/v1/import-profiles/{name}")))

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
        """
        return cast(
            "t.ProfileView",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/import-profiles/{name}",
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
        dry_run: bool | None = None,
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
                        "dry_run": dry_run,
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

    async def get_import(self, import_id: str) -> t.ImportView:
        """Get an import.

        Its supplier, operator and regulator.
        """
        return cast("t.ImportView", await self._call(Ask("GET", f"/v1/imports/{import_id}")))

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
        """
        return cast(
            "t.PageImportResultView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/imports/{import_id}/results",
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
        """
        return cast("t.Alive", await self._call(Ask("GET", "/v1/live")))

    async def metrics(
        self,
    ) -> Any:
        """Metrics.

        The operator. Prometheus' text format.
        """
        return await self._call(Ask("GET", "/v1/metrics"))

    async def operations(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> t.PageOperationView:
        """List operations.

        The caller's own writes of the last 30 days, newest first.
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
        """
        return cast("t.OperationView", await self._call(Ask("GET", f"/v1/operations/{operation}")))

    async def participants(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> t.PageParticipantView:
        """List participants.

        Anybody with a key. In order of registration.
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
        self, body: t.Entry, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.Registration:
        """Register a participant.

        The operator only. Gives the participant's API key, once.
        """
        return cast(
            "t.Registration",
            await self._call(
                Ask(
                    "POST",
                    "/v1/participants",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def participant(
        self, participant: str, *, if_none_match: str | None = None
    ) -> t.ParticipantDetail:
        """Get a participant.

        Anybody with a key. Credit lines are shown to itself, the operator and the regulator.
        """
        return cast(
            "t.ParticipantDetail",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}",
                    headers={"If-None-Match": if_none_match},
                )
            ),
        )

    async def contact(self, participant: str) -> t.ContactForm:
        """Get a contact.

        The participant itself, operator and regulator.
        """
        return cast(
            "t.ContactForm", await self._call(Ask("GET", f"/v1/participants/{participant}/contact"))
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
        """
        return cast(
            "t.ContactForm",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/participants/{participant}/contact",
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
        if_match: str | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.CreditLines:
        """Set a credit line.

        The operator only. How much a core enterprise may have promised and not yet paid.
        """
        return cast(
            "t.CreditLines",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/participants/{participant}/credit-line",
                    headers={
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                    },
                    body=body,
                )
            ),
        )

    async def journal(self, participant: str, *, first: str, last: str) -> bytes:
        """Journal.

        The participant itself, operator and regulator. Journal entries of a period, with the chart of accounts that is shipped.
        """
        return cast(
            "bytes",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/journal",
                    query={"first": first, "last": last},
                )
            ),
        )

    async def journal_by_chart(self, participant: str, body: t.JournalForm) -> bytes:
        """Journal with a chart of one's own.

        The participant itself, operator and regulator. The same entries, with the accounts that the chart in the body gives. The chart is not kept.
        """
        return cast(
            "bytes",
            await self._call(
                Ask("POST", f"/v1/participants/{participant}/exports/journal", body=body)
            ),
        )

    async def payment_file(
        self, participant: str, *, on: str, overdue: bool | None = None
    ) -> bytes:
        """Payment file.

        The participant itself, operator and regulator. All that an obligor owed when a day began, pain.001.001.09, paid from the accounts of its contact; `not_found` where nothing was owed.
        """
        return cast(
            "bytes",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/payment-file",
                    query={"on": on, "overdue": overdue},
                )
            ),
        )

    async def remittance(self, participant: str, *, currency: str, first: str, last: str) -> bytes:
        """Remittance advice.

        The participant itself, operator and regulator. What moved on receivables over a period and why, camt.054.001.08.
        """
        return cast(
            "bytes",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/remittance",
                    query={"currency": currency, "first": first, "last": last},
                )
            ),
        )

    async def statement(self, participant: str, *, currency: str, first: str, last: str) -> bytes:
        """Account statement.

        The participant itself, operator and regulator. The cash account over a period, camt.053.001.08.
        """
        return cast(
            "bytes",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/exports/statement",
                    query={"currency": currency, "first": first, "last": last},
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
        """
        return cast(
            "t.PageHeldView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/holdings",
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
        """
        return cast(
            "t.PageJournalEntryView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/journal",
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
        """
        return cast(
            "t.Renewal",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{participant}/reading-keys",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def reinstate(
        self,
        participant: str,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ParticipantChange:
        """Reinstate a suspended participant.

        The operator only.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{participant}/reinstate",
                    headers={
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                    },
                )
            ),
        )

    async def cash_statement(
        self, participant: str, *, currency: str, first: str, last: str
    ) -> t.StatementView:
        """Cash account.

        The participant itself, operator and regulator. Opening balance, bookings and closing balance of a period.
        """
        return cast(
            "t.StatementView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/participants/{participant}/statement",
                    query={"currency": currency, "first": first, "last": last},
                )
            ),
        )

    async def suspend(
        self,
        participant: str,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.ParticipantChange:
        """Suspend a participant.

        The operator only. It can no longer act or receive; what it holds stays its own.
        """
        return cast(
            "t.ParticipantChange",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/participants/{participant}/suspend",
                    headers={
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                        "Prefer": prefer,
                    },
                )
            ),
        )

    async def trial_balance(self, participant: str) -> t.ListingAccountBalance:
        """Trial balance.

        The participant itself, operator and regulator. What each account of the journal comes to now; by currency they sum to nothing.
        """
        return cast(
            "t.ListingAccountBalance",
            await self._call(Ask("GET", f"/v1/participants/{participant}/trial-balance")),
        )

    async def pay(
        self,
        body: t.PaymentForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Pay.

        Any participant that may see the receivable, out of its own cash: in full or in part, early or late. Penalty interest is covered first.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/payments",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def pay_many(
        self, body: t.Amounts, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Pay many receivables.

        Out of the caller's own cash, each in full or in part. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/payments/bulk",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def problem_type(self, code: str) -> t.ProblemType:
        """Explain a problem.

        Anybody.
        """
        return cast("t.ProblemType", await self._call(Ask("GET", f"/v1/problems/{code}")))

    async def quotes(self, *, receivable: str) -> t.ListingQuoteView:
        """List the quotes on a receivable.

        Who holds units of it sees all quotes, a financier its own. Newest first.
        """
        return cast(
            "t.ListingQuoteView",
            await self._call(Ask("GET", "/v1/quotes", query={"receivable": receivable})),
        )

    async def offer_quote(
        self,
        body: t.QuoteForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Offer a quote.

        Financiers, on receivables that they may see. The quote is signed with the financier's key, and firm until it expires, is cancelled or filled, or the receivable changes.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/quotes",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def quote(self, quote: str, *, if_none_match: str | None = None) -> t.QuoteView:
        """Get a quote.

        Its financier, and who holds units of its receivable.
        """
        return cast(
            "t.QuoteView",
            await self._call(
                Ask("GET", f"/v1/quotes/{quote}", headers={"If-None-Match": if_none_match})
            ),
        )

    async def accept_quote(
        self,
        quote: str,
        body: t.AcceptForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Accept a quote.

        Holders. Units against cash in one transaction, or nothing.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quote}/accept",
                    query={"dry_run": dry_run},
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
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.QuoteChange | t.DryRun:
        """Cancel a quote.

        Its financier. On the ledger, so that the signature is worth nothing any more.
        """
        return cast(
            "t.QuoteChange | t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/quotes/{quote}/cancel",
                    query={"dry_run": dry_run},
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
        """
        return cast(
            "t.PriceView",
            await self._call(
                Ask("GET", f"/v1/quotes/{quote}/price", query={"amount": amount, "on": on})
            ),
        )

    async def ready(
        self,
    ) -> t.Ready:
        """Readiness.

        Anybody. 503 while chain or database do not answer, or the read model is more than 64 blocks behind.
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
        self,
        body: t.RecordForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Record an invoice.

        Suppliers. States an invoice that the obligor owes; nothing is promised yet. An invoice has one receivable, in whatever spelling it comes; older ones that it resembles are warnings.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def record_many(
        self, body: t.Invoices, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Record many invoices.

        Suppliers. As each would be recorded for itself. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def confirm_many(
        self, body: t.Amounts, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Confirm many receivables.

        Their obligor. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/confirm",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def tokenise_many(
        self, body: t.Receivables, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Tokenise many receivables.

        Their supplier. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/bulk/tokenise",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def issue_receivable(
        self,
        body: t.IssueForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Issue a receivable.

        Core enterprises. Records, confirms and tokenises the caller's own debt to a supplier in one transaction.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/receivables/issue",
                    query={"dry_run": dry_run},
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
        """
        return cast(
            "t.ReceivableDetail",
            await self._call(
                Ask(
                    "GET", f"/v1/receivables/{receivable}", headers={"If-None-Match": if_none_match}
                )
            ),
        )

    async def cancel(
        self,
        receivable: str,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Cancel a receivable.

        The supplier withdraws what is only recorded. What is confirmed is cancelled once supplier and obligor have both asked for it, while the supplier holds everything and nothing was paid; until then `cancellation_asked_by` names the first.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/cancel",
                    query={"dry_run": dry_run},
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
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Confirm a receivable.

        Its obligor. An irrevocable undertaking to pay the holder at maturity; it uses the obligor's credit line.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/confirm",
                    query={"dry_run": dry_run},
                    headers={
                        "Prefer": prefer,
                        "If-Match": if_match,
                        "Idempotency-Key": idempotency_key,
                    },
                    body=body,
                )
            ),
        )

    async def original(self, receivable: str) -> bytes:
        """Get the original.

        Readers of the document. As it was kept, byte for byte.
        """
        return cast(
            "bytes", await self._call(Ask("GET", f"/v1/receivables/{receivable}/evidence/original"))
        )

    async def prove(self, receivable: str, body: t.ProofForm) -> str:
        """Prove facts.

        Owners of the document. Gives a file that shows these facts to be under the receivable's evidence root, and says nothing of the others. The same fields give the same file.
        """
        return cast(
            "str",
            await self._call(
                Ask("POST", f"/v1/receivables/{receivable}/evidence/proofs", body=body)
            ),
        )

    async def readers(self, receivable: str) -> t.ListingReaderView:
        """List readers.

        Readers of the document.
        """
        return cast(
            "t.ListingReaderView",
            await self._call(Ask("GET", f"/v1/receivables/{receivable}/evidence/readers")),
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
        """
        return cast(
            "t.ListingReaderView",
            await self._call(
                Ask(
                    "PUT",
                    f"/v1/receivables/{receivable}/evidence/readers/{participant}",
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
        """
        return cast(
            "t.ListingReaderView",
            await self._call(
                Ask(
                    "DELETE",
                    f"/v1/receivables/{receivable}/evidence/readers/{participant}",
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
        """
        return cast(
            "t.Rotation",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/evidence/rotate",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def invoice_response(self, receivable: str) -> bytes:
        """Invoice response.

        Supplier and obligor, operator and regulator. Peppol Invoice Response 3, once the obligor has confirmed or rejected.
        """
        return cast(
            "bytes",
            await self._call(Ask("GET", f"/v1/receivables/{receivable}/exports/invoice-response")),
        )

    async def assignment_notice(self, receivable: str, number: int) -> bytes:
        """Assignment notice.

        Seller, financier and obligor, operator and regulator. The notice of a sale to the obligor; sales of a receivable are numbered from 1. It does not tell the price.
        """
        return cast(
            "bytes",
            await self._call(
                Ask("GET", f"/v1/receivables/{receivable}/exports/sales/{number}/assignment-notice")
            ),
        )

    async def registration_data(self, receivable: str, number: int) -> bytes:
        """Registration data.

        Seller and financier of that sale, operator and regulator. The fields of the registration sheet.
        """
        return cast(
            "bytes",
            await self._call(
                Ask("GET", f"/v1/receivables/{receivable}/exports/sales/{number}/registration-data")
            ),
        )

    async def registration_sheet(self, receivable: str, number: int) -> bytes:
        """Registration sheet.

        Seller and financier of that sale, operator and regulator. What a registry of movable property asks about the sale.
        """
        return cast(
            "bytes",
            await self._call(
                Ask(
                    "GET", f"/v1/receivables/{receivable}/exports/sales/{number}/registration-sheet"
                )
            ),
        )

    async def holders(
        self, receivable: str, *, as_of: str | None = None, block: int | None = None
    ) -> t.ListingHolderView:
        """List holders.

        Parties of now or before, operator and regulator. Who had units at a moment, the largest holding first.
        """
        return cast(
            "t.ListingHolderView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/receivables/{receivable}/holders",
                    query={"as_of": as_of, "block": block},
                )
            ),
        )

    async def provenance(
        self, receivable: str, holder: str, *, as_of: str | None = None, block: int | None = None
    ) -> t.ProvenanceView:
        """Trace a holding.

        The holder, operator and regulator. The units' way through the tiers, first in, first out within one receivable.
        """
        return cast(
            "t.ProvenanceView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/receivables/{receivable}/holders/{holder}/provenance",
                    query={"as_of": as_of, "block": block},
                )
            ),
        )

    async def reject(
        self,
        receivable: str,
        body: t.RejectForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Reject a receivable.

        Its obligor, while it is only recorded.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/reject",
                    query={"dry_run": dry_run},
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
        dry_run: bool | None = None,
        prefer: str | None = None,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.ReceivableChange | t.DryRun:
        """Tokenise a receivable.

        Its supplier, once it is confirmed. One unit is one minor unit of face value.
        """
        return cast(
            "t.ReceivableChange | t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/receivables/{receivable}/tokenise",
                    query={"dry_run": dry_run},
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
        """
        return cast(
            "t.ReconciliationView",
            await self._call(Ask("GET", f"/v1/reconciliations/{reconciliation}")),
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
        """
        return cast(
            "t.PageEntryView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/reconciliations/{reconciliation}/entries",
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
        """
        return cast(
            "t.EntryDetailView",
            await self._call(Ask("GET", f"/v1/reconciliations/{reconciliation}/entries/{number}")),
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
        """
        return cast(
            "t.EntryView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/reconciliations/{reconciliation}/entries/{number}/decision",
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
        """
        return cast(
            "t.PostedView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/reconciliations/{reconciliation}/post",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                )
            ),
        )

    async def redeem(
        self,
        body: t.RedemptionForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Redeem.

        Holders. Pays out all that is collected on the caller's units and not yet redeemed; once the receivable is settled, its units are gone afterwards.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/redemptions",
                    query={"dry_run": dry_run},
                    headers={"Prefer": prefer, "Idempotency-Key": idempotency_key},
                    body=body,
                )
            ),
        )

    async def redeem_many(
        self, body: t.Receivables, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.BulkResult:
        """Redeem many receivables.

        Holders. Up to 1,000 items, in as few transactions as they fit into. A refused item stops none of the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after whatever happened, what was done is not done again.
        """
        return cast(
            "t.BulkResult",
            await self._call(
                Ask(
                    "POST",
                    "/v1/redemptions/bulk",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def clock(
        self, body: t.ClockForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.ClockView:
        """Let time pass.

        The operator only. Moves the ledger's clock to the start of a later day.
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

    async def hand_in_signature(
        self,
        body: t.SignedMessage,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.OperationView:
        """Hand in a signature.

        Who asked for it with `Prefer: return=typed-data`. A quote is in the book from then on; an obligor's undertaking is entered into the ledger at the service's expense.
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

    async def tasks(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: Literal["open", "done"] | None = None,
    ) -> t.PageTaskView:
        """List tasks.

        What the rules leave to people, newest first, each with a reason and what can be done. A participant sees its own and those of which it is the other party; operator and regulator see all.
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
        """
        return cast(
            "t.TaskView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/tasks/{task}/done",
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
        self,
        body: t.TransferForm,
        *,
        dry_run: bool | None = None,
        prefer: str | None = None,
        idempotency_key: str | None = None,
    ) -> t.DryRun:
        """Transfer units.

        Holders, to any active participant.
        """
        return cast(
            "t.DryRun",
            await self._call(
                Ask(
                    "POST",
                    "/v1/transfers",
                    query={"dry_run": dry_run},
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
        """
        return cast("t.CaseView", await self._call(Ask("GET", f"/v1/twins/{case}")))

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
        """
        return cast(
            "t.CaseView",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/twins/{case}/decision",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )

    async def webhooks(
        self,
    ) -> t.ListingWebhookView:
        """List webhooks.

        Anybody with a key, for its own endpoints.
        """
        return cast("t.ListingWebhookView", await self._call(Ask("GET", "/v1/webhooks")))

    async def add_webhook(
        self, body: t.WebhookForm, *, idempotency_key: str | None = None, prefer: str | None = None
    ) -> t.WebhookSecret:
        """Add a webhook.

        Anybody with a key, for its own endpoints. What is told from now on is sent there, signed by the Standard Webhooks scheme; the answer has the secret, this once. Up to 10.
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
        """
        return cast("t.WebhookView", await self._call(Ask("GET", f"/v1/webhooks/{webhook}")))

    async def change_webhook(self, webhook: str, body: t.WebhookChange) -> t.WebhookView:
        """Change a webhook.

        Anybody with a key, for its own endpoints. Once enabled again, what waits is tried at once, in order.
        """
        return cast(
            "t.WebhookView", await self._call(Ask("PUT", f"/v1/webhooks/{webhook}", body=body))
        )

    async def remove_webhook(self, webhook: str) -> Any:
        """Remove a webhook.

        Anybody with a key, for its own endpoints. Its delivery log goes with it.
        """
        return await self._call(Ask("DELETE", f"/v1/webhooks/{webhook}"))

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
        """
        return cast(
            "t.PageDeliveryView",
            await self._call(
                Ask(
                    "GET",
                    f"/v1/webhooks/{webhook}/deliveries",
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
        """
        return cast(
            "t.DeliveryLog",
            await self._call(Ask("GET", f"/v1/webhooks/{webhook}/deliveries/{event}")),
        )

    async def redeliver(self, webhook: str, event: str) -> t.DeliveryView:
        """Send an event again.

        Anybody with a key, for its own endpoints. With the `webhook-id` of before.
        """
        return cast(
            "t.DeliveryView",
            await self._call(Ask("POST", f"/v1/webhooks/{webhook}/deliveries/{event}/redeliver")),
        )

    async def ping(self, webhook: str) -> t.DeliveryLog:
        """Try a webhook out.

        Anybody with a key, for its own endpoints. Sends `webhook.ping` at once, to a disabled one too, and answers with what came of it; it is not tried again.
        """
        return cast("t.DeliveryLog", await self._call(Ask("POST", f"/v1/webhooks/{webhook}/ping")))

    async def rotate_secret(
        self,
        webhook: str,
        body: t.RotationForm,
        *,
        idempotency_key: str | None = None,
        prefer: str | None = None,
    ) -> t.WebhookSecret:
        """Rotate a webhook's secret.

        Anybody with a key, for its own endpoints. The answer has the new secret, this once. For some hours both sign: take either, and change over meanwhile.
        """
        return cast(
            "t.WebhookSecret",
            await self._call(
                Ask(
                    "POST",
                    f"/v1/webhooks/{webhook}/rotate",
                    headers={"Idempotency-Key": idempotency_key, "Prefer": prefer},
                    body=body,
                )
            ),
        )
