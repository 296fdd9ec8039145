"""The obligor's answer as a Peppol Invoice Response: UBL ApplicationResponse, BIS 63, version 3.

Accepted is AP. A part is CA: the reason says what was confirmed, as a condition on the invoice's
amount due (BT-115), and the action asks for a credit note over the rest. A rejection is RE with
the obligor's reason, and asks for a corrected invoice where one would help.
"""

from collections.abc import Mapping

from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.outgoing import Claim, InvoiceResponse, OutgoingFile
from sfc.domain.references import reference
from sfc.domain.rejection import RejectionReason
from sfc.domain.responses import Answer, ObligorResponse
from sfc.domain.views import Participant
from sfc.exporters.electronic_address import electronic_address
from sfc.exporters.moments import day_text, moment
from sfc.exporters.xml_tree import Element, Maker, name_text, serialised, text

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
ROOT = f"{_UBL}ApplicationResponse-2"
AGGREGATE = f"{_UBL}CommonAggregateComponents-2"
BASIC = f"{_UBL}CommonBasicComponents-2"
CUSTOMISATION = "urn:fdc:peppol.eu:poacc:trns:invoice_response:3"
PROFILE = "urn:fdc:peppol.eu:poacc:bis:invoice_response:3"
AMOUNT_DUE = "BT-115"

_PREFIXES = {None: ROOT, "cac": AGGREGATE, "cbc": BASIC}
_root, _cac, _cbc = (Maker(name, _PREFIXES) for name in (ROOT, AGGREGATE, BASIC))

_CORRECTABLE = frozenset(
    {
        RejectionReason.REF,
        RejectionReason.LEG,
        RejectionReason.REC,
        RejectionReason.PRI,
        RejectionReason.QTY,
        RejectionReason.ITM,
        RejectionReason.PAY,
        RejectionReason.FIN,
        RejectionReason.PPD,
    }
)
"""Reasons that a new invoice would take away."""


def invoice_response(document: InvoiceResponse) -> OutgoingFile:
    """The response, dated as the ledger dates the answer."""
    answer, claim = document.response, document.claim
    issued = moment(answer.at.timestamp, document.utc_offset_hours)
    number = f"{reference(claim.receivable)}-{answer.round}-{answer.answer.value}"
    root = _root(
        "ApplicationResponse",
        _cbc("CustomizationID", CUSTOMISATION),
        _cbc("ProfileID", PROFILE),
        _cbc("ID", number),
        _cbc("IssueDate", issued.date().isoformat()),
        _cbc("IssueTime", issued.timetz().isoformat()),
        _party("SenderParty", claim.obligor, document.addresses),
        _party("ReceiverParty", claim.supplier, document.addresses),
        _cac(
            "DocumentResponse",
            _cac(
                "Response",
                _cbc("ResponseCode", answer.answer.value),
                _cbc("EffectiveDate", issued.date().isoformat()),
                *_clarifications(answer, claim),
            ),
            _invoice(claim),
            _named("IssuerParty", claim.supplier),
            _named("RecipientParty", claim.obligor),
        ),
    )
    return OutgoingFile(serialised(root), "application/xml", f"invoice-response-{number}.xml")


def _clarifications(answer: ObligorResponse, claim: Claim) -> list[Element]:
    match answer.answer, answer.reason:
        case Answer.CONDITIONALLY_ACCEPTED, _ if answer.confirmed is not None:
            confirmed, asked = claim.money(answer.confirmed), claim.money(answer.asked)
            text = f"{confirmed} of {asked} is confirmed; the rest is not accepted"
            condition = _cac(
                "Condition",
                _cbc("AttributeID", AMOUNT_DUE),
                _cbc("Description", confirmed.amount),
            )
            return [
                _status("OPStatusReason", "OTH", text, condition),
                _status("OPStatusAction", "CNP", "Credit the amount that is not accepted"),
            ]
        case Answer.REJECTED, RejectionReason() as reason:
            # Peppol has PPD with the status "paid" only
            code = "OTH" if reason is RejectionReason.PPD else reason.name
            said = reason.meaning[0].upper() + reason.meaning[1:]
            action = (
                ("NIN", "Issue a corrected invoice")
                if reason in _CORRECTABLE
                else ("CNF", "Credit the invoice in full")
            )
            return [_status("OPStatusReason", code, said), _status("OPStatusAction", *action)]
    return []


def _status(listed: str, code: str, said: str, condition: Element | None = None) -> Element:
    return _cac(
        "Status",
        _cbc("StatusReasonCode", code, listID=listed),
        _cbc("StatusReason", said),
        condition,
    )


def _invoice(claim: Claim) -> Element:
    """The invoice; where its number is not known, the receivable says which it was."""
    return _cac(
        "DocumentReference",
        _cbc("ID", text(claim.invoice_number, 256) or reference(claim.receivable)),
        _cbc("IssueDate", day_text(claim.issue_day)),
        _cbc("DocumentTypeCode", claim.document_type),
    )


def _party(tag: str, participant: Participant, addresses: Mapping[ParticipantId, str]) -> Element:
    address = electronic_address(participant.legal_id, addresses.get(participant.id, ""))
    endpoint = (
        _cbc("EndpointID", address.value, schemeID=address.scheme)
        if address
        else _cbc("EndpointID", _legal_id(participant))
    )
    return _cac(
        tag,
        endpoint,
        _cac("PartyIdentification", _cbc("ID", _legal_id(participant))),
        _cac("PartyLegalEntity", _cbc("RegistrationName", name_text(participant, 256))),
    )


def _named(tag: str, participant: Participant) -> Element:
    return _cac(
        tag,
        _cac("PartyIdentification", _cbc("ID", _legal_id(participant))),
        _cac("PartyName", _cbc("Name", name_text(participant, 256))),
    )


def _legal_id(participant: Participant) -> str:
    return text(participant.legal_id, 256) or format_participant(participant.id)
