"""sfc: confirmed receivables that can be split, passed down the supply chain and sold."""

__version__ = "0.1.0"
