// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreditLines} from "../interfaces/ICreditLines.sol";

/// @title CreditLines
/// @notice The book of credit lines. See {ICreditLines}.
abstract contract CreditLines {
    /// @dev By obligor × 256 + currency: the limit in the lower 128 bits, what is used in the upper, so that using and
    /// freeing are one addition and one subtraction.
    mapping(uint256 key => uint256) internal _lines;

    /// @return What is used of the line now.
    function _useCredit(uint32 obligor, uint8 currency, uint256 amount) internal returns (uint256) {
        uint256 key = _lineKey(obligor, currency);
        uint256 line = _lines[key];
        (uint128 limit, uint128 used) = (uint128(line), uint128(line >> 128));
        unchecked {
            // used never exceeds the limit, and the sum of what is used fits
            if (amount > limit - used) revert ICreditLines.CreditLimitExceeded(obligor, currency, limit, used, amount);
            _lines[key] = line + (amount << 128);
            return used + amount;
        }
    }

    function _freeCredit(uint32 obligor, uint8 currency, uint256 amount) internal {
        unchecked {
            // what is freed was used before
            _lines[_lineKey(obligor, currency)] -= amount << 128;
        }
    }

    function _lineKey(uint32 obligor, uint8 currency) internal pure returns (uint256) {
        return (uint256(obligor) << 8) | currency;
    }
}
