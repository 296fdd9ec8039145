// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISales} from "./ISales.sol";

/**
 * @title Facilities
 * @notice A financier's standing offer to buy any receivable of one obligor in one currency, up to a limit, at a rate by
 * tenor. Holders draw on it in one transaction.
 *
 * What it promises:
 * - used is what the drawn units still stand for: the sum, over receivables, of floor(units drawn × unpaid / face). It
 *   is above the limit only after the financier lowered that;
 * - as the obligor pays, as units go back to the seller, or when a receivable was cancelled, the limit is free again. A
 *   receivable's part is brought up to date when it is drawn on again or when anyone calls {restore}. That the financier
 *   passes units on does not free it: it limits what was bought of an obligor, not what is held;
 * - a change or a close is for draws to come. What a holder gets at least is in its own hands: `minProceeds`.
 */
interface IFacilities is ISales {
    /// @notice A rate for tenors up to a number of days.
    /// @param upTo Days from the draw to the due day, inclusive.
    /// @param rate Annual discount rate, ppm.
    struct Bucket {
        uint16 upTo;
        uint32 rate;
    }

    /// @param limit Most principal outstanding at once, minor units.
    /// @param receivableTerms Number of the terms that it buys; 0 for all.
    /// @param buckets One to five, by ascending days; longer tenors than the last are refused.
    /// @param terms Of the sales.
    struct Conditions {
        uint64 limit;
        uint16 receivableTerms;
        Bucket[] buckets;
        SaleTerms terms;
    }

    /// @notice A facility, as it stands.
    /// @param used Principal outstanding as of the last draws and restores, minor units.
    struct FacilityView {
        uint32 financier;
        uint32 obligor;
        uint8 currency;
        bool open;
        uint64 used;
        Conditions conditions;
    }

    /// @notice A financier offers to buy any receivable of an obligor, on these conditions.
    event FacilityOpened(
        uint32 indexed facility, uint32 indexed financier, uint32 indexed obligor, uint8 currency, Conditions conditions
    );
    /// @notice The conditions are these from now on; the facility is open.
    event FacilityChanged(uint32 indexed facility, Conditions conditions);
    /// @notice Nothing more can be drawn.
    event FacilityClosed(uint32 indexed facility);
    /// @notice A draw or a restore changed what is outstanding.
    /// @param used After it, minor units.
    event FacilityUsed(uint32 indexed facility, uint256 indexed receivable, uint64 used);

    /// @notice There is no such facility, or it is closed.
    error FacilityNotOpen(uint32 facility);
    /// @notice The facility is another's.
    error NotFacilityOwner(uint32 facility, uint32 participant);
    /// @notice One to five buckets, days ascending from 1.
    error BucketsMalformed();
    /// @notice The draw would pass the limit; amounts in minor units.
    error FacilityExceeded(uint64 limit, uint64 used, uint64 claim);

    /// @notice Opens a facility of the caller.
    /// Requirements: the caller is an active financier; buckets and terms are valid.
    /// @return facility Its number, from 1.
    function openFacility(uint32 obligor, uint8 currency, Conditions calldata conditions)
        external
        returns (uint32 facility);

    /// @notice Replaces the conditions of a facility, and opens it again if it was closed.
    /// Requirements: as for opening; the facility is the caller's.
    function changeFacility(uint32 facility, Conditions calldata conditions) external;

    /// @notice Ends draws on a facility. Requirements: it is the caller's and open.
    function closeFacility(uint32 facility) external;

    /**
     * @notice Sells `units` of the caller to the facility's financier.
     * Requirements: the facility is open, covers the receivable and its tenor, and has so much limit free; the financier
     * is an active financier, and has and approved the cash here; the caller is active, and has and approved the units
     * here; the proceeds are at least `minProceeds` minor units.
     */
    function draw(uint32 facility, uint256 id, uint64 units, uint64 minProceeds) external returns (Sale memory);

    /// @notice Frees what a receivable that was drawn on no longer stands for; anyone may call.
    function restore(uint32 facility, uint256 id) external;

    /// @notice A facility by its number; all zero if there is none.
    function facilityOf(uint32 facility) external view returns (FacilityView memory);
}
