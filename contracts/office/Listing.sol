// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {Books} from "../core/Books.sol";
import {ICatalogue} from "../interfaces/ICatalogue.sol";
import {ICreditLines} from "../interfaces/ICreditLines.sol";
import {Money} from "../libraries/Money.sol";

/// @title Listing
/// @notice What receivables may refer to, and how much an obligor may promise. See {ICatalogue} and {ICreditLines}.
abstract contract Listing is ICatalogue, ICreditLines, Books {
    /// @inheritdoc ICatalogue
    function addCurrency(bytes3 code, address token, uint8 exponent) external restricted returns (uint8 currency) {
        uint8 decimals = IERC20Metadata(token).decimals();
        if (decimals < exponent || decimals - exponent > 18) revert ScaleUnsupported(decimals, exponent);
        if (_currencyCount == type(uint8).max) revert CatalogueFull();
        currency = ++_currencyCount;
        uint64 scale = uint64(10) ** (decimals - exponent);
        _currencies[currency] = Currency({token: token, scale: scale, code: code});
        emit CurrencyAdded(currency, code, token, scale);
    }

    /// @inheritdoc ICatalogue
    function addTerms(Terms calldata terms) external restricted returns (uint16 number) {
        if (terms.basis != 360 && terms.basis != 365) revert Money.BasisUnsupported(terms.basis);
        if (_termsCount == type(uint16).max) revert CatalogueFull();
        number = ++_termsCount;
        _terms[number] = terms;
        emit TermsAdded(number, terms.graceDays, terms.penaltyRate, terms.basis);
    }

    /// @inheritdoc ICreditLines
    function setCreditLine(uint32 obligor, uint8 currency, uint128 limit) external restricted {
        uint128 used = _creditLine(obligor, currency).used;
        if (limit < used) revert LimitBelowUsed(limit, used);
        _lines[_lineKey(obligor, currency)] = (uint256(used) << 128) | limit;
        emit CreditLineSet(obligor, currency, limit);
    }

    /// @inheritdoc ICatalogue
    function currencyOf(uint8 currency) external view returns (Currency memory) {
        return _currencies[currency];
    }

    /// @inheritdoc ICatalogue
    function termsOf(uint16 terms) external view returns (Terms memory) {
        return _terms[terms];
    }

    /// @inheritdoc ICatalogue
    function catalogueSize() external view returns (uint8 currencies, uint16 terms) {
        return (_currencyCount, _termsCount);
    }

    /// @inheritdoc ICreditLines
    function creditLineOf(uint32 obligor, uint8 currency) external view returns (CreditLine memory) {
        return _creditLine(obligor, currency);
    }

    function _creditLine(uint32 obligor, uint8 currency) private view returns (CreditLine memory) {
        uint256 line = _lines[_lineKey(obligor, currency)];
        return CreditLine({limit: uint128(line), used: uint128(line >> 128)});
    }
}
