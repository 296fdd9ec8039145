// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IDiscountMarket} from "./interfaces/IDiscountMarket.sol";
import {Money} from "./libraries/Money.sol";
import {Roles} from "./libraries/Roles.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Settlement} from "./Settlement.sol";
import {ReceivableWord} from "./types/ReceivableWord.sol";

/// @title DiscountMarket
/// @notice See {IDiscountMarket}. A part of {Receivables}, so that a sale needs no approval of units and no second call.
abstract contract DiscountMarket is IDiscountMarket, Settlement, EIP712 {
    bytes32 private constant QUOTE_TYPEHASH = keccak256(
        "Quote(address financier,uint256 receivable,uint8 round,uint64 unpaid,uint24 dueDay,uint64 minUnits,"
        "uint64 maxUnits,uint32 rate,uint16 basis,uint64 expiry,uint72 nonce)"
    );
    uint256 private constant QUOTE_SIZE = 11 * 32;
    /// @dev Nonces 0..95: two bits each above the 64 bits of units in the financier's position.
    uint256 private constant NONCES = 96;
    uint256 private constant USED = 1;
    uint256 private constant WITHDRAWN = 2;

    /// @inheritdoc IDiscountMarket
    function fill(Quote calldata quote, bytes calldata signature, uint64 units, uint64 minPrice)
        external
        nonReentrant
        returns (uint64 price)
    {
        if (block.timestamp > quote.expiry) revert QuoteExpired(quote.expiry, block.timestamp);
        if (units < quote.minUnits || units > quote.maxUnits) {
            revert UnitsOutOfRange(units, quote.minUnits, quote.maxUnits);
        }
        address financier = quote.financier;
        if (!Signatures.isValid(financier, _quoteDigest(), signature)) revert QuoteSignatureInvalid(financier);

        uint256 id = quote.receivable;
        ReceivableWord r;
        {
            (uint32 buyer, uint256 position) = _marked(id, financier, quote.nonce, USED);
            r = _move(id, _requireActive(msg.sender, Roles.ANY), buyer, units, position);
        }
        emit Transfer(msg.sender, msg.sender, financier, id, units);

        uint64 discount;
        (discount, price) = _price(quote, _claim(quote, r, units), today());
        if (price < minPrice) revert PriceMoved(minPrice, price);
        emit Sold(id, msg.sender, financier, quote.nonce, units, discount, price);
        _moveCash(r.currency(), price, financier, msg.sender);
    }

    /// @inheritdoc IDiscountMarket
    function cancelQuote(uint256 receivable, uint72 nonce) external {
        (uint32 financier, uint256 position) = _marked(receivable, msg.sender, nonce, WITHDRAWN);
        _positions[receivable][financier] = position;
        emit QuoteCancelled(msg.sender, receivable, nonce);
    }

    /// @inheritdoc IDiscountMarket
    function cancelAllQuotes() external returns (uint64 epoch) {
        uint32 financier = _requireActive(msg.sender, Roles.FINANCIER);
        epoch = ++_participants[msg.sender].quoteEpoch;
        emit AllQuotesCancelled(financier, epoch);
    }

    /// @inheritdoc IDiscountMarket
    function preview(Quote calldata quote, uint64 claim, uint256 settlementDay)
        external
        pure
        returns (uint64 discount, uint64 price)
    {
        return _price(quote, claim, settlementDay);
    }

    /// @inheritdoc IDiscountMarket
    function bankDiscount(uint64 units, uint32 rate, uint24 dayCount, uint16 basis) external pure returns (uint256) {
        return Money.discount(units, rate, dayCount, basis);
    }

    /// @inheritdoc IDiscountMarket
    function nonceOf(uint256 receivable, uint32 financier, uint8 nonce)
        external
        view
        returns (bool used, bool withdrawn)
    {
        uint256 state = _positions[receivable][financier] >> _shift(nonce);
        return (state & USED != 0, state & WITHDRAWN != 0);
    }

    /// @inheritdoc IDiscountMarket
    function quoteDigest(Quote calldata) external view returns (bytes32) {
        return _quoteDigest();
    }

    /// @dev EIP-712 digest of the quote that is the first argument of the call: it is hashed as it lies in the calldata.
    /// A field with dirty upper bits reverts where it is read.
    function _quoteDigest() private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(bytes.concat(QUOTE_TYPEHASH, msg.data[4:4 + QUOTE_SIZE])));
    }

    /// @dev An active financier, and its position in a receivable with a nonce marked; each is marked once. The caller
    /// stores it.
    function _marked(uint256 id, address account, uint72 nonce, uint256 mark)
        private
        view
        returns (uint32 financier, uint256 position)
    {
        uint256 word = _active(account, Roles.FINANCIER);
        financier = uint32(word);
        if (nonce >> 8 != uint64(word >> 64)) {
            revert QuoteEpochOver(financier, uint64(nonce >> 8), uint64(word >> 64));
        }
        uint256 shift = _shift(uint8(nonce));
        position = _positions[id][financier];
        uint256 state = position >> shift;
        if (state & USED != 0) revert QuoteUsed(financier, nonce);
        if (state & WITHDRAWN != 0) revert QuoteWithdrawn(financier, nonce);
        position |= mark << shift;
    }

    /// @dev Unpaid principal that sold units stand for, if the receivable still is what the quote priced. Currency and
    /// terms are fixed within a round.
    function _claim(Quote calldata quote, ReceivableWord r, uint64 units) private view returns (uint64) {
        uint64 unpaid = _unpaid(quote.receivable, r);
        if (unpaid != quote.unpaid || r.dueDay() != quote.dueDay || r.round() != quote.round) {
            revert ReceivableChanged(quote.receivable);
        }
        return unpaid == r.face() ? units : uint64(uint256(units) * unpaid / r.face());
    }

    function _price(Quote calldata quote, uint64 claim, uint256 day)
        private
        pure
        returns (uint64 discount, uint64 price)
    {
        uint256 dueDay = quote.dueDay;
        if (day >= dueDay) revert Money.NoDaysToMaturity();
        unchecked {
            // the discount is below the claim, or reverts
            discount = uint64(Money.discount(claim, quote.rate, dueDay - day, quote.basis));
            price = claim - discount;
        }
    }

    function _shift(uint8 nonce) private pure returns (uint256) {
        if (nonce >= NONCES) revert NonceOutOfRange(nonce);
        return 64 + 2 * uint256(nonce);
    }
}
