"""Calls, refusals and signatures of the model as the contracts know them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from coincurve import PrivateKey
from eth_abi import encode
from eth_abi.exceptions import EncodingError
from eth_utils import keccak
from eth_utils.abi import get_abi_input_types

from tests.contracts.chain import Contract, Fact
from tests.reference.operations import Call, Preview
from tests.reference.receivable import Status
from tests.reference.refusals import Refusal
from tests.reference.statements import Key, Signature
from tests.reference.tree import Leaf, Proof, Tree
from tests.reference.venues import Commitment

CURVE = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
ELSEWHERE = "0x" + "e1" * 20
JUDGES = {
    "Undertaking": ("core", "undertakingDigest"),
    "Quote": ("core", "quoteDigest"),
    "Order": ("market", "orderDigest"),
}
"""For which contract a statement is signed, and its function that says what is signed."""
NAMES = {"core": "sfc", "market": "sfc market"}
MALFORMED = Refusal("Nothing", ()), Refusal("FailedCall", ())
"""What becomes of an argument that does not fit its type, alone and in a batch."""


@lru_cache(maxsize=4096)
def id_of(key: Key) -> int:
    """The contract's name for a receivable."""
    return int.from_bytes(keccak(encode(["uint256", "uint256", "bytes32"], key)), "big")


class Codec:
    """Knows the deployed contracts and the actors' keys."""

    def __init__(self, contracts: Mapping[str, Contract], keys: Mapping[str, Any]) -> None:
        self._contracts = contracts
        self._keys = {account: PrivateKey(bytes(key.key)) for account, key in keys.items()}
        self._digests = {
            kind: _Statement(contracts[judge].interface.functions[digest].entry, kind)
            for kind, (judge, digest) in JUDGES.items()
        }
        self._domains = {
            (kind, place): domain
            for kind, (judge, _) in JUDGES.items()
            for place, domain in _domains(contracts[judge], NAMES[judge]).items()
        }
        self._signed: dict[Signature, bytes] = {}

    def data(self, call: Call) -> tuple[bytes, bool]:
        """A call as bytes, and whether all its arguments are in the range of their types.

        What is too large goes out as it is, in words of 256 bits.
        """
        function = self._contracts[call.to].interface.functions[call.name]
        values = [self.value(argument) for argument in call.arguments]
        types = get_abi_input_types(function.entry)
        sound = all(self.data(one)[1] for one in inner_calls(call))
        encoded, fits = _encoded(types, values)
        return function.selector + encoded, sound and fits

    def value(self, argument: Any) -> Any:
        """What stands for an argument of the model in a call."""
        match argument:
            case Key():
                return id_of(argument)
            case Signature():
                return self.signature(argument)
            case Call():
                return self.data(argument)[0]
            case Tree():
                return root_of(argument)
            case Proof():
                return siblings(argument)
            case Commitment():
                return commitment_hash(argument)
            case tuple() | list():
                return tuple(self.value(member) for member in argument)
            case _:
                return argument

    def signature(self, signature: Signature) -> bytes:
        """The bytes of a signature, flaws and all."""
        if signature not in self._signed:
            self._signed[signature] = self._sign(signature)
        return self._signed[signature]

    def _sign(self, signature: Signature) -> bytes:
        kind = type(signature.says).__name__
        statement = self._digests[kind].hash([self.value(field) for field in signature.says])
        digest = keccak(b"\x19\x01" + self._domains[kind, signature.ledger] + statement)
        signed = self._keys[signature.key].sign_recoverable(digest, hasher=None)
        r, s, v = signed[:32], int.from_bytes(signed[32:64], "big"), signed[64]
        match signature.flaw:
            case "malleable":
                s, v = CURVE - s, 1 - v
            case "truncated":
                return r + s.to_bytes(32, "big")
            case "empty":
                return b""
            case "low v":
                v -= 27
        return r + s.to_bytes(32, "big") + bytes([(27 + v) % 256])


def inner_calls(call: Call) -> Sequence[Call]:
    """The calls within a call."""
    if call.name == "multicall":
        return tuple(call.arguments[0])
    return call.arguments[:1] if call.name in ("preview", "undone") else ()


@lru_cache(maxsize=1024)
def commitment_hash(commitment: Commitment) -> bytes:
    """The contract's name for a hidden bid."""
    fields = [number.to_bytes(32, "big") for number in plain(commitment)]
    return bytes(keccak(b"".join(fields)))


def hash_of(leaf: Leaf) -> bytes:
    """The contract's name for a leaf: hashed twice, so that no node passes for one."""
    word = (
        Status.RECORDED
        | leaf.round << 11
        | leaf.currency << 16
        | leaf.terms << 24
        | leaf.due_day << 40
        | leaf.obligor << 64
        | leaf.supplier << 96
        | leaf.face << 128
    )
    types = ["uint256", "uint256", "bytes32", "bytes32"]
    fields = word, leaf.issue_day, leaf.invoice, leaf.evidence
    return bytes(keccak(keccak(encode(types, fields))))


def _levels(tree: Tree) -> list[list[bytes]]:
    """From the leaves to the root; one without a sibling goes up as it is."""
    levels = [[hash_of(leaf) for leaf in tree.leaves]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = [below[i : i + 2] for i in range(0, len(below), 2)]
        levels.append([bytes(keccak(b"".join(sorted(p)))) if p[1:] else p[0] for p in pairs])
    return levels


@lru_cache(maxsize=1024)
def root_of(tree: Tree) -> bytes:
    """The contract's name for a tree."""
    return _levels(tree)[-1][0]


def siblings(proof: Proof) -> tuple[bytes, ...]:
    """The path of a proof, flaws and all."""
    path, index = [], proof.place
    for level in _levels(proof.tree)[:-1]:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        index //= 2
    match proof.flaw:
        case "too long":
            path.append(bytes(32))
        case "of a node":
            path = path[1:] or [bytes(32)]
    return tuple(path)


class _Statement:
    """An EIP-712 message, its type read from the interface."""

    def __init__(self, entry: Any, kind: str) -> None:
        members = _flat(entry["inputs"][0]["components"])
        fields = ",".join(f"{member['type']} {member['name']}" for member in members)
        self._types = [member["type"] for member in members]
        self._typehash = keccak(text=f"{kind}({fields})")

    def hash(self, values: Sequence[Any]) -> bytes:
        return bytes(keccak(self._typehash + _encoded(self._types, flat(values))[0]))


def _flat(members: Sequence[Any]) -> list[Any]:
    """The members of a struct, and in place of an inner struct its own."""
    return [one for member in members for one in _flat(member.get("components", ())) or [member]]


def flat(values: Any) -> list[Any]:
    """What stands in tuples and lists, however deep."""
    if isinstance(values, tuple | list):
        return [one for member in values for one in flat(member)]
    return [values]


def _encoded(types: Sequence[str], values: Sequence[Any]) -> tuple[bytes, bool]:
    """Values as words, and whether all fit their types; what does not fit gets a whole word."""
    try:
        return encode(types, values), True
    except EncodingError:
        wide = [re.sub(r"uint\d+", "uint256", type_) for type_ in types]
        return encode(wide, values), False


def plain(fields: Sequence[Any]) -> tuple[int, ...]:
    """Fields of a refusal as numbers, to compare those of the model with those of a contract."""
    return tuple(_number(field) for field in fields)


def foreseen(reason: Refusal, why: Fact) -> bool:
    """Whether the contract gave this reason."""
    return reason.name == why.name and plain(reason.fields) == plain(tuple(why.fields.values()))


def _number(field: Any) -> int:
    match field:
        case Key():
            return id_of(field)
        case Tree():
            return int.from_bytes(root_of(field), "big")
        case Leaf():
            return int.from_bytes(hash_of(field), "big")
        case Commitment():
            return int.from_bytes(commitment_hash(field), "big")
        case bytes():
            return int.from_bytes(field, "big")
        case str():
            return int(field, 16)
        case _:
            return int(field)


def words(answer: Any) -> tuple[int, ...]:
    """What a contract returns for an answer, word by word."""
    match answer:
        case None:
            return ()
        case Preview():
            inner = words(answer.answer)
            return (32, 32 * len(inner), *inner)
        case Key():
            return plain([answer])
        case tuple():
            return tuple(word for member in answer for word in words(member))
    return plain([answer])


def _domains(contract: Contract, name: str) -> dict[str, bytes]:
    """For the contract itself, and for others that it must not be taken for."""
    here = contract.chain.id
    return {
        "here": _domain(name, here, contract.address),
        "another chain": _domain(name, here + 1, contract.address),
        "another contract": _domain(name, here, ELSEWHERE),
    }


def _domain(name: str, chain_id: int, contract: str) -> bytes:
    types = ["bytes32", "bytes32", "bytes32", "uint256", "address"]
    fields = [keccak(text=DOMAIN), keccak(text=name), keccak(text="1"), chain_id, contract]
    return bytes(keccak(encode(types, fields)))
