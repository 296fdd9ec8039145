"""The smallest contracts that show something, in EVM code by hand."""

# Stores nothing, emits LOG0 without data.
LOGS = bytes.fromhex("60006000a000")
# Gives back the time of its block.
TIME = bytes.fromhex("4260005260206000f3")
# Reverts with the 4 bytes 0xdeadbeef.
REVERTS = bytes.fromhex("63deadbeef60e01b60005260046000fd")
# Breaks down: an opcode that does not exist takes all the gas.
BREAKS = bytes.fromhex("fe")
# Called with data it counts; without, it gives back how often it was.
COUNTS = bytes.fromhex("36600c575f545f5260205ff35b5f54600101 5f5500")
# The same, but it refuses to count a second time.
COUNTS_ONCE = bytes.fromhex("36600c575f545f5260205ff35b5f54601757 60015f5500 5b5f5ffd")


def creation(runtime: bytes) -> bytes:
    """Code that puts `runtime` on the chain."""
    size = len(runtime)
    return bytes([0x60, size, 0x60, 12, 0x60, 0, 0x39, 0x60, size, 0x60, 0, 0xF3]) + runtime
