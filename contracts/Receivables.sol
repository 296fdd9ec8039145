// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BackOffice} from "./BackOffice.sol";
import {Books} from "./core/Books.sol";
import {BoundedMulticall} from "./core/BoundedMulticall.sol";
import {DiscountMarket} from "./DiscountMarket.sol";
import {IAdjustments} from "./interfaces/IAdjustments.sol";
import {IReceivables} from "./interfaces/IReceivables.sol";
import {Roles} from "./libraries/Roles.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {DISPUTED, ReceivableWord, Status} from "./types/ReceivableWord.sol";

/**
 * @title Receivables
 * @notice The ledger. See {IReceivables}, and for its other parts {IParticipants}, {IUnits}, {ISettlement},
 * {IDiscountMarket}, {ICreditLines} and {ICatalogue}.
 */
contract Receivables is IReceivables, DiscountMarket, BoundedMulticall {
    bytes32 private constant UNDERTAKING_TYPEHASH = keccak256(
        "Undertaking(uint256 receivable,uint8 round,uint64 amount,uint8 currency,uint24 dueDay,uint16 terms,"
        "bytes32 evidenceRoot,uint24 validUntil)"
    );

    /// @notice The code that does what is rare: see {BackOffice}.
    address public immutable backOffice;

    /// @param authority Says who may call the administrative functions.
    /// @param office The other half, which gives the ledger its days: both halves have the same.
    constructor(address authority, BackOffice office) Books(authority, office.utcOffset()) EIP712("sfc", "1") {
        backOffice = address(office);
    }

    /// @dev Hands every call that is not of this contract to the back office, which works on this contract's storage.
    fallback() external {
        address office = backOffice;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0, calldatasize())
            let done := delegatecall(gas(), office, data, calldatasize(), 0, 0)
            returndatacopy(data, 0, returndatasize())
            if done { return(data, returndatasize()) }
            revert(data, returndatasize())
        }
    }

    /// @inheritdoc IReceivables
    function record(Invoice calldata invoice) external returns (uint256 id) {
        ReceivableWord r;
        (id, r) = _stated(
            invoice,
            _requireActive(invoice.counterparty, Roles.CORE_ENTERPRISE),
            _requireActive(msg.sender, Roles.SUPPLIER)
        );
        _store(id, r, invoice);
    }

    /// @inheritdoc IReceivables
    function confirm(Undertaking calldata u) external {
        ReceivableWord r = _receivables[u.receivable];
        uint32 caller = _requireConfirming(msg.sender);
        if (caller != r.obligor()) revert NotParty(u.receivable, caller);
        _enter(u, r);
    }

    /// @inheritdoc IReceivables
    function confirmSigned(Undertaking calldata u, bytes calldata signature) external {
        ReceivableWord r = _receivables[u.receivable];
        address obligor = _accounts[r.obligor()];
        _requireConfirming(obligor);
        _requireSigned(obligor, undertakingDigest(u), signature);
        _enter(u, r);
    }

    /// @inheritdoc IReceivables
    function issueSigned(Invoice calldata invoice, uint24 validUntil, bytes calldata signature)
        external
        returns (uint256 id)
    {
        address obligor = invoice.counterparty;
        ReceivableWord r;
        (id, r) = _stated(
            invoice, _requireConfirming(obligor), _requireActive(msg.sender, Roles.SUPPLIER)
        );
        if (today() > validUntil) revert UndertakingExpired(validUntil, today());
        Undertaking memory u = Undertaking({
            receivable: id,
            round: r.round(),
            amount: invoice.face,
            currency: invoice.currency,
            dueDay: invoice.dueDay,
            terms: invoice.terms,
            evidenceRoot: invoice.evidenceRoot,
            validUntil: validUntil
        });
        _requireSigned(obligor, _digest(u), signature);
        _storeIssued(id, r, invoice, msg.sender);
    }

    /// @inheritdoc IReceivables
    function issue(Invoice[] calldata invoices) external {
        if (invoices.length == 0 || invoices.length > MAX_BATCH) revert BatchTooLarge(invoices.length, MAX_BATCH);
        uint32 obligor = _requireConfirming(msg.sender);
        for (uint256 i; i < invoices.length; ++i) {
            Invoice calldata invoice = invoices[i];
            address supplier = invoice.counterparty;
            (uint256 id, ReceivableWord r) = _stated(invoice, obligor, _requireActive(supplier, Roles.SUPPLIER));
            _storeIssued(id, r, invoice, supplier);
        }
    }

    /// @inheritdoc IReceivables
    function tokenise(uint256 id) external {
        ReceivableWord r = _receivables[id];
        uint32 caller = _requireActive(msg.sender, Roles.SUPPLIER);
        if (caller != r.supplier()) revert NotParty(id, caller);
        if (!r.isIn(Status.Confirmed)) revert NotConfirmed(id, r.status());
        _receivables[id] = _tokenise(id, r, msg.sender);
    }

    /// @inheritdoc IReceivables
    function tokeniseProof(Invoice calldata invoice, bytes32 root, bytes32[] calldata proof)
        external
        returns (uint256 id)
    {
        ReceivableWord r;
        (id, r) = _stated(invoice, _idOf(invoice.counterparty), _requireActive(msg.sender, Roles.SUPPLIER));
        _draw(id, r, invoice, root, proof);
        _materialise(id, r.tokenised(), invoice, root);
        emit Transfer(msg.sender, address(0), msg.sender, id, r.face());
    }

    /// @inheritdoc IReceivables
    function receivableOf(uint256 id) external view returns (Receivable memory) {
        ReceivableWord r = _receivables[id];
        return Receivable({
            status: r.status(),
            round: r.round(),
            currency: r.currency(),
            terms: r.terms(),
            dueDay: r.dueDay(),
            obligor: r.obligor(),
            supplier: r.supplier(),
            face: r.face(),
            supplierUnits: r.supplierUnits()
        });
    }

    /// @inheritdoc IReceivables
    function undertakingDigest(Undertaking calldata u) public view returns (bytes32) {
        return _digest(u);
    }

    /// @inheritdoc IReceivables
    function idOf(uint32 obligor, uint32 supplier, bytes32 invoice) public pure returns (uint256) {
        return _invoiceId(obligor, supplier, invoice);
    }

    function _storeIssued(uint256 id, ReceivableWord r, Invoice calldata invoice, address supplier) private {
        _store(id, _undertake(id, r, r.face(), today()).tokenised(), invoice);
        emit Transfer(msg.sender, address(0), supplier, id, r.face());
    }

    /// @dev Enters the undertaking of a recorded receivable; the caller has checked that it is the obligor's.
    function _enter(Undertaking calldata u, ReceivableWord r) private {
        uint256 id = u.receivable;
        uint64 amount = u.amount;
        if (!r.isIn(Status.Recorded)) revert WrongStatus(id, r.status(), Status.Recorded);
        if (!r.isAgreed(u.round, u.currency, u.terms, u.dueDay) || amount > r.face()) revert UndertakingMismatch(id);
        if (amount == 0) revert ZeroAmount();
        if (r.hasFlag(DISPUTED)) {
            uint64 disputed = _adjustments[id].disputed;
            if (amount > r.face() - disputed) revert IAdjustments.AmountDisputed(id, disputed, amount);
            r = r.withoutFlag(DISPUTED);
        }
        uint256 day = today();
        if (day > u.validUntil) revert UndertakingExpired(u.validUntil, day);
        _receivables[id] = _undertake(id, r, amount, day);
        emit Confirmed(id, amount, u.evidenceRoot);
    }

    /// @dev Uses the credit line, within the rule in force; the caller stores the returned word and announces.
    function _undertake(uint256 id, ReceivableWord r, uint64 amount, uint256 day) private returns (ReceivableWord) {
        uint24 dueDay = r.dueDay();
        if (day >= dueDay) revert PastDue(id, dueDay, day);
        unchecked {
            // the due day is later
            _promise(r.obligor(), r.currency(), amount, dueDay - day, day);
        }
        return r.confirmed(amount);
    }

    function _requireSigned(address obligor, bytes32 digest, bytes calldata signature) private view {
        if (!Signatures.isValid(obligor, digest, signature)) revert UndertakingSignatureInvalid(obligor);
    }

    function _digest(Undertaking memory u) private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(UNDERTAKING_TYPEHASH, u)));
    }
}
