"""Follows the chain into the books, and out of them again when the chain changes its mind."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from threading import RLock

from sfc.domain.errors import ChainUnavailable, FinalityBroken
from sfc.domain.events import Located
from sfc.domain.views import Head
from sfc.indexer.books import Books, Folding
from sfc.indexer.projections import fold
from sfc.ports import Events, Reorganisations

BATCH = 500
"""Blocks in one database transaction."""

FINALITY = 128
"""How many of the newest blocks can be taken back one by one."""

ATTEMPTS = 10
"""How often a catch-up starts again without any progress, because the chain changed under it."""

_logger = logging.getLogger(__name__)


class ChainIndexer:
    """Folds the events of `events`, from block `first` on, into `books`.

    A block's hash commits to all before it: as long as the block at which the books stand is still
    on the chain, everything in them is. If it is not, the chain was reorganised, and the blocks
    that it has no longer are taken back. What the newest `finality` blocks changed is remembered
    for that; a chain that is reorganised deeper has the books made anew from the first block, or
    with `insist` is not followed. Either way what comes instead is folded in the same transaction:
    nobody sees them in between.

    `watch` is told each block that was reached, and which one is to be; `reorganised` that blocks
    were taken back. Threads take turns. Another process on the same books is noticed, and its work
    built upon.
    """

    def __init__(
        self,
        events: Events,
        books: Books,
        *,
        first: int = 0,
        batch: int = BATCH,
        finality: int = FINALITY,
        insist: bool = False,
        watch: Callable[[int, int], object] = lambda _reached, _target: None,
        reorganised: Callable[[], object] = lambda: None,
    ) -> None:
        self._events = events
        self._books = books
        self._first = first
        self._batch = batch
        self._finality = finality
        self._insist = insist
        self._watch = watch
        self._reorganised = reorganised
        self._told = Reorganisations()
        self._lock = RLock()

    def catch_up(self) -> Head:
        """Fold all blocks up to the head; undo what was reorganised away.

        Raises ChainUnavailable if the chain is reorganised again and again meanwhile,
        FinalityBroken if what was final is gone and this indexer insists on it, and
        LedgerInconsistent if the events contradict each other.
        """
        with self._lock:
            in_vain = 0
            while in_vain < ATTEMPTS:
                target = self._events.head()
                seen = self._books.head()
                if seen == target:
                    self._told = replace(self._told, broken=None)
                    return target
                if seen is not None and self._events.block_hash(seen.block) != seen.block_hash:
                    done = self._back(seen, target)
                else:
                    done = self._onward(seen, target)
                if done:
                    self._told = replace(self._told, broken=None)
                    return target
                in_vain = in_vain + 1 if self._books.head() == seen else 0
        raise ChainUnavailable("its blocks keep changing while they are read")

    def rebuild(self) -> Head:
        """Forget everything derived, and fold the whole chain again. Raises as `catch_up` does."""
        with self._lock:
            for _ in range(ATTEMPTS):
                target = self._events.head()
                if self._anew(target):
                    return target
        raise ChainUnavailable("its blocks keep changing while they are read")

    def after(self, change: Callable[[], object]) -> Head:
        """Follow the chain after a change of chain and books that nobody may see half done."""
        with self._lock:
            change()
            return self.catch_up()

    def reorganisations(self) -> Reorganisations:
        """What the chain took back since this was made."""
        return self._told

    def _onward(self, seen: Head | None, target: Head) -> bool:
        """Fold what came after `seen`, a transaction to a batch; False if the ground has moved."""
        if seen is not None and target.block <= seen.block and target.block_hash != seen.block_hash:
            return False
        books = self._books.remembering()
        for located, reached in self._read(seen, target):
            with books.folding() as folding:
                if folding.head() != seen:
                    return False
                self._enter(folding, located, reached, target)
            seen = reached
        return seen == target

    def _back(self, seen: Head, target: Head) -> bool:
        """Take back what is no longer on the chain, and fold what is; False if the ground moves."""
        common, gone = self._fork()
        back: Head | None = None
        _logger.warning(
            "the chain was reorganised: books at block %s, common with it up to block %s at least",
            seen.block,
            "none" if common is None else common,
        )
        if common is not None:
            if common > target.block:
                return False
            try:
                with self._books.folding() as folding:
                    if folding.head() != seen:
                        return False
                    if (back := folding.take_back(common)) is not None:
                        self._enter_all(folding, back, target)
            except _Moved:
                return False
            if back is not None:
                self._tell(seen, gone)
                return True
        if common is not None or (gone is not None and gone <= seen.block - self._finality):
            self._alarm(seen, gone)
        if self._anew(target):
            self._tell(seen, gone)
            return True
        return False

    def _tell(self, seen: Head, gone: int | None) -> None:
        depth = 1 if gone is None else seen.block - gone + 1
        deepest = max(depth, self._told.deepest)
        self._told = Reorganisations(self._told.count + 1, deepest)
        self._reorganised()

    def _alarm(self, seen: Head, gone: int | None) -> None:
        """More was taken back than is remembered. Raises FinalityBroken, if that is insisted on."""
        broken = FinalityBroken(seen.block if gone is None else gone, self._finality)
        if self._insist:
            _logger.error("%s: %s", broken.code, broken.message)
            self._told = replace(self._told, broken=broken)
            raise broken
        _logger.warning("that is deeper than is remembered: the books are made anew")

    def _anew(self, target: Head) -> bool:
        """Replace the books by what the chain says now; False, and no change, if it moves."""
        try:
            with self._books.folding() as folding:
                folding.clear()
                self._enter_all(folding, None, target)
        except _Moved:
            return False
        return True

    def _enter_all(self, folding: Folding, seen: Head | None, target: Head) -> None:
        """Fold what came after `seen` in one transaction. Raises _Moved."""
        for located, reached in self._read(seen, target):
            self._enter(folding, located, reached, target)
        if folding.head() != target:
            raise _Moved

    def _enter(
        self, folding: Folding, located: Sequence[Located], reached: Head, target: Head
    ) -> None:
        """Fold a batch of blocks, on the way to `target`."""
        final = target.block - self._finality
        for _, group in groupby(located, key=lambda each: each.transaction):
            transaction = list(group)
            block = transaction[0].block
            folding.remember(block if block > final else None)
            fold(transaction, folding)
        folding.forget(final)
        folding.move_to(reached)
        self._watch(reached.block, target.block)

    def _read(self, seen: Head | None, target: Head) -> Iterator[tuple[list[Located], Head]]:
        """Give the events after `seen` in batches, each with the block to which it leads.

        Ends early if the target is no longer on the chain: what was read may be of two chains.
        Short of the target, the time of a batch's block is that of the last event before it.
        """
        start = self._first if seen is None else max(self._first, seen.block + 1)
        reached = seen
        while reached != target:
            end = min(start + self._batch - 1, target.block)
            located = list(self._events.events(start, end)) if start <= end else []
            block_hash = self._events.block_hash(end)
            if block_hash is None or self._events.block_hash(target.block) != target.block_hash:
                return
            if end == target.block:
                reached = target
            else:
                before = reached.timestamp if reached else 0
                reached = Head(end, block_hash, located[-1].timestamp if located else before)
            yield located, reached
            start = end + 1

    def _fork(self) -> tuple[int | None, int | None]:
        """The newest block with events that is in the books and on the chain, and the one after it.

        None for the first if there is none, and for the second if no block with events is gone.
        """
        gone = None
        for row in self._books.blocks():
            if self._events.block_hash(row.number) == row.hash:
                return row.number, gone
            gone = row.number
        return None, gone


class _Moved(Exception):
    """The chain changed while it was read."""
