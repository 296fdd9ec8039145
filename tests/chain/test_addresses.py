"""Accounts are read in any case, and never with a wrong checksum."""

import pytest

from sfc.chain.calls import Calls
from sfc.chain.nodes.addresses import address_bytes, address_text
from sfc.domain.errors import IdMalformed
from sfc.ports import Ledger

ACCOUNT = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"


def test_an_account_has_one_spelling() -> None:
    read = Calls("0x" + "00" * 20).account
    for text in (ACCOUNT, ACCOUNT.lower(), "0x" + ACCOUNT[2:].upper()):
        assert read(text) == ACCOUNT
    assert address_text(address_bytes(ACCOUNT)) == ACCOUNT
    wrong = [ACCOUNT.swapcase().replace("0X", "0x"), ACCOUNT[2:], ACCOUNT[:-1], ACCOUNT + "0", ""]
    for text in (*wrong, ACCOUNT.replace("5a", "5A"), ACCOUNT.replace("B", "G"), ACCOUNT + "\n"):
        with pytest.raises(IdMalformed):
            read(text)


def test_the_port_is_met() -> None:
    from sfc.chain.ledger import ContractLedger

    methods = [name for name in vars(Ledger) if not name.startswith("_")]
    assert [name for name in methods if not hasattr(ContractLedger, name)] == []
