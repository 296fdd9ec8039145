// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";
import {IRecourse} from "../interfaces/market/IRecourse.sol";
import {Deals} from "./Deals.sol";

/// @title Recourse
/// @notice See {IRecourse}.
abstract contract Recourse is IRecourse, ReentrancyGuardTransient {
    using Deals for Deals.Book;

    /// @notice The core. This contract has no right there but what holders approve.
    ILedger public immutable ledger;

    Deals.Book private _book;

    constructor(ILedger ledger_) {
        ledger = ledger_;
    }

    /// @inheritdoc IRecourse
    function putBack(uint256 deal, uint64 units) external nonReentrant returns (Return memory result) {
        result = _book.putBack(ledger, deal, units);
        if (result.units != 0) _unitsReturned(_book.deals[deal], result.units);
    }

    /// @inheritdoc IRecourse
    function payDebt(uint256 deal, uint64 units, uint256 mostCost)
        external
        nonReentrant
        returns (Return memory result)
    {
        result = _book.payDebt(ledger, deal, units, mostCost);
        _unitsReturned(_book.deals[deal], result.units);
    }

    /// @inheritdoc IRecourse
    function release(uint256 deal) external nonReentrant {
        _book.release(ledger, deal);
    }

    /// @inheritdoc IRecourse
    function dealOf(uint256 deal) external view returns (Deal memory) {
        return _book.deals[deal];
    }

    /// @inheritdoc IRecourse
    function dealCount() external view returns (uint256) {
        return _book.count;
    }

    /// @inheritdoc IRecourse
    function debtOf(uint256 deal) external view returns (uint64 units, uint256 cost) {
        return _book.debtOf(ledger, deal);
    }

    /// @inheritdoc IRecourse
    function buyBackCost(uint256 deal, uint64 units) external view returns (uint256) {
        return _book.buyBackCost(ledger, deal, units);
    }

    /// @dev Enters a deal and gives its number.
    function _openDeal(Deal memory d) internal returns (uint256) {
        return _book.open(d);
    }

    /// @dev Units of a deal went back to its seller.
    function _unitsReturned(Deal storage d, uint64 units) internal virtual {}
}
