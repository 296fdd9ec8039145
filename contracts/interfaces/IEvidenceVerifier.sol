// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Proofs of evidence
 * @notice Tells whether fields of a document are under an evidence root, as {IReceivables-Recorded} and
 * {IReceivables-Confirmed} give it. It holds nothing, and anyone may ask. The tree is described in docs/evidence.md; its
 * hash is SHA-256.
 */
interface IEvidenceVerifier {
    /// @notice One field as a proof shows it.
    /// @param name Such as `due_date`.
    /// @param value Such as `2026-03-01`.
    /// @param salt The field's own, 32 bytes.
    /// @param path The siblings from the field's leaf up to the root; none where a node has no sibling.
    struct Field {
        string name;
        string value;
        bytes32 salt;
        bytes32[] path;
    }

    /// @notice Whether one field is under `root`.
    function verify(bytes32 root, Field calldata field) external pure returns (bool);

    /**
     * @notice Whether all the fields of a proof are under `root`.
     * Requirements, else false: at least one field; names in ascending order of their bytes, none twice; every field is
     * under the root.
     */
    function verifyAll(bytes32 root, Field[] calldata fields) external pure returns (bool);
}
