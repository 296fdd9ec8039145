"""What EIP-712 says, and what a signature must not be: by hand, beside the library that signs."""

from collections.abc import Iterable

from eth_utils import keccak

from tests.contracts.chain import Contract
from tests.contracts.world import World

_CURVE_ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141
_DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"


def other_forms(good: bytes) -> list[bytes]:
    """A signature with its s mirrored, which the curve would accept too; cut short; empty; zero."""
    mirrored_s = _CURVE_ORDER - int.from_bytes(good[32:64], "big")
    mirrored = good[:32] + mirrored_s.to_bytes(32, "big") + bytes([55 - good[64]])
    return [mirrored, good[:64], b"", bytes(65)]


def typed_digest(
    world: World, contract: Contract, name: str, message: str, fields: Iterable[int]
) -> bytes:
    """The digest of a flat message to a contract, of which EIP-712 says the type as a text."""

    def words(numbers: Iterable[int]) -> bytes:
        return b"".join(int(number).to_bytes(32, "big") for number in numbers)

    where = words([world.chain.id, int(contract.address, 16)])
    separator = keccak(keccak(text=_DOMAIN) + keccak(text=name) + keccak(text="1") + where)
    struct = keccak(keccak(text=message) + words(fields))
    return bytes(keccak(b"\x19\x01" + separator + struct))
