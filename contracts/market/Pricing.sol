// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISales} from "../interfaces/market/ISales.sol";
import {Money} from "../libraries/Money.sol";

/// @title Pricing
/// @notice The amounts of a sale; {ISales} has the formulas.
library Pricing {
    /// @dev Half of the price: what is kept and the fee never eat the proceeds.
    uint32 internal constant MOST_HOLD_BACK = 500_000;
    /// @dev A fee is at most a twentieth of the price.
    uint256 private constant FEE_PART = 20;

    /// @dev Checks what does not depend on amounts; the basis is checked where a price is found.
    function requireValid(ISales.SaleTerms memory terms) internal pure {
        if (terms.recourse > Money.PPM) revert ISales.ShareOutOfRange(terms.recourse, uint32(Money.PPM));
        if (terms.holdBack > MOST_HOLD_BACK) revert ISales.ShareOutOfRange(terms.holdBack, MOST_HOLD_BACK);
        if (terms.feeReceiver == 0 && (terms.feeAmount != 0 || terms.feeRate != 0)) revert ISales.FeeReceiverMissing();
    }

    /// @dev Fills in the amounts of a sale whose `claim` is set.
    function fillIn(ISales.Sale memory s, ISales.SaleTerms memory terms, uint32 rate, uint256 dayCount) internal pure {
        s.discount = uint64(Money.discount(s.claim, rate, dayCount, terms.basis)); // below the claim, or reverts
        s.price = s.claim - s.discount;
        s.holdBack = uint64(uint256(s.price) * terms.holdBack / Money.PPM);
        uint256 fee = terms.feeAmount + (2 * uint256(s.price) * terms.feeRate + Money.PPM) / (2 * Money.PPM);
        uint256 most = s.price / FEE_PART;
        s.fee = uint64(fee < most ? fee : most);
        s.proceeds = s.price - s.holdBack;
        s.cost = s.price;
        if (terms.feeOnFinancier) s.cost += s.fee;
        else s.proceeds -= s.fee;
    }

    /// @dev Unpaid principal that `units` stand for, rounded down. Nothing where there is none, even of a face of nothing.
    /// @param units Below 2^128.
    function claimOf(uint256 units, uint64 unpaid, uint64 face) internal pure returns (uint256) {
        if (unpaid == 0) return 0;
        return unpaid == face ? units : units * unpaid / face;
    }
}
