// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Currencies and terms
 * @notice The lists from which a receivable picks its currency and its terms. Entries are added and never changed or
 * removed, so that what was agreed under one stays agreed.
 */
interface ICatalogue {
    /// @notice A currency and the ERC-20 that settles it, in one storage slot.
    /// @param token Pays and is paid. It must move exactly the amount asked for: no fee on transfer, no rebasing.
    /// @param scale Token units per minor unit.
    /// @param code ISO 4217 code, for example "CNY".
    struct Currency {
        address token;
        uint64 scale;
        bytes3 code;
    }

    /// @notice What lateness costs, in one storage slot.
    /// @param graceDays Days after the due day without consequence.
    /// @param penaltyRate Annual, parts per million, on what is unpaid after grace.
    /// @param basis Days in a year for the penalty: 360 or 365.
    struct Terms {
        uint16 graceDays;
        uint32 penaltyRate;
        uint16 basis;
    }

    /// @notice A currency was listed.
    event CurrencyAdded(uint8 indexed currency, bytes3 indexed code, address indexed token, uint64 scale);
    /// @notice Terms were listed.
    event TermsAdded(uint16 indexed terms, uint16 graceDays, uint32 penaltyRate, uint16 basis);

    /// @notice No currency has that number.
    error UnknownCurrency(uint8 currency);
    /// @notice No terms have that number.
    error UnknownTerms(uint16 terms);
    /// @notice The token has fewer decimals than the currency, or too many to scale.
    error ScaleUnsupported(uint8 tokenDecimals, uint8 exponent);
    /// @notice A list is full.
    error CatalogueFull();

    /**
     * @notice Allow-lists a currency.
     * Requirements: the caller may (authority); the token has at least `exponent` decimals; fewer than 255 currencies.
     * @param code ISO 4217 code.
     * @param token ERC-20 that settles it.
     * @param exponent ISO 4217 exponent: decimals of the currency's minor unit.
     */
    function addCurrency(bytes3 code, address token, uint8 exponent) external returns (uint8 currency);

    /// @notice Adds terms.
    /// Requirements: the caller may (authority); basis is 360 or 365; fewer than 65,535 terms.
    /// @return number Their number, by which receivables refer to them.
    function addTerms(Terms calldata terms) external returns (uint16 number);

    /// @notice A currency by its number; all zero if there is none.
    function currencyOf(uint8 currency) external view returns (Currency memory);

    /// @notice Terms by their number; all zero if there are none.
    function termsOf(uint16 terms) external view returns (Terms memory);

    /// @notice Numbers run from 1 to these.
    function catalogueSize() external view returns (uint8 currencies, uint16 terms);
}
