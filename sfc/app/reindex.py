"""The read model made anew from the first block, and held against the one in use."""

from sfc.app.inspection import Inspection
from sfc.domain.errors import ChainUnavailable, FinalityBroken
from sfc.ports import Comparison, LedgerInconsistent, Watch

_TRIES = 5


def reindex(inspection: Inspection, watch: Watch = lambda _reached, _target: None) -> Comparison:
    """Fold the whole chain into a read model of its own, and compare all derived tables with it.

    Where they differ, those in use are made anew too: what is found stays found, but not wrong.
    So they are where the chain took back what was final, which nobody else follows.
    `watch` is told each block that was reached, and the last one. Raises ChainUnavailable where the
    chain or another process does not stand still long enough, and LedgerInconsistent where the
    events of the chain contradict each other.
    """
    with inspection.shadow(watch) as shadow:
        for _ in range(_TRIES):
            target = shadow.indexer.catch_up()
            try:
                inspection.indexer.catch_up()
            except FinalityBroken as error:
                found = Comparison(target, {}, f"block {error.block} was final, and is gone")
            except LedgerInconsistent as error:
                found = Comparison(target, {}, f"what is here contradicts what comes next: {error}")
            else:
                found = shadow.compare()
            if found.head != target:
                continue
            if found.difference is not None:
                inspection.indexer.rebuild()
            return found
    raise ChainUnavailable("the chain does not stand still long enough to be compared")
