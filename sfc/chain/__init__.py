"""The chain: the only package that knows web3, the EVM and Solidity."""

import os
from importlib.util import find_spec

# Hashing is a tenth of the embedded chain's time with the pure default. eth-hash reads this
# variable when it is first imported, which nothing outside this package does.
if find_spec("sha3"):
    os.environ.setdefault("ETH_HASH_BACKEND", "pysha3")
