// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICatalogue} from "../interfaces/ICatalogue.sol";

/// @title Catalogue
/// @notice The lists of currencies and terms. See {ICatalogue}.
abstract contract Catalogue {
    /// @dev The two sizes share a slot: recording checks both with one read.
    uint8 internal _currencyCount;
    uint16 internal _termsCount;
    mapping(uint8 currency => ICatalogue.Currency) internal _currencies;
    mapping(uint16 number => ICatalogue.Terms) internal _terms;

    function _requireListed(uint8 currency, uint16 terms) internal view {
        (uint8 currencies, uint16 lastTerms) = (_currencyCount, _termsCount);
        if (currency == 0 || currency > currencies) revert ICatalogue.UnknownCurrency(currency);
        if (terms == 0 || terms > lastTerms) revert ICatalogue.UnknownTerms(terms);
    }

    /// @dev `amount` minor units of a currency in units of its token.
    function _inToken(uint8 currency, uint64 amount) internal view returns (address token, uint256 tokenUnits) {
        ICatalogue.Currency storage entry = _currencies[currency];
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
