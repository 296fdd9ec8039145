// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Rules
 * @notice Limits that a supervisor sets, by date: how long a promise may run, and how much may be promised.
 *
 * What it promises:
 * - the rule in force on the day of the confirmation decides, in each of the ways in which an obligor confirms;
 * - a change is announced {RULE_NOTICE} days before it applies, and can be read meanwhile. Only the very first rule may
 *   apply at once;
 * - a rule never touches what was confirmed before it.
 */
interface IRules {
    /// @notice One rule. Rules are numbered from 1 in the order of their dates; each ends where the next begins.
    /// @param id What people call it, for example "CN-77".
    /// @param validFrom First ledger day on which it applies.
    /// @param validTo Last ledger day on which it applies; 0 if open.
    /// @param maxTenor Most days from the confirmation to the due day; 0 if any.
    /// @param warningTenor Days from the confirmation to the due day above which people are warned; nothing is refused.
    /// @param maxLine Most that one obligor may have promised and not yet paid in one currency, minor units; 0 if the credit
    /// line alone decides.
    struct Rule {
        bytes32 id;
        uint24 validFrom;
        uint24 validTo;
        uint16 maxTenor;
        uint16 warningTenor;
        uint56 maxLine;
    }

    /// @notice A rule will apply; one of the same number that did not apply yet is replaced.
    event RuleAnnounced(
        uint8 indexed number,
        bytes32 indexed id,
        uint24 validFrom,
        uint24 validTo,
        uint16 maxTenor,
        uint16 warningTenor,
        uint56 maxLine
    );

    /// @notice The rule can begin at the earliest on that day.
    error RuleTooSoon(uint24 validFrom, uint256 earliest);
    /// @notice The rule would end before it begins, or last more than 65,535 days.
    error RuleDatesMalformed(uint24 validFrom, uint24 validTo);
    /// @notice 255 rules were announced: no more fit.
    error RulesExhausted();
    /// @notice The promise would run longer than the rule allows.
    /// @param tenor Days from today to the due day.
    error TenorAboveRule(bytes32 rule, uint256 maxTenor, uint256 tenor);
    /// @notice The obligor would have promised more than the rule allows.
    /// @param used Minor units, with this promise.
    error LineAboveRule(bytes32 rule, uint256 maxLine, uint256 used);

    /**
     * @notice Announces the next rule, in place of one that was announced and does not apply yet.
     * Requirements: the caller may (authority); it begins {RULE_NOTICE} days from today or later, the very first one today
     * or later; it ends after it begins, within 65,535 days, or is open.
     * @return number Its number.
     */
    function announceRule(Rule calldata rule) external returns (uint8 number);

    /// @notice A rule by its number; all zero if there is none.
    function ruleOf(uint8 number) external view returns (Rule memory);

    /// @notice The number of the rule that applies on a day from today on; 0 if none does, as far as is announced.
    function ruleOn(uint24 day) external view returns (uint8 number);

    /// @notice Days between the announcement of a rule and the first on which it may apply.
    function RULE_NOTICE() external view returns (uint256);
}
