#!/usr/bin/env python3
"""Deploy the contracts to the embedded chain, or to any EVM node by URL: `sfc deploy`."""

import sys

from sfc.cli import main

sys.argv.insert(1, "deploy")
main()
