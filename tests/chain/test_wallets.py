"""Who signed a text: keys, and contracts that are accounts."""

from pathlib import Path

import pytest
from eth_abi import encode
from eth_account import Account
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount

from sfc.chain import artifacts
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.sender import Sender
from sfc.chain.wallets import WalletSignatures
from tests.chain.programs import BREAKS, REVERTS, TIME, creation

TEXT = "Sign in"
CONTRACTS = Path(__file__).parents[1] / "contracts" / "compiled"


@pytest.fixture
def wallet() -> LocalAccount:
    account: LocalAccount = Account.create()
    return account


def sign(wallet: LocalAccount, text: str = TEXT) -> bytes:
    return bytes(wallet.sign_message(encode_defunct(text=text)).signature)


def made(sender: Sender, keys: Keyring, code: bytes) -> str:
    contract = sender.send(keys.create(), None, code).contract
    assert contract is not None
    return contract


def test_a_key_signs_for_its_account_only(node: EmbeddedNode, wallet: LocalAccount) -> None:
    wallets = WalletSignatures(node)
    assert wallets.signed(wallet.address, TEXT, sign(wallet))
    assert not wallets.signed(wallet.address, TEXT + "!", sign(wallet))
    assert not wallets.signed(Account.create().address, TEXT, sign(wallet))
    assert not wallets.signed(wallet.address, TEXT, sign(wallet)[:64])
    assert not wallets.signed(wallet.address, TEXT, b"\xff" * 65)
    assert wallets.written(wallet.address.lower()) == wallet.address


def test_a_contract_says_who_signs_for_it(
    node: EmbeddedNode, sender: Sender, keys: Keyring, wallet: LocalAccount
) -> None:
    artifact = artifacts.load("ContractAccount", CONTRACTS)
    code = artifact.creation_code({}) + encode(["address"], [wallet.address])
    account = made(sender, keys, code)
    wallets = WalletSignatures(node)
    assert wallets.signed(account, TEXT, sign(wallet))
    assert not wallets.signed(account, TEXT, sign(Account.create()))
    assert not wallets.signed(account, "other", sign(wallet))


@pytest.mark.parametrize("code", [REVERTS, BREAKS, TIME])
def test_a_contract_that_is_no_account_signs_nothing(
    node: EmbeddedNode, sender: Sender, keys: Keyring, wallet: LocalAccount, code: bytes
) -> None:
    account = made(sender, keys, creation(code))
    assert not WalletSignatures(node).signed(account, TEXT, sign(wallet))
