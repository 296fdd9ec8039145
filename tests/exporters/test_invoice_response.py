from dataclasses import replace

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine

from sfc.app import exports as use
from sfc.app.exports import Exports
from sfc.domain.contact import Contact
from sfc.domain.errors import WrongStatus
from sfc.domain.ids import ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.rejection import RejectionReason
from sfc.domain.responses import Answer, obligor_response
from sfc.exporters.electronic_address import electronic_address
from tests.exporters.ledger import STORIES, Story, tell
from tests.exporters.readers import NS, read_peppol, value
from tests.exporters.samples import OBLIGOR, SUPPLIER, Stated, begun, exports

Lived = tuple[Exports, dict[str, ReceivableId]]
STATED = Stated({OBLIGOR: Contact("0088:7300010000001"), SUPPLIER: Contact("0060:123456789")})


def test_a_confirmation_is_accepted(lived: Lived) -> None:
    ex, named = lived
    file = use.invoice_response(replace(ex, contacts=STATED), named["sold"])
    root = read_peppol(file.content)
    assert value(root, "//cbc:ResponseCode") == "AP"
    assert not root.findall(".//cac:Status", NS)
    assert value(root, "//cac:DocumentReference/cbc:ID") == "发票 INV-2026/0001"
    assert value(root, "cac:SenderParty/cbc:EndpointID") == "7300010000001"
    assert value(root, "cac:SenderParty//cbc:RegistrationName") == "锚汽车制造股份有限公司"
    assert value(root, "cac:ReceiverParty//cbc:RegistrationName") == "远航座椅系统有限公司"
    assert value(root, "cbc:IssueDate") == "2024-07-08"


def test_a_partial_confirmation_says_how_much(lived: Lived) -> None:
    ex, named = lived
    root = read_peppol(use.invoice_response(replace(ex, contacts=STATED), named["cut"]).content)
    assert value(root, "//cbc:ResponseCode") == "CA"
    assert value(root, "//cac:Condition/cbc:AttributeID") == "BT-115"
    assert value(root, "//cac:Condition/cbc:Description") == "4200.00"
    assert value(root, "//cac:Status[cac:Condition]/cbc:StatusReason").startswith(
        "4200.00 CNY of 5000.00 CNY"
    )
    assert value(root, "//cbc:StatusReasonCode[@listID='OPStatusAction']") == "CNP"


@pytest.mark.parametrize("reason", RejectionReason)
def test_a_rejection_says_why_and_what_to_do(reason: RejectionReason, fresh: Engine) -> None:
    network = begun()
    of = network.record(1, 2, 4, 1, 5_000)
    network.on(2, network.ghost.reject(of, reason))
    root = read_peppol(use.invoice_response(exports(fresh, network), of.id).content)
    assert value(root, "//cbc:ResponseCode") == "RE"
    code = value(root, "//cbc:StatusReasonCode[@listID='OPStatusReason']")
    assert code == ("OTH" if reason is RejectionReason.PPD else reason.name)
    assert value(root, "//cbc:StatusReasonCode[@listID='OPStatusAction']") in ("NIN", "CNF")
    assert value(root, "cac:SenderParty/cbc:EndpointID[@schemeID='9930']") == "DE136695976"
    assert value(root, "cac:ReceiverParty/cbc:EndpointID[@schemeID='0199']")


def test_no_answer_yet_is_refused(lived: Lived) -> None:
    ex, named = lived
    with pytest.raises(WrongStatus):
        use.invoice_response(ex, named["waiting"])


def test_a_party_without_an_address_is_named_all_the_same(lived: Lived) -> None:
    ex, named = lived
    root = read_peppol(use.invoice_response(ex, named["refused"]).content, on_the_network=False)
    assert value(root, "cac:SenderParty/cbc:EndpointID") == "91990000DEMA00013U"


def test_addresses() -> None:
    for legal_id, scheme in (
        ("5493000IBP32UQZ0KL24", "0199"),
        ("DE136695976", "9930"),
        ("DE 136 695 976", "9930"),
        ("NL4495445B01", "9944"),
    ):
        address = electronic_address(legal_id)
        assert address is not None and address.scheme == scheme
    for nothing in ("", "91990000DEMA00013U", "DE136695977", "par_1"):
        assert electronic_address(nothing) is None


@settings(max_examples=150)
@given(story=STORIES)
def test_the_answer_is_the_ledgers(story: Story) -> None:
    ghost, events = tell(story)
    for of in ghost.receivables.values():
        own = [each for each in events if getattr(each.event, "receivable", None) == of.id]
        if of.status is Status.RECORDED:
            with pytest.raises(WrongStatus):
                obligor_response(own, of.id)
            continue
        if of.status is Status.CANCELLED:
            continue
        found = obligor_response(own, of.id)
        assert (found.round, found.asked) == (of.round, of.asked)
        if of.status is Status.REJECTED:
            assert found.answer is Answer.REJECTED and found.reason is not None
        else:
            # a credit note comes later, and changes nothing in the answer
            assert found.confirmed == of.face + of.credited
            assert (found.answer is Answer.ACCEPTED) == (found.confirmed == of.asked)
