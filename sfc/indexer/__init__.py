"""Events of the chain in, read model out."""

from sfc.indexer.books import Books, Folding, Reader
from sfc.indexer.chain_indexer import ChainIndexer
from sfc.ports import LedgerInconsistent

__all__ = ["Books", "ChainIndexer", "Folding", "LedgerInconsistent", "Reader"]
