// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Books} from "../../contracts/core/Books.sol";
import {Units} from "../../contracts/core/Units.sol";
import {HAS_COLLECTION, HAS_FREEZE, ReceivableWord, Status} from "../../contracts/types/ReceivableWord.sol";
import {Proof} from "./Proof.sol";

/// @title UnitsProof
/// @notice Whatever moves between two holders, in one transfer or in several: units are neither made nor lost, nobody else's
/// change, and nothing else in the slots does. The core's own code runs on any receivable and any positions.
contract UnitsProof is Units, Proof {
    // not constants: of those the compiler works out the slots beforehand, and the prover would not know them for mappings
    uint256 private immutable ID = 7;
    address private immutable A = address(0xA1);
    address private immutable B = address(0xB2);
    address private immutable C = address(0xC3);

    constructor() Books(address(0), 28_800) {}

    /// @dev Supplier is A, B or nobody of the three; the others' positions carry any marks of quotes beside the units.
    function check_a_transfer_conserves_units(
        uint256 word, uint32 supplier, uint256 a, uint256 b, uint256 c, bool toB, uint256 units
    ) external {
        ReceivableWord r = _given(word, supplier, a, b, c);
        uint256 before = _sum();
        uint256 others = balanceOf(C, ID);
        prover.prank(A);
        this.transfer(toB ? B : C, ID, units);
        assert(_sum() == before);
        assert(toB ? balanceOf(C, ID) == others : balanceOf(C, ID) == others + units);
        assert(_rest(_receivables[ID]) == _rest(r));
        assert(_marks(1) == a >> 64 && _marks(2) == b >> 64 && _marks(3) == c >> 64);
    }

    /// @dev And it moves exactly what was asked, never more than was there.
    function check_a_transfer_moves_what_it_says(
        uint256 word, uint32 supplier, uint256 a, uint256 b, uint256 units
    ) external {
        _given(word, supplier, a, b, 0);
        (uint256 fromA, uint256 toB) = (balanceOf(A, ID), balanceOf(B, ID));
        prover.prank(A);
        this.transfer(B, ID, units);
        assert(units > 0 && units <= fromA);
        assert(balanceOf(A, ID) == fromA - units && balanceOf(B, ID) == toB + units);
    }

    /// @dev The proofs above are not empty: what a holder has, and only that, moves.
    function check_a_transfer_is_refused_only_for_want_of_units(
        uint256 word, uint32 supplier, uint256 a, uint256 b, uint256 units
    ) external {
        _given(word, supplier, a, b, 0);
        uint256 held = balanceOf(A, ID);
        prover.prank(A);
        try this.transfer(B, ID, units) {
            assert(units != 0 && units <= held);
        } catch {
            assert(units == 0 || units > held);
        }
    }

    /// @dev A split: parts to two receivers, the second out of what the first left.
    function check_a_split_conserves_units(
        uint256 word, uint32 supplier, uint256 a, uint256 b, uint256 c, uint64 one, uint64 other
    ) external {
        _given(word, supplier, a, b, c);
        uint256 held = balanceOf(A, ID);
        (uint256 hadB, uint256 hadC) = (balanceOf(B, ID), balanceOf(C, ID));
        prover.prank(A);
        this.transfer(B, ID, one);
        prover.prank(A);
        this.transfer(C, ID, other);
        assert(balanceOf(B, ID) == hadB + one && balanceOf(C, ID) == hadC + other);
        assert(balanceOf(A, ID) + one + other == held);
    }

    /// @dev Three active participants, a receivable of any face, day, round and terms, held by any of them in any parts that
    /// sum to at most the face; nothing collected on it or frozen.
    function _given(uint256 word, uint32 supplier, uint256 a, uint256 b, uint256 c) private returns (ReceivableWord r) {
        (_participants[A].id, _participants[B].id, _participants[C].id) = (1, 2, 3);
        prover.assume(supplier == 1 || supplier == 2 || supplier == 9);
        r = ReceivableWord.wrap(word);
        prover.assume(word & 15 == uint256(Status.Tokenised) && !r.hasFlag(HAS_COLLECTION | HAS_FREEZE));
        prover.assume(r.supplier() == supplier);
        _receivables[ID] = r;
        (_positions[ID][1], _positions[ID][2], _positions[ID][3]) = (a, b, c);
        prover.assume(supplier != 9 || r.supplierUnits() == 0);
        prover.assume(_sum() <= r.face());
    }

    function _sum() private view returns (uint256) {
        return balanceOf(A, ID) + balanceOf(B, ID) + balanceOf(C, ID);
    }

    /// @dev All of the word but the supplier's units.
    function _rest(ReceivableWord r) private pure returns (uint256) {
        return uint192(ReceivableWord.unwrap(r));
    }

    /// @dev What lies beside the units of a participant.
    function _marks(uint32 participant) private view returns (uint256) {
        return _positions[ID][participant] >> 64;
    }
}
