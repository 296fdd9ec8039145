// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {ICatalogue} from "../interfaces/ICatalogue.sol";
import {Money} from "./Money.sol";

/// @title Lists
/// @notice Keeps the lists of currencies and terms. An external library: entries are rare, and the core has no room.
library Lists {
    /// @dev The two sizes share a slot: recording checks both with one read.
    struct Book {
        uint8 currencyCount;
        uint16 termsCount;
        mapping(uint8 currency => ICatalogue.Currency) currencies;
        mapping(uint16 number => ICatalogue.Terms) terms;
    }

    /// @notice See {ICatalogue-addCurrency}.
    function addCurrency(Book storage book, bytes3 code, address token, uint8 exponent)
        external
        returns (uint8 currency)
    {
        uint8 decimals = IERC20Metadata(token).decimals();
        if (decimals < exponent || decimals - exponent > 18) revert ICatalogue.ScaleUnsupported(decimals, exponent);
        if (book.currencyCount == type(uint8).max) revert ICatalogue.CatalogueFull();
        currency = ++book.currencyCount;
        uint64 scale = uint64(10) ** (decimals - exponent);
        book.currencies[currency] = ICatalogue.Currency({token: token, scale: scale, code: code});
        emit ICatalogue.CurrencyAdded(currency, code, token, scale);
    }

    /// @notice See {ICatalogue-addTerms}.
    function addTerms(Book storage book, ICatalogue.Terms calldata terms) external returns (uint16 number) {
        if (terms.basis != 360 && terms.basis != 365) revert Money.BasisUnsupported(terms.basis);
        if (book.termsCount == type(uint16).max) revert ICatalogue.CatalogueFull();
        number = ++book.termsCount;
        book.terms[number] = terms;
        emit ICatalogue.TermsAdded(number, terms.graceDays, terms.penaltyRate, terms.basis);
    }
}
