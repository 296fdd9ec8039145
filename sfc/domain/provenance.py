"""Where units came from: first in, first out within one receivable.

The ledger knows only how many units each holder has. Replaying the moves in order, oldest units
leaving first, rebuilds the *lots* that a holding consists of, each with the path that it took.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sfc.domain.errors import AmountNotPositive, InsufficientUnits
from sfc.domain.ids import ParticipantId, format_participant


@dataclass(frozen=True, slots=True)
class Move:
    """`units` from `giver` to `taker`: no giver when they are created, no taker when redeemed."""

    giver: ParticipantId | None
    taker: ParticipantId | None
    units: int


@dataclass(frozen=True, slots=True)
class Lot:
    """`units` that share one `path`: all their holders in order, the present one last."""

    units: int
    path: tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """A holding and where it came from, all amounts in units.

    `through` has each earlier holder with the units that passed through its hands, each unit
    counted once; `flows` has each step (giver, taker) with the units that took it, each time that
    they did.
    """

    units: int
    through: Mapping[ParticipantId, int]
    flows: Mapping[tuple[ParticipantId, ParticipantId], int]


Holdings = Mapping[ParticipantId, tuple[Lot, ...]]
"""Lots of each present holder, oldest first; who holds nothing is absent."""


def replay(moves: Iterable[Move], holdings: Holdings | None = None) -> Holdings:
    """Give the holdings after `moves`, starting from none or from `holdings`, left as they are.

    Moving units to oneself changes nothing. Raises AmountNotPositive for a move of no units,
    InsufficientUnits for one of more than its giver has.
    """
    lots = dict(holdings or {})
    for move in moves:
        if move.units <= 0:
            raise AmountNotPositive(move.units)
        if move.giver is None:
            moved: tuple[Lot, ...] = (Lot(move.units, ()),)
        else:
            moved, kept = take(lots.get(move.giver, ()), move.units, move.giver)
            if move.giver == move.taker:
                continue
            lots[move.giver] = kept
            if not kept:
                del lots[move.giver]
        if move.taker is not None:
            lots[move.taker] = put(lots.get(move.taker, ()), moved, move.taker)
    return lots


def take(
    lots: tuple[Lot, ...], units: int, giver: ParticipantId
) -> tuple[tuple[Lot, ...], tuple[Lot, ...]]:
    """Part the `giver`'s lots into the oldest, of `units` in all, and the rest.

    Raises InsufficientUnits.
    """
    taken: list[Lot] = []
    kept: list[Lot] = []
    wanted = units
    for lot in lots:
        part = min(wanted, lot.units)
        wanted -= part
        if part:
            taken.append(Lot(part, lot.path))
        if part < lot.units:
            kept.append(Lot(lot.units - part, lot.path))
    if wanted:
        raise InsufficientUnits(format_participant(giver), units - wanted, units)
    return tuple(taken), tuple(kept)


def put(lots: tuple[Lot, ...], arriving: tuple[Lot, ...], taker: ParticipantId) -> tuple[Lot, ...]:
    """Add arriving lots behind those of `taker`, joining neighbours of one path."""
    result = list(lots)
    for lot in arriving:
        path = (*lot.path, taker)
        if result and result[-1].path == path:
            result[-1] = Lot(result[-1].units + lot.units, path)
        else:
            result.append(Lot(lot.units, path))
    return tuple(result)


def provenance(lots: Iterable[Lot]) -> Provenance:
    """Sum up the lots of one holding into where it came from."""
    units = 0
    through = Counter[ParticipantId]()
    flows = Counter[tuple[ParticipantId, ParticipantId]]()
    for lot in lots:
        units += lot.units
        for holder in set(lot.path[:-1]):
            through[holder] += lot.units
        for step in pairwise(lot.path):
            flows[step] += lot.units
    return Provenance(units, dict(through), dict(flows))
