"""The command line: `sfc …`. A module per group of commands; each imports what it needs late."""

from sfc.cli.app import main

__all__ = ["main"]
