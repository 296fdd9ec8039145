// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Money} from "../../contracts/libraries/Money.sol";
import {Proof} from "./Proof.sol";

/// @title MoneyProof
/// @notice Interest is the exact rational rounded half up, and a price with its discount is the amount that was priced.
contract MoneyProof is Proof {
    /// @dev With D = basis × 1,000,000 and exact = amount × rate × days / D, half up says:
    /// result − 1/2 <= exact < result + 1/2. To the rounding the product is one number: it is given whole, as an amount at one
    /// part per million for one day. Its factors have 64, 32 and 24 bits, so that it has 120 and nothing here overflows.
    function check_interest_on_360_days_is_rounded_half_up(uint120 product) external pure {
        _checkRounding(product, 360);
    }

    function check_interest_on_365_days_is_rounded_half_up(uint120 product) external pure {
        _checkRounding(product, 365);
    }

    function check_price_and_discount_are_the_units(uint64 units, uint32 rate, uint24 dayCount, bool onLongYear)
        external
        pure
    {
        uint256 discount = Money.discount(units, rate, dayCount, onLongYear ? 365 : 360);
        uint64 price;
        unchecked {
            price = uint64(units - uint64(discount)); // as a sale reckons it
        }
        assert(dayCount > 0 && discount < units);
        assert(price > 0 && uint256(price) + discount == units);
    }

    function check_no_other_basis(uint64 amount, uint32 rate, uint24 dayCount, uint16 basis) external pure {
        Money.interest(amount, rate, dayCount, basis);
        assert(basis == 360 || basis == 365);
    }

    function _checkRounding(uint256 product, uint256 basis) private pure {
        uint256 result = Money.interest(product, 1, 1, basis);
        unchecked {
            uint256 d = basis * 1_000_000;
            assert(2 * result * d <= 2 * product + d);
            assert(2 * product + d < 2 * (result + 1) * d);
        }
    }
}
