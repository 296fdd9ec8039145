// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Recovery of an account
 * @notice A participant that has lost its key gets another account. Units, debts and roles belong to its number, and
 * follow.
 *
 * What it promises:
 * - the operator asks, and {RECOVERY_DELAY} days pass before anything happens: until then it can be seen, and the old account
 *   can stop it;
 * - the new account gets what belongs to the number, and nothing else; what barred the participant from acting still does;
 * - afterwards nothing that the old account signs counts.
 */
interface IRecovery {
    /// @param account The account asked for; zero if none is.
    /// @param from First ledger day on which it can take over.
    struct Recovery {
        address account;
        uint24 from;
    }

    /// @notice Another account is to act for a participant from that day on.
    event RecoveryRequested(uint32 indexed participant, address indexed account, uint24 from);
    /// @notice The account that is in use stopped the recovery.
    event RecoveryCancelled(uint32 indexed participant, address indexed account);
    /// @notice A participant acts by another account from now on.
    event AccountRecovered(uint32 indexed participant, address indexed before, address indexed account);

    /// @notice Nothing was asked for.
    error NoRecovery(uint32 participant);
    /// @notice It is too early.
    error RecoveryTooSoon(uint32 participant, uint24 from, uint256 today);
    /// @notice Only the participant's own account can stop it.
    error NotItsAccount(uint32 participant, address caller);

    /// @notice Asks for another account of a participant, in place of what was asked before.
    /// Requirements: the caller may (authority); the participant exists; the account acts for nobody and is not zero.
    function requestRecovery(uint32 participant, address account) external;

    /// @notice Stops it. Requirements: the caller is the participant's account, whatever its status; a recovery was asked for.
    function cancelRecovery(uint32 participant) external;

    /// @notice Lets the new account take over. Anyone may.
    /// Requirements: it was asked for; {RECOVERY_DELAY} days have passed; the account still acts for nobody.
    function recover(uint32 participant) external;

    /// @notice What was asked for.
    function recoveryOf(uint32 participant) external view returns (Recovery memory);

    /// @notice Ledger days between the request and the first on which the new account can take over.
    function RECOVERY_DELAY() external view returns (uint256);
}
