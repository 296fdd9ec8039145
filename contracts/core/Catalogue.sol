// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICatalogue} from "../interfaces/ICatalogue.sol";
import {IRules} from "../interfaces/IRules.sol";

/// @title Catalogue
/// @notice The lists of currencies and terms, and the rules of confirmation. See {ICatalogue} and {IRules}.
abstract contract Catalogue {
    /// @dev The first slot: recording checks the two sizes with one read, confirming the rules with another.
    uint8 internal _currencyCount;
    uint16 internal _termsCount;
    uint8 internal _ruleCount;
    /// @dev A rule's part of the slot: bits 0–23 are its first day, 24–39 how many days it lasts (0: until the next one),
    /// 40–55 its longest tenor in days, 56–111 its largest line in minor units.
    uint112 internal _ruleBefore;
    uint112 internal _latestRule;
    mapping(uint8 currency => ICatalogue.Currency) internal _currencies;
    mapping(uint16 number => ICatalogue.Terms) internal _terms;
    mapping(uint8 number => IRules.Rule) internal _rules;

    /// @dev The first slot, with one read: by its fields it would be several.
    function _listed() internal view returns (uint256 word) {
        assembly ("memory-safe") {
            word := sload(_currencyCount.slot)
        }
    }

    /// @return word The first slot.
    function _requireListed(uint8 currency, uint16 terms) internal view returns (uint256 word) {
        word = _listed();
        if (currency == 0 || currency > uint8(word)) revert ICatalogue.UnknownCurrency(currency);
        if (terms == 0 || terms > uint16(word >> 8)) revert ICatalogue.UnknownTerms(terms);
    }

    function _hasRules(uint256 word) internal pure returns (bool) {
        return uint8(word >> 24) != 0;
    }

    /// @dev Whether a promise that is given today may run `tenor` days and bring an obligor's line to `used`.
    function _requireWithinRule(uint256 word, uint256 day, uint256 tenor, uint256 used) internal view {
        (uint8 number, uint256 rule) = _ruleOn(word, day);
        if (number == 0) return;
        uint256 maxTenor = uint16(rule >> 40);
        if (maxTenor != 0 && tenor > maxTenor) revert IRules.TenorAboveRule(_rules[number].id, maxTenor, tenor);
        uint256 maxLine = rule >> 56;
        if (maxLine != 0 && used > maxLine) revert IRules.LineAboveRule(_rules[number].id, maxLine, used);
    }

    /// @dev The rule that applies on a day, and its part of the first slot; number 0 if none does.
    function _ruleOn(uint256 word, uint256 day) internal pure returns (uint8 number, uint256 rule) {
        number = uint8(word >> 24);
        if (number == 0) return (0, 0);
        unchecked {
            // above 0, and two numbers of 24 bits
            rule = word >> 144;
            if (day < uint24(rule)) {
                if (--number == 0) return (0, 0);
                rule = uint112(word >> 32);
            }
            uint256 lasts = uint16(rule >> 24);
            if (lasts != 0 && day >= uint24(rule) + lasts) return (0, 0);
        }
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
