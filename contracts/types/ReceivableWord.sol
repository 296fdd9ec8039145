// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Where a receivable stands. Due, overdue and defaulted are derived from the date and the amount paid
/// (never stored): an overdue receivable can still be paid.
enum Status {
    None,
    Recorded,
    Confirmed,
    Tokenised,
    Settled,
    Rejected,
    Cancelled
}

/**
 * @notice All of one receivable in one storage slot.
 * @dev The layout, from the least significant bit, and why each width is enough:
 *
 * | bits    | field         | range                                                             |
 * |---------|---------------|-------------------------------------------------------------------|
 * | 0–3     | status        | {Status}                                                          |
 * | 4–10    | flags         | one bit each, see below; 7 is free                                |
 * | 11–15   | round         | 0..31: how often it was cancelled and recorded anew               |
 * | 16–23   | currency      | 1..255, a number given by {IReceivables-addCurrency}              |
 * | 24–39   | terms         | 1..65,535, a number given by {IReceivables-addTerms}              |
 * | 40–63   | due day       | days since 1970-01-01 in the ledger's time zone, to the year 47,906 |
 * | 64–95   | obligor       | participant number                                                |
 * | 96–127  | supplier      | participant number                                                |
 * | 128–191 | face          | minor units, below 2^64                                           |
 * | 192–255 | supplierUnits | units that the supplier still holds: its balance lives here, so tokenising needs no new slot |
 */
type ReceivableWord is uint256;

using {
    status, isIn, hasFlag, round, currency, terms, dueDay, obligor, supplier, face, supplierUnits,
    withStatus, withFlag, withoutFlag, withFace, withSupplierUnits, isAgreed, confirmed, tokenised, exists
} for ReceivableWord global;

/// @dev Unpaid after grace, and somebody said so: counted with the obligor until it is cured.
uint256 constant IN_DEFAULT = 1 << 4;
/// @dev Units of some holder were frozen once: who may move how many is in {IFreezes}.
uint256 constant HAS_FREEZE = 1 << 5;
/// @dev The obligor disputes a part of what was recorded: how much is in {IAdjustments-Adjustment}.
uint256 constant DISPUTED = 1 << 6;
/// @dev The supplier asked to cancel a confirmed receivable.
uint256 constant CANCEL_ASKED_BY_SUPPLIER = 1 << 8;
/// @dev The obligor asked to cancel a confirmed receivable.
uint256 constant CANCEL_ASKED_BY_OBLIGOR = 1 << 9;
/// @dev A part or a late payment came in: amounts are in {ISettlement-Collection}.
uint256 constant HAS_COLLECTION = 1 << 10;

uint256 constant STATUS_MASK = 15;
/// @dev Round, currency, terms and due day: bits 11–63.
uint256 constant AGREED_MASK = (1 << 64) - (1 << 11);
/// @dev Rounds that fit.
uint8 constant MAX_ROUND = 31;

/// @notice A receivable as it is recorded: no units yet, no flags.
function packReceivable(
    uint8 round_, uint8 currency_, uint16 terms_, uint24 dueDay_, uint32 obligor_, uint32 supplier_, uint64 face_
) pure returns (ReceivableWord) {
    return ReceivableWord.wrap(
        uint256(Status.Recorded) | (uint256(round_) << 11) | (uint256(currency_) << 16) | (uint256(terms_) << 24) | (uint256(dueDay_) << 40)
            | (uint256(obligor_) << 64) | (uint256(supplier_) << 96) | (uint256(face_) << 128)
    );
}

function exists(ReceivableWord r) pure returns (bool) {
    return ReceivableWord.unwrap(r) != 0;
}

function status(ReceivableWord r) pure returns (Status) {
    return Status(ReceivableWord.unwrap(r) & STATUS_MASK);
}

/// @dev Cheaper than comparing {status}, which checks the range of the enumeration.
function isIn(ReceivableWord r, Status status_) pure returns (bool) {
    return ReceivableWord.unwrap(r) & STATUS_MASK == uint256(status_);
}

/// @dev Whether any of the flags is set.
function hasFlag(ReceivableWord r, uint256 flag) pure returns (bool) {
    return ReceivableWord.unwrap(r) & flag != 0;
}

function round(ReceivableWord r) pure returns (uint8) {
    return uint8(ReceivableWord.unwrap(r) >> 11) & MAX_ROUND;
}

function currency(ReceivableWord r) pure returns (uint8) {
    return uint8(ReceivableWord.unwrap(r) >> 16);
}

function terms(ReceivableWord r) pure returns (uint16) {
    return uint16(ReceivableWord.unwrap(r) >> 24);
}

function dueDay(ReceivableWord r) pure returns (uint24) {
    return uint24(ReceivableWord.unwrap(r) >> 40);
}

/// @dev Whether these are the receivable's. One comparison for all four.
function isAgreed(ReceivableWord r, uint8 round_, uint8 currency_, uint16 terms_, uint24 dueDay_) pure returns (bool) {
    uint256 agreed = (uint256(round_) << 11) | (uint256(currency_) << 16) | (uint256(terms_) << 24) | (uint256(dueDay_) << 40);
    return (ReceivableWord.unwrap(r) ^ agreed) & AGREED_MASK == 0 && round_ <= MAX_ROUND;
}

function obligor(ReceivableWord r) pure returns (uint32) {
    return uint32(ReceivableWord.unwrap(r) >> 64);
}

function supplier(ReceivableWord r) pure returns (uint32) {
    return uint32(ReceivableWord.unwrap(r) >> 96);
}

function face(ReceivableWord r) pure returns (uint64) {
    return uint64(ReceivableWord.unwrap(r) >> 128);
}

function supplierUnits(ReceivableWord r) pure returns (uint64) {
    return uint64(ReceivableWord.unwrap(r) >> 192);
}

function withStatus(ReceivableWord r, Status status_) pure returns (ReceivableWord) {
    return ReceivableWord.wrap((ReceivableWord.unwrap(r) & ~STATUS_MASK) | uint256(status_));
}

function withFlag(ReceivableWord r, uint256 flag) pure returns (ReceivableWord) {
    return ReceivableWord.wrap(ReceivableWord.unwrap(r) | flag);
}

function withoutFlag(ReceivableWord r, uint256 flag) pure returns (ReceivableWord) {
    return ReceivableWord.wrap(ReceivableWord.unwrap(r) & ~flag);
}

function withFace(ReceivableWord r, uint64 face_) pure returns (ReceivableWord) {
    return ReceivableWord.wrap(
        (ReceivableWord.unwrap(r) & ~(uint256(type(uint64).max) << 128)) | (uint256(face_) << 128)
    );
}

function withSupplierUnits(ReceivableWord r, uint64 units) pure returns (ReceivableWord) {
    return ReceivableWord.wrap((ReceivableWord.unwrap(r) & (type(uint256).max >> 64)) | (uint256(units) << 192));
}

/// @dev Undertaken at `face_` minor units, from a recorded word.
function confirmed(ReceivableWord r, uint64 face_) pure returns (ReceivableWord) {
    return r.withStatus(Status.Confirmed).withFace(face_);
}

/// @dev All units with the supplier.
function tokenised(ReceivableWord r) pure returns (ReceivableWord) {
    return r.withStatus(Status.Tokenised).withSupplierUnits(r.face());
}
