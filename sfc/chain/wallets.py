"""Who signed a text: `ports.Wallets`."""

from eth_abi import encode
from eth_account import Account
from eth_account.messages import defunct_hash_message, encode_defunct
from eth_keys.exceptions import BadSignature
from eth_utils import to_checksum_address

from sfc.chain.nodes.node import Node, Reverted

_IS_VALID_SIGNATURE = bytes.fromhex("1626ba7e")
"""Selector of ERC-1271's `isValidSignature(bytes32,bytes)`, and what it returns for yes."""

_EOA_SIGNATURE_BYTES = 65


class WalletSignatures:
    """Knows keys by what they sign, and asks contracts that are accounts."""

    def __init__(self, node: Node) -> None:
        self._node = node

    def written(self, address: str) -> str:
        """An address as it is written with its checksum (EIP-55)."""
        return str(to_checksum_address(address))

    def signed(self, address: str, text: str, signature: bytes) -> bool:
        """Whether an account signed a text as a personal message (EIP-191). As `ports.Wallets`."""
        if len(signature) == _EOA_SIGNATURE_BYTES and _signer(text, signature) == address:
            return True
        if not self._node.code(address):
            return False
        digest = bytes(defunct_hash_message(text=text))
        data = _IS_VALID_SIGNATURE + encode(["bytes32", "bytes"], [digest, signature])
        try:
            said = self._node.call(address, data)
        except Reverted:
            return False
        return said == _IS_VALID_SIGNATURE.ljust(32, b"\0")


def _signer(text: str, signature: bytes) -> str | None:
    try:
        return str(Account.recover_message(encode_defunct(text=text), signature=signature))
    except (BadSignature, ValueError):
        return None
