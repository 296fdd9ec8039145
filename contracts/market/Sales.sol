// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IReceivables} from "../interfaces/IReceivables.sol";
import {ILedger} from "../interfaces/market/ILedger.sol";
import {ISales} from "../interfaces/market/ISales.sol";
import {Money} from "../libraries/Money.sol";
import {Roles} from "../libraries/Roles.sol";
import {Cash} from "./Cash.sol";
import {Pricing} from "./Pricing.sol";
import {Recourse} from "./Recourse.sol";

/// @title Sales
/// @notice See {ISales}.
abstract contract Sales is ISales, Recourse {
    using Cash for ILedger;

    /// @dev A sale being made, and what it is made of.
    struct Trade {
        Sale sale;
        SaleTerms terms;
        IReceivables.Receivable r;
        uint64 unpaid;
        uint32 rate;
        uint32 facility;
    }

    /// @inheritdoc ISales
    function preview(bytes calldata call) external returns (bytes memory) {
        (, bytes memory answer) = address(this).delegatecall(abi.encodeCall(this.undone, (call)));
        (bool done, bytes memory result) = abi.decode(answer, (bool, bytes));
        if (!done) _revert(result);
        return result;
    }

    /// @notice The inner half of {preview}: executes a call as its sender's, and always reverts, with what came of it.
    function undone(bytes calldata call) external {
        (bool done, bytes memory result) = address(this).delegatecall(call);
        _revert(abi.encode(done, result));
    }

    /// @dev A sale of `units` as the ledger sees it now, without a price.
    function _trade(uint256 id, uint64 units, address seller, address financier)
        internal
        view
        returns (Trade memory t)
    {
        t.r = ledger.receivableOf(id);
        (t.unpaid,) = ledger.amountDue(id);
        Sale memory s = t.sale;
        (s.receivable, s.seller, s.financier, s.units) = (id, seller, financier, units);
        s.claim = uint64(Pricing.claimOf(units, t.unpaid, t.r.face)); // at most the units
    }

    /// @dev Prices a trade as of `day`; its rate and terms are set.
    function _price(Trade memory t, uint256 day) internal pure {
        Pricing.requireValid(t.terms);
        if (day >= t.r.dueDay) revert Money.NoDaysToMaturity();
        Pricing.fillIn(t.sale, t.terms, t.rate, t.r.dueDay - day);
    }

    /// @dev Enters what is to be kept of a sale, and announces it; the caller moves units and cash.
    function _enter(Trade memory t, uint256 day) internal {
        Sale memory s = t.sale;
        uint32 financier = ledger.requireActive(s.financier, Roles.FINANCIER);
        uint32 seller = ledger.requireActive(s.seller, Roles.ANY);
        if (t.terms.recourse != 0 || s.holdBack != 0) {
            s.deal = _openDeal(
                Deal({
                    receivable: s.receivable,
                    seller: seller,
                    financier: financier,
                    currency: t.r.currency,
                    round: t.r.round,
                    day: uint24(day),
                    basis: t.terms.basis,
                    buyBackRate: t.terms.buyBackRate,
                    facility: t.facility,
                    recourse: uint64(uint256(s.units) * t.terms.recourse / Money.PPM),
                    units: s.units,
                    claim: s.claim,
                    price: s.price,
                    holdBack: s.holdBack
                })
            );
        }
        emit Traded(s.receivable, s.seller, s.financier, s);
    }

    /// @dev Makes a sale that is priced as of today: the proceeds to the seller, the hold-back here, the fee to its
    /// receiver.
    function _settle(Trade memory t) internal {
        _enter(t, ledger.today());
        Sale memory s = t.sale;
        ledger.transferFrom(s.seller, s.financier, s.receivable, s.units);
        ledger.pull(t.r.currency, s.proceeds, s.financier, s.seller);
        ledger.pull(t.r.currency, s.holdBack, s.financier, address(this));
        if (s.fee != 0) ledger.pull(t.r.currency, s.fee, s.financier, ledger.requireAccount(t.terms.feeReceiver));
    }

    function _revert(bytes memory data) private pure {
        assembly ("memory-safe") {
            revert(add(data, 0x20), mload(data))
        }
    }
}
