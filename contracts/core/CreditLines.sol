// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ICreditLines} from "../interfaces/ICreditLines.sol";

/// @title CreditLines
/// @notice See {ICreditLines}.
abstract contract CreditLines is ICreditLines, AccessManaged {
    /// @dev By obligor × 256 + currency: the limit in the lower 128 bits, what is used in the upper, so that using and
    /// freeing are one addition and one subtraction.
    mapping(uint256 key => uint256) private _lines;

    /// @inheritdoc ICreditLines
    function setCreditLine(uint32 obligor, uint8 currency, uint128 limit) external restricted {
        uint128 used = creditLineOf(obligor, currency).used;
        if (limit < used) revert LimitBelowUsed(limit, used);
        _lines[_key(obligor, currency)] = (uint256(used) << 128) | limit;
        emit CreditLineSet(obligor, currency, limit);
    }

    /// @inheritdoc ICreditLines
    function creditLineOf(uint32 obligor, uint8 currency) public view returns (CreditLine memory) {
        uint256 line = _lines[_key(obligor, currency)];
        return CreditLine({limit: uint128(line), used: uint128(line >> 128)});
    }

    function _useCredit(uint32 obligor, uint8 currency, uint64 amount) internal {
        uint256 key = _key(obligor, currency);
        uint256 line = _lines[key];
        (uint128 limit, uint128 used) = (uint128(line), uint128(line >> 128));
        unchecked {
            // used never exceeds the limit, and the sum of what is used fits
            if (amount > limit - used) revert CreditLimitExceeded(obligor, currency, limit, used, amount);
            _lines[key] = line + (uint256(amount) << 128);
        }
    }

    function _freeCredit(uint32 obligor, uint8 currency, uint64 amount) internal {
        unchecked {
            // what is freed was used before
            _lines[_key(obligor, currency)] -= uint256(amount) << 128;
        }
    }

    function _key(uint32 obligor, uint8 currency) private pure returns (uint256) {
        return (uint256(obligor) << 8) | currency;
    }
}
