// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {IAuctions} from "../interfaces/market/IAuctions.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";

/// @title Bids
/// @notice Enters lots and ranks bids by the rules of {IAuctions}. An external library: {Auctions} has no room.
library Bids {
    /// @notice Fewest seconds to reveal and to deliver.
    uint256 internal constant MIN_WINDOW = 1 hours;

    /// @notice Checks the numbers and ends of a lot, and enters it into a new auction.
    function enter(
        IAuctions.Auction storage a,
        ILedger ledger,
        uint256 auction,
        IAuctions.Lot calldata lot,
        uint24 dueDay
    ) external {
        if (
            lot.minUnits == 0 || lot.minUnits > lot.units || lot.deposit == 0 || lot.deposit > lot.units
                || block.timestamp > lot.commitEnd || lot.revealEnd < lot.commitEnd + MIN_WINDOW
                || lot.deliveryEnd < lot.revealEnd + MIN_WINDOW || ledger.ledgerDay(lot.deliveryEnd) >= dueDay
        ) revert IAuctions.LotMalformed();
        (a.bond, a.lot) = (lot.deposit, lot);
        emit IAuctions.AuctionOpened(auction, lot.receivable, a.seller, lot);
    }

    /// @notice The financiers whose bids were revealed, best bid first, and how many bids were not.
    /// @dev Sorts words of rate, place and financier, from the most significant bit: the lowest rate comes first, and of
    /// equal rates the earlier commitment.
    function ranking(mapping(uint32 financier => IAuctions.Bid) storage bids, uint32[] storage bidders)
        external
        view
        returns (uint32[] memory ranked, uint8 forfeited)
    {
        uint256 count = bidders.length;
        uint256[] memory words = new uint256[](count);
        uint256 revealed;
        for (uint256 i; i < count; ++i) {
            uint32 financier = bidders[i];
            IAuctions.Bid storage bid = bids[financier];
            // what was not revealed goes behind everything that was
            words[i] = type(uint256).max;
            if (bid.state == IAuctions.BidState.Revealed) {
                words[i] = uint256(bid.rate) << 40 | uint256(bid.place) << 32 | financier;
                ++revealed;
            }
        }
        Arrays.sort(words);
        ranked = new uint32[](revealed);
        for (uint256 i; i < revealed; ++i) ranked[i] = uint32(words[i]);
        forfeited = uint8(count - revealed); // an auction takes few
    }

    /// @notice The highest rate that gets any of `units`, when each bid gets what it asked for in turn; 0 if none does.
    function marginalRate(
        mapping(uint32 financier => IAuctions.Bid) storage bids,
        uint32[] memory ranked,
        uint64 units
    ) external view returns (uint32 rate) {
        for (uint256 i; i < ranked.length && units != 0; ++i) {
            IAuctions.Bid storage bid = bids[ranked[i]];
            rate = bid.rate;
            units = bid.units < units ? units - bid.units : 0;
        }
    }
}
