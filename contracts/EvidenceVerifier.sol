// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEvidenceVerifier} from "./interfaces/IEvidenceVerifier.sol";

/// @title EvidenceVerifier
/// @notice See {IEvidenceVerifier}.
contract EvidenceVerifier is IEvidenceVerifier {
    /// @inheritdoc IEvidenceVerifier
    function verify(bytes32 root, Field calldata field) public pure returns (bool) {
        bytes32 node = _leaf(field);
        for (uint256 i; i < field.path.length; ++i) node = _parent(node, field.path[i]);
        return node == root;
    }

    /// @inheritdoc IEvidenceVerifier
    function verifyAll(bytes32 root, Field[] calldata fields) external pure returns (bool) {
        for (uint256 i; i < fields.length; ++i) {
            if (i > 0 && !_isBefore(bytes(fields[i - 1].name), bytes(fields[i].name))) return false;
            if (!verify(root, fields[i])) return false;
        }
        return fields.length > 0;
    }

    /// @dev Hashed twice, so that no node passes for a leaf; with lengths, so that no text passes for two.
    function _leaf(Field calldata field) private pure returns (bytes32) {
        bytes calldata name = bytes(field.name);
        bytes calldata value = bytes(field.value);
        bytes memory texts = abi.encodePacked(uint32(name.length), name, uint32(value.length), value, field.salt);
        return sha256(abi.encodePacked(sha256(texts)));
    }

    /// @dev The smaller child comes first: a path needs not say which side it is on.
    function _parent(bytes32 one, bytes32 other) private pure returns (bytes32) {
        return one < other ? sha256(abi.encodePacked(one, other)) : sha256(abi.encodePacked(other, one));
    }

    function _isBefore(bytes calldata one, bytes calldata other) private pure returns (bool) {
        uint256 shorter = one.length < other.length ? one.length : other.length;
        for (uint256 i; i < shorter; ++i) if (one[i] != other[i]) return one[i] < other[i];
        return one.length < other.length;
    }
}
