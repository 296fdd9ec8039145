// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title ContractAccount
/// @notice An account that is a contract. Its owner's key signs for it (ERC-1271) until it is exchanged.
contract ContractAccount is IERC1271 {
    address public owner;

    constructor(address owner_) {
        owner = owner_;
    }

    function setOwner(address owner_) external {
        owner = owner_;
    }

    function execute(address target, bytes calldata call_) external {
        (bool done, bytes memory result) = target.call(call_);
        require(done, string(result));
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recoverCalldata(digest, signature) == owner ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
