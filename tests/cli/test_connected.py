"""What `sfc.client` raises, as commands have it."""

import json

import pytest

from sfc.cli.failures import Failure, Waits, report
from sfc.cli.service import connected
from sfc.client import ApprovalWanted, ProblemError, SignatureWanted, Unreachable


@pytest.mark.parametrize(
    ("raised", "code", "message"),
    [
        (ProblemError(409, {"code": "overpayment", "detail": "too much"}), "overpayment", "too m"),
        (ProblemError(502, {"detail": "<html>"}), "service_unavailable", "answers 502"),
        (Unreachable("away"), "service_unavailable", "no service answers at http://here: away"),
        (SignatureWanted({"id": "op_1"}), "signature_wanted", "op_1"),
    ],
)
def test_what_goes_wrong_is_a_failure(raised: Exception, code: str, message: str) -> None:
    with pytest.raises(Failure, match=message) as failed, connected("http://here"):
        raise raised
    assert failed.value.code == code


def test_what_a_second_person_has_to_approve_waits(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Waits) as waits, connected("http://here"):
        raise ApprovalWanted({"id": "apr_1"})
    assert report(waits.value, as_json=False, debug=False) == 0
    told = capsys.readouterr()
    assert told.out == "apr_1 waits for a second person: sfc approvals approve apr_1\n"
    assert not told.err
    assert report(waits.value, as_json=True, debug=False) == 0
    assert json.loads(capsys.readouterr().out) == {"id": "apr_1"}


def test_a_url_that_is_none() -> None:
    with pytest.raises(Failure, match="cannot be used") as failed, connected("http://here:there"):
        raise AssertionError
    assert failed.value.code == "url_unusable"
