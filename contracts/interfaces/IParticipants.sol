// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Who may act
 * @notice The register of legal entities. Each gets a number that never changes, one account that acts for it, its
 * roles, and a status. Units and receivables refer to the number, so that they belong to the entity and not to a key.
 *
 * What it promises:
 * - one legal entity is registered once, and one account acts for one participant;
 * - only registered, active participants pass the checks that every financing operation makes;
 * - no name or identifier stands here: a participant's legal entity id is known by its salted hash only.
 */
interface IParticipants {
    /// @notice One participant, in one storage slot beside its account. What bars it from acting stands in the upper half, so
    /// that one comparison with zero finds that nothing does.
    /// @param id Number of the participant, from 1; 0 means "not registered".
    /// @param roles Bits of {Roles}.
    /// @param defaults How many of its own receivables are marked as in default: see {IDefaults}.
    /// @param quoteEpoch Quotes of earlier epochs are void: see {IDiscountMarket-cancelAllQuotes}.
    /// @param frozenUntil Last ledger day of its freeze, over or not; 0 if there is none: see {IFreezes}.
    /// @param suspended Whether it is barred from acting.
    struct Participant {
        uint32 id;
        uint8 roles;
        uint24 defaults;
        uint64 quoteEpoch;
        uint24 frozenUntil;
        bool suspended;
    }

    /// @notice A legal entity is a participant from now on.
    event Registered(uint32 indexed id, address indexed account, bytes32 indexed legalEntity, uint8 roles);
    /// @notice A participant has these roles from now on, and no others.
    event RolesChanged(uint32 indexed id, uint8 roles);
    /// @notice A participant may not act until it is reinstated.
    event Suspended(uint32 indexed id);
    /// @notice A suspended participant may act again.
    event Reinstated(uint32 indexed id);

    /// @notice The account acts for nobody here.
    error UnknownParticipant(address account);
    /// @notice No participant has that number.
    error UnknownParticipantId(uint32 id);
    /// @notice The participant lacks the role that the operation needs.
    error WrongRole(address account, uint8 required);
    /// @notice The participant may not act until it is reinstated.
    error ParticipantSuspended(uint32 id);
    /// @notice The account already acts for a participant.
    error AccountTaken(address account, uint32 id);
    /// @notice The legal entity is already registered.
    error LegalEntityTaken(bytes32 legalEntity, uint32 id);
    /// @notice Roles are a non-empty set of the bits of {Roles}.
    error InvalidRoles(uint8 roles);
    /// @notice Neither account nor legal entity may be zero.
    error ZeroIdentity();

    /**
     * @notice Enters a legal entity into the register.
     * Requirements: the caller may register (authority); account and legal entity are new and not zero; roles are valid.
     * @param account The account that acts for it.
     * @param legalEntity Salted hash of its legal entity id (LEI, unified social credit code, VAT number).
     * @param roles Bits of {Roles}.
     * @return id Its number.
     */
    function register(address account, bytes32 legalEntity, uint8 roles) external returns (uint32 id);

    /// @notice Replaces a participant's roles. What it already holds or owes stays.
    /// Requirements: the caller may (authority); the participant exists; roles are valid.
    function setRoles(uint32 id, uint8 roles) external;

    /// @notice Bars a participant from acting. What it holds stays its own.
    /// Requirements: the caller may (authority); the participant exists.
    function suspend(uint32 id) external;

    /// @notice Lets a suspended participant act again.
    /// Requirements: the caller may (authority); the participant exists.
    function reinstate(uint32 id) external;

    /// @notice The participant behind an account; all zero for a stranger.
    function participantOf(address account) external view returns (Participant memory);

    /// @notice The account that acts for a participant; zero if there is none of that number.
    function accountOf(uint32 id) external view returns (address);

    /// @notice The participant that is this legal entity; 0 if there is none.
    function idOfLegalEntity(bytes32 legalEntity) external view returns (uint32);

    /// @notice How many participants were ever registered; their numbers run from 1 to this.
    function participantCount() external view returns (uint32);
}
