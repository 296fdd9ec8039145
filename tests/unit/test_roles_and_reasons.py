"""Names and numbers that the contracts, the API and people share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.errors import RejectionReasonUnknown, RoleUnknown
from sfc.domain.rejection import RejectionReason, parse_rejection, rejection
from sfc.domain.roles import Role, parse_role, parse_roles

PEPPOL_ORDER = ["NON", "REF", "LEG", "REC", "QUA", "DEL", "PRI"]
PEPPOL_ORDER += ["QTY", "ITM", "PAY", "UNR", "FIN", "PPD", "OTH"]


def test_roles_by_name() -> None:
    assert {name: parse_role(name).value for name in Role(31).names} == {
        "core_enterprise": 1,
        "supplier": 2,
        "financier": 4,
        "operator": 8,
        "regulator": 16,
    }


@given(st.integers(0, 31))
def test_roles_read_back(value: int) -> None:
    assert parse_roles(Role(value).names) == Role(value)


@pytest.mark.parametrize("name", ["", "bank", "SUPPLIER", "core enterprise", "names"])
def test_other_names_are_no_roles(name: str) -> None:
    with pytest.raises(RoleUnknown):
        parse_role(name)


def test_rejection_reasons_are_numbered_in_order() -> None:
    assert [(reason.value, reason.name) for reason in RejectionReason] == [
        *enumerate(PEPPOL_ORDER, start=1)
    ]
    assert len({reason.meaning for reason in RejectionReason}) == len(PEPPOL_ORDER)


@pytest.mark.parametrize("reason", RejectionReason)
def test_rejection_reasons_read_back(reason: RejectionReason) -> None:
    assert parse_rejection(reason.name) is reason
    assert rejection(reason.value) is reason


def test_other_reasons_are_refused() -> None:
    for code in ("", "non", "XXX"):
        with pytest.raises(RejectionReasonUnknown):
            parse_rejection(code)
    for number in (0, 15, -1):
        with pytest.raises(RejectionReasonUnknown):
            rejection(number)
