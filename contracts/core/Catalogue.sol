// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ICatalogue} from "../interfaces/ICatalogue.sol";
import {Lists} from "../libraries/Lists.sol";

/// @title Catalogue
/// @notice See {ICatalogue}.
abstract contract Catalogue is ICatalogue, AccessManaged {
    using Lists for Lists.Book;

    Lists.Book internal _lists;

    /// @inheritdoc ICatalogue
    function addCurrency(bytes3 code, address token, uint8 exponent) external restricted returns (uint8 currency) {
        return _lists.addCurrency(code, token, exponent);
    }

    /// @inheritdoc ICatalogue
    function addTerms(Terms calldata terms) external restricted returns (uint16 number) {
        return _lists.addTerms(terms);
    }

    /// @inheritdoc ICatalogue
    function currencyOf(uint8 currency) external view returns (Currency memory) {
        return _lists.currencies[currency];
    }

    /// @inheritdoc ICatalogue
    function termsOf(uint16 terms) external view returns (Terms memory) {
        return _lists.terms[terms];
    }

    /// @inheritdoc ICatalogue
    function catalogueSize() external view returns (uint8 currencies, uint16 terms) {
        return (_lists.currencyCount, _lists.termsCount);
    }

    function _requireListed(uint8 currency, uint16 terms) internal view {
        (uint8 currencies, uint16 lastTerms) = (_lists.currencyCount, _lists.termsCount);
        if (currency == 0 || currency > currencies) revert UnknownCurrency(currency);
        if (terms == 0 || terms > lastTerms) revert UnknownTerms(terms);
    }

    /// @dev `amount` minor units of a currency in units of its token.
    function _inToken(uint8 currency, uint64 amount) internal view returns (address token, uint256 tokenUnits) {
        Currency storage entry = _lists.currencies[currency];
        uint256 word;
        // one read of the one slot: by its fields it would be two
        assembly ("memory-safe") {
            word := sload(entry.slot)
        }
        unchecked {
            // two factors of 64 bits
            return (address(uint160(word)), uint256(amount) * uint64(word >> 160));
        }
    }
}
