"""Errors of the interfaces that no run gives, and why."""

# Refusals that take more than a run has time for; the tests of each contract show them.
RARE = {"RoundsExhausted", "CatalogueFull", "RulesExhausted"}
# Refusals of a token that breaks its rules; test_tokens shows them with tokens that do.
OF_STRANGE_TOKENS = {"SafeERC20FailedOperation", "TokenUnsupported"}
# Written into the interface by a library of which the contract uses another part.
NEVER = {
    *("ECDSAInvalidSignature", "ECDSAInvalidSignatureLength", "ECDSAInvalidSignatureS"),
    *("ERC6909InsufficientBalance", "ERC6909InvalidApprover", "ERC6909InvalidSender"),
    *("InvalidShortString", "StringTooLong", "OffsetOutOfRange", "ReentrancyGuardReentrantCall"),
    *("AccessManagedInvalidAuthority", "AccessManagedRequiredDelay", "AddressEmptyCode"),
    *("FailedCall", "SafeCastOverflowedUintDowncast"),
}
