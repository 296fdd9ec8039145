// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Money
 * @notice The money mathematics of the system: integers in minor units, annual rates in parts per million, each
 * result an exact rational rounded once, half up.
 */
library Money {
    /// @notice Parts per million in one.
    uint256 internal constant PPM = 1_000_000;

    /// @notice A day-count basis is 360 (ACT/360) or 365 (ACT/365F).
    error BasisUnsupported(uint256 basis);
    /// @notice Nothing is left to discount: the due day is not after the settlement day.
    error NoDaysToMaturity();
    /// @notice The discount would eat the whole amount.
    error DiscountNotBelowFace(uint256 units, uint256 discount);
    /// @notice A split would leave somebody with nothing.
    error ShareWouldBeZero(uint256 index);

    /// @notice Simple interest: `amount × rate × days / (basis × 1,000,000)`, half up.
    /// @param amount Minor units, below 2^64.
    /// @param rate Annual, parts per million, below 2^32.
    /// @param dayCount Days, below 2^24.
    /// @param basis 360 or 365, else {BasisUnsupported}.
    function interest(uint256 amount, uint256 rate, uint256 dayCount, uint256 basis) internal pure returns (uint256) {
        if (basis != 360 && basis != 365) revert BasisUnsupported(basis);
        unchecked {
            // 64 + 32 + 24 bits: cannot overflow for arguments in range.
            uint256 denominator = basis * PPM;
            return (2 * amount * rate * dayCount + denominator) / (2 * denominator);
        }
    }

    /// @notice Bank discount of `units` for `dayCount` days; the price is `units` less the discount.
    /// @dev Reverts with {NoDaysToMaturity} for no days and {DiscountNotBelowFace} where no price would remain.
    function discount(uint256 units, uint256 rate, uint256 dayCount, uint256 basis) internal pure returns (uint256 d) {
        if (dayCount == 0) revert NoDaysToMaturity();
        d = interest(units, rate, dayCount, basis);
        if (d >= units) revert DiscountNotBelowFace(units, d);
    }

    /// @notice Splits `total` in proportion to `weights` by largest remainder, ties by index.
    /// @dev Sums to `total` exactly. Reverts with {ShareWouldBeZero} rather than leave a share empty.
    function largestRemainder(uint64 total, uint64[] calldata weights) internal pure returns (uint64[] memory shares) {
        uint256 n = weights.length;
        uint256 sum;
        for (uint256 i; i < n; ++i) sum += weights[i];
        if (sum == 0) revert ShareWouldBeZero(0);
        shares = new uint64[](n);
        uint256[] memory remainders = new uint256[](n);
        uint256 rest = total;
        for (uint256 i; i < n; ++i) {
            uint256 exact = uint256(total) * weights[i];
            shares[i] = uint64(exact / sum); // at most the total, which is below 2^64
            remainders[i] = exact % sum + 1; // 0 marks one that had its extra unit
            rest -= shares[i];
        }
        for (; rest > 0; --rest) {
            uint256 largest;
            for (uint256 i = 1; i < n; ++i) if (remainders[i] > remainders[largest]) largest = i;
            remainders[largest] = 0;
            ++shares[largest];
        }
        for (uint256 i; i < n; ++i) if (shares[i] == 0) revert ShareWouldBeZero(i);
    }
}
