// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ISettlementToken} from "./interfaces/ISettlementToken.sol";

/// @title SettlementToken
/// @notice See {ISettlementToken}.
contract SettlementToken is ISettlementToken, ERC20Permit, AccessManaged {
    uint8 private immutable _decimals;

    /// @param authority Says who the settlement bank is.
    /// @param name_ For people, and part of the EIP-712 domain of permits.
    /// @param symbol_ The ISO 4217 code of the currency, as a rule.
    /// @param decimals_ Decimals of a token unit; at least the currency's own.
    constructor(address authority, string memory name_, string memory symbol_, uint8 decimals_)
        ERC20(name_, symbol_)
        ERC20Permit(name_)
        AccessManaged(authority)
    {
        _decimals = decimals_;
    }

    /// @inheritdoc ISettlementToken
    function mint(address to, uint256 amount) external restricted {
        _mint(to, amount);
    }

    /// @inheritdoc ISettlementToken
    function burn(uint256 amount) external {
        _burn(_msgSender(), amount);
    }

    /// @notice Decimals of a token unit.
    function decimals() public view override returns (uint8) {
        return _decimals;
    }
}
