// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IdleToken
/// @notice Moves nothing, and says whatever it was told to say about that.
contract IdleToken {
    uint8 public constant decimals = 6;

    bool private immutable _says;

    constructor(bool says) {
        _says = says;
    }

    function balanceOf(address) external pure returns (uint256) {
        return 0;
    }

    function transfer(address, uint256) external view returns (bool) {
        return _says;
    }

    function transferFrom(address, address, uint256) external view returns (bool) {
        return _says;
    }
}
