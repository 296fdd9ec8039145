// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Books} from "../core/Books.sol";
import {IRules} from "../interfaces/IRules.sol";

/// @title Rulebook
/// @notice See {IRules}.
abstract contract Rulebook is IRules, Books {
    /// @inheritdoc IRules
    uint256 public constant RULE_NOTICE = 7;

    /// @inheritdoc IRules
    function announceRule(Rule calldata rule) external restricted returns (uint8 number) {
        uint256 day = today();
        number = _ruleCount;
        uint256 earliest = number == 0 ? day : day + RULE_NOTICE;
        if (rule.validFrom < earliest) revert RuleTooSoon(rule.validFrom, earliest);
        if (number == 0 || day >= uint24(_latestRule)) {
            if (number == type(uint8).max) revert RulesExhausted();
            _ruleCount = ++number;
            _ruleBefore = _latestRule;
        }
        _latestRule = _packed(rule);
        _rules[number] = rule;
        emit RuleAnnounced(
            number, rule.id, rule.validFrom, rule.validTo, rule.maxTenor, rule.warningTenor, rule.maxLine
        );
    }

    /// @inheritdoc IRules
    function ruleOf(uint8 number) external view returns (Rule memory) {
        return _rules[number];
    }

    /// @inheritdoc IRules
    function ruleOn(uint24 day) external view returns (uint8 number) {
        (number,) = _ruleOn(_listed(), day);
    }

    /// @dev See {Catalogue} for the layout.
    function _packed(Rule calldata rule) private pure returns (uint112) {
        uint256 lasts; // days, the first and the last included
        if (rule.validTo != 0) {
            if (rule.validTo < rule.validFrom) revert RuleDatesMalformed(rule.validFrom, rule.validTo);
            lasts = rule.validTo - rule.validFrom + 1;
            if (lasts > type(uint16).max) revert RuleDatesMalformed(rule.validFrom, rule.validTo);
        }
        return uint112(
            rule.validFrom | (lasts << 24) | (uint256(rule.maxTenor) << 40) | (uint256(rule.maxLine) << 56)
        );
    }
}
