"""The ledger without the sending: rehearsed on the chain's present state, or left to a wallet."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eth_abi import encode
from eth_account import Account
from eth_typing import Address
from eth_utils import keccak, to_checksum_address

from sfc.chain.attempt import Attempt
from sfc.chain.batch import bundle
from sfc.chain.contracts import CORE, interface
from sfc.chain.ledger import ContractLedger
from sfc.chain.logs import LogReader
from sfc.chain.market_logs import VENUES, MarketReader
from sfc.chain.nodes.addresses import address_bytes, hex_text
from sfc.chain.nodes.evm import LedgerVM
from sfc.chain.nodes.node import CannotPay, Fees, Message, Node, Reverted, Simulated
from sfc.chain.reverts import refusal
from sfc.chain.sender import Sender
from sfc.chain.signing import LedgerSigner, Typed
from sfc.domain.errors import (
    KeyNotHeld,
    NotFunded,
    RequestMalformed,
    SfcError,
    TransactionNotOffered,
)
from sfc.domain.events import Event
from sfc.domain.market import Order
from sfc.domain.statements import Quote, Undertaking
from sfc.ports import Call, Ledger, Receipt, Signed, Signer
from sfc.ports.wallet import (
    OfferedMessage,
    OfferedTransaction,
    Rehearsal,
    Rehearsed,
    RehearsingLedger,
    SignatureWanted,
)

_ERC_1271 = keccak(text="isValidSignature(bytes32,bytes)")[:4]
_MOST_FEE = 2**96
"""Wei for a unit of gas: more than there are in the world."""
_DYNAMIC_FEE = 2  # the first byte of an EIP-1559 transaction


class RehearsalLedger(ContractLedger):
    """Executes nothing. `send` raises Rehearsed, or what the contracts would refuse."""

    def __init__(
        self, node: Node, sender: Sender, contract: str, beside: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(node, sender, contract, beside)
        self._before: list[Message] = []

    def prepare(self, sender: str, call: Call, reference: str | None = None) -> None:
        """Try a call, and have it come before those that are tried from now on."""
        [told] = self.rehearse(sender, [[call]])
        if not isinstance(told, Rehearsal):
            raise told
        self._before.append(Message(sender, self._address(call.target), bundle([call])))

    def send(self, sender: str, *calls: Call, reference: str | None = None) -> Receipt:
        """Try calls, after what was prepared. Raises Rehearsed."""
        [told] = self.rehearse(sender, [calls])
        raise Rehearsed(told) if isinstance(told, Rehearsal) else told

    def rehearse(
        self, sender: str, transactions: Sequence[Sequence[Call]]
    ) -> Sequence[Rehearsal | SfcError]:
        """Try transactions one after the other, after what was prepared."""
        messages = [
            Message(sender, self._address(calls[0].target), bundle(calls)) for calls in transactions
        ]
        tried = self._node.simulate([*self._before, *messages])[len(self._before) :]
        price = self._node.fees().most
        return [
            self._refusal(each, sender, tuple(calls))
            if isinstance(each, Reverted)
            else Rehearsal(tuple(self._events(each)), each.gas_used, each.gas_used * price)
            for each, calls in zip(tried, transactions, strict=True)
        ]

    def _events(self, simulated: Simulated) -> Iterator[Event]:
        reader, contract = LogReader(), address_bytes(self._contract)
        markets = {
            address_bytes(self._beside[name]): MarketReader(name)
            for name in VENUES.values()
            if name in self._beside
        }
        for log in simulated.logs:
            if log.address == contract:
                yield from reader.of_core(log)
            elif (market := markets.get(Address(log.address))) is not None:
                yield from market.read(log)
            else:
                yield from reader.of_token(log)


class WalletLedger(ContractLedger):
    """Signs nothing. `send` raises SignatureWanted, or what the contracts would refuse."""

    def send(self, sender: str, *calls: Call, reference: str | None = None) -> Receipt:
        """Offer the transaction of calls; what was sent already gives its receipt."""
        if reference is None:
            raise ValueError("what a wallet signs has to be known again by a reference")
        if self._sender.has_sent(reference):
            return super().send(sender, *calls, reference=reference)
        to, data = self._address(calls[0].target), bundle(calls)
        try:
            self._node.call(to, data, sender)
            gas = self._node.gas_limit(sender, to, data)
        except Reverted as reverted:
            raise self._refusal(reverted, sender, calls) from None
        transaction: dict[str, Any] = {
            "from": sender,
            "to": to,
            "data": hex_text(data),
            "value": "0x0",
            "chainId": hex(self._node.chain_id),
            "nonce": hex(self._node.nonce(sender)),
            "gas": hex(gas),
            **_as_hex(self._node.fees()),
        }
        request = {"method": "eth_sendTransaction", "params": [transaction]}
        chain = self._node.chain_id
        raise SignatureWanted(
            OfferedTransaction(sender, chain, to, hex_text(data), gas, reference, request)
        )


class WalletSigner:
    """Holds no key: `ports.Signer` for those who sign elsewhere."""

    def __init__(self, signer: LedgerSigner) -> None:
        self._signer = signer

    def create(self) -> str:
        """Keys are made where they are held. Raises KeyNotHeld."""
        raise KeyNotHeld("the caller's own wallet")

    def holds(self, account: str) -> bool:
        """None of them."""
        return False

    def sign_quote(self, quote: Quote) -> bytes:
        """Raises SignatureWanted."""
        raise self._wanted(quote.financier, "quote", asdict(quote), self._signer.quote(quote))

    def sign_order(self, order: Order) -> bytes:
        """Raises SignatureWanted."""
        raise self._wanted(order.maker, "order", asdict(order), self._signer.order(order))

    def sign_undertaking(self, account: str, undertaking: Undertaking) -> bytes:
        """Raises SignatureWanted."""
        fields = asdict(undertaking) | {"evidence_root": hex_text(undertaking.evidence_root)}
        typed = self._signer.undertaking(undertaking)
        raise self._wanted(account, "undertaking", fields, typed)

    def _wanted(
        self, account: str, kind: str, fields: dict[str, Any], typed: Typed
    ) -> SignatureWanted:
        request = {"method": "eth_signTypedData_v4", "params": [account, typed.for_wallets()]}
        return SignatureWanted(
            OfferedMessage(account, kind, fields, hex_text(typed.digest()), request)
        )


class RehearsalSigner:
    """Signs nothing, and keeps no keys: `ports.Signer` for what is not to happen."""

    def __init__(self, signer: LedgerSigner) -> None:
        self._signer = signer

    def create(self) -> str:
        """An account that nobody has."""
        return str(to_checksum_address(secrets.token_bytes(20)))

    def holds(self, account: str) -> bool:
        """Whether the real one can sign for the account."""
        return self._signer.holds(account)

    def sign_quote(self, quote: Quote) -> bytes:
        """Raises Rehearsed; KeyNotHeld as the real one does."""
        raise self._signed(quote.financier)

    def sign_order(self, order: Order) -> bytes:
        """Raises Rehearsed; KeyNotHeld as the real one does."""
        raise self._signed(order.maker)

    def sign_undertaking(self, account: str, undertaking: Undertaking) -> bytes:
        """Raises Rehearsed; KeyNotHeld as the real one does."""
        raise self._signed(account)

    def _signed(self, account: str) -> Rehearsed:
        if not self.holds(account):
            raise KeyNotHeld(account)
        return Rehearsed(Rehearsal((), 0, 0))


class ContractUnsent:
    """Implements `ports.Unsent` for one deployment."""

    def __init__(
        self,
        node: Node,
        sender: Sender,
        contract: str,
        signer: LedgerSigner,
        beside: Mapping[str, str] | None = None,
    ) -> None:
        self._node = node
        self._sender = sender
        self._contract = contract
        self._signer = signer
        self._beside = beside or {}
        self._names = {address: name for name, address in self._beside.items()}

    def rehearsal(self) -> RehearsingLedger:
        """A ledger whose `send` raises Rehearsed. For one write: it keeps in mind what it needs."""
        return RehearsalLedger(self._node, self._sender, self._contract, self._beside)

    def rehearsal_signer(self) -> Signer:
        """A signer that raises Rehearsed in the place of signing."""
        return RehearsalSigner(self._signer)

    def ledger(self) -> Ledger:
        """A ledger whose `send` raises SignatureWanted."""
        return WalletLedger(self._node, self._sender, self._contract, self._beside)

    def signer(self) -> Signer:
        """A signer that raises SignatureWanted."""
        return WalletSigner(self._signer)

    def read(self, operation: str, offered: OfferedTransaction, raw: bytes) -> Signed:
        """Read the signed transaction that an operation awaits."""
        return read_signed(operation, offered, raw)

    def forward(self, offered: OfferedTransaction, signed: Signed) -> None:
        """Send what was signed elsewhere, and wait for it."""
        try:
            included = self._sender.forward(signed)
            if not included.succeeded:
                self._node.call(offered.to, bytes.fromhex(offered.data[2:]), offered.sender)
        except Reverted as reverted:
            understood = interface(self._names.get(offered.to, CORE))
            attempt = Attempt(offered.sender, understood, bytes.fromhex(offered.data[2:]))
            raise refusal(reverted, attempt) from None
        except CannotPay:
            balance = self._node.balance(offered.sender)
            raise NotFunded(offered.sender, balance, signed.fee * offered.gas) from None

    def is_signed(self, offered: OfferedMessage, signature: bytes) -> bool:
        """Whether the account has signed the message: by its key, or by ERC-1271."""
        digest = bytes.fromhex(offered.digest[2:])
        if not self._node.code(offered.sender):
            return _recovered(digest, signature) == offered.sender
        data = _ERC_1271 + encode(["bytes32", "bytes"], [digest, signature])
        try:
            return self._node.call(offered.sender, data)[:4] == _ERC_1271
        except Reverted:
            return False


def read_signed(operation: str, offered: OfferedTransaction, raw: bytes) -> Signed:
    """A signed transaction, if it is the one that was offered. It may name any nonce and fee.

    Raises RequestMalformed, TransactionNotOffered.
    """
    try:
        transaction = LedgerVM.get_transaction_builder().decode(raw)
        sender = str(to_checksum_address(transaction.sender))
    except Exception as error:  # py-evm has as many kinds of them as there are mistakes
        raise RequestMalformed(f"transaction: no signed transaction: {error}") from None
    differences = {
        "from": sender == offered.sender,
        "to": transaction.to == address_bytes(offered.to),
        "data": hex_text(transaction.data) == offered.data,
        "value": transaction.value == 0,
        "chainId": transaction.chain_id == offered.chain_id,
        "gas": transaction.intrinsic_gas <= transaction.gas <= offered.gas,
        "fees": transaction.max_priority_fee_per_gas <= transaction.max_fee_per_gas < _MOST_FEE,
    }
    for field, agrees in differences.items():
        if not agrees:
            raise TransactionNotOffered(operation, field)
    return Signed(
        hash=hex_text(keccak(raw)),
        sender=sender,
        nonce=transaction.nonce,
        raw=raw,
        reference=offered.reference,
        fee=transaction.max_fee_per_gas,
        tip=transaction.max_priority_fee_per_gas if raw[0] == _DYNAMIC_FEE else None,
    )


def _recovered(digest: bytes, signature: bytes) -> str | None:
    try:
        return str(Account._recover_hash(digest, signature=signature))
    except Exception:  # eth-account has many kinds of them
        return None


def _as_hex(fees: Fees) -> dict[str, str]:
    if fees.tip is None:
        return {"gasPrice": hex(fees.most)}
    return {"maxFeePerGas": hex(fees.most), "maxPriorityFeePerGas": hex(fees.tip)}
