// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Books} from "./core/Books.sol";
import {Adjustments} from "./office/Adjustments.sol";
import {Batches} from "./office/Batches.sol";
import {Defaults} from "./office/Defaults.sol";
import {Freezes} from "./office/Freezes.sol";
import {Listing} from "./office/Listing.sol";
import {Recoveries} from "./office/Recoveries.sol";
import {Rulebook} from "./office/Rulebook.sol";

/**
 * @title BackOffice
 * @notice The ledger's second half: what is rare. {Receivables} is created with its address, and hands it every call that it
 * does not know itself; the code here then works on the storage of {Receivables}, for the same caller.
 * @dev Called directly it has books of its own, which are empty and stay so: nobody has a right here.
 */
contract BackOffice is Recoveries, Freezes, Listing, Rulebook, Adjustments, Defaults, Batches {
    /// @param utcOffset_ Seconds by which the ledger's day starts ahead of UTC's.
    constructor(uint256 utcOffset_) Books(address(0), utcOffset_) {}
}
