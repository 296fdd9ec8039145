"""Measure the gas of every operation, and compare it with the committed snapshot.

    python -m scripts.gas           say what differs from docs/gas.json; exit with 1 if anything
    python -m scripts.gas --write   write docs/gas.json and docs/gas.md anew

Every figure is that of a real transaction on the pinned EVM: 21,000 included, all storage cold at
its start, and all that a party has once (its cash, its credit line, its place in the register) in
place, as on a ledger that has been in use for a while. New slots are counted from the difference of
the state. Keys, dates and amounts are fixed: the same code always gives the same figures.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts import gas_market, gas_others, gas_parts, gas_rare
from scripts.gas_measurement import BATCH, LIFE, Cost, Costs, Measured
from sfc.chain import artifacts

ROOT = Path(__file__).parents[1]
SNAPSHOT = ROOT / "docs/gas.json"
TABLE = ROOT / "docs/gas.md"


NEW_SLOT_TODAY = 22_100
NEW_SLOT_REPRICED = 110_000
CODE_LIMIT = 24_576


class Limit(NamedTuple):
    """What DESIGN §5 allows at most."""

    gas: int
    new_slots: int | None = None


LIMITS = {
    "record": Limit(60_000, 1),
    "confirm": Limit(43_000, 0),
    "tokenise": Limit(36_000, 0),
    "issue_signed": Limit(76_000, 1),
    "transfer_new": Limit(60_000, 1),
    "transfer_known": Limit(43_000, 0),
    "sale_new": Limit(96_000, 1),
    "sale_known": Limit(79_000, 0),
    "pay": Limit(58_000, 0),
    "redeem": Limit(52_000, 0),
    "batch_issue_100": Limit(36_000, 1),
    "root_1000": Limit(99, 0),
    "tokenise_proof": Limit(76_000, 1),
    "life": Limit(345_000, 2),
}

# The operations in the order of the table, each with why its gas goes where the measured parts say.
OPERATIONS = {
    "record": "One new slot (22,100) holds the whole receivable; two participants and the sizes of "
    "the lists are read; the event carries what the slot does not.",
    "confirm": "The receivable's slot and the credit line are rewritten, one participant is read.",
    "tokenise": "The receivable's slot is rewritten: the supplier's balance lies in it.",
    "issue_signed": "The new slot of `record` and the credit line, once each, and the recovery of "
    "the obligor's signature (3,000 and its calldata).",
    "transfer_new": "The first units of a holder are a new slot; the supplier's balance lies in "
    "the receivable's.",
    "transfer_known": "The same, where the receiver has units already.",
    "sale_new": "The new holder's slot, in which the quote's nonce is marked too; the recovery of "
    "the signature; the token moves cash from bank to supplier.",
    "sale_known": "The same, where the bank has units already.",
    "pay": "The receivable's status and the credit line are rewritten; the token moves the cash "
    "in, and is asked before and after what arrived.",
    "redeem": "The holder's slot is cleared, which refunds 4,800; the token moves the cash out.",
    "batch_issue_100": "Per receivable of a hundred: its new slot, and a hundredth of what they "
    "share: the transaction, the obligor, the credit line.",
    "root_1000": "Per receivable of a thousand: the root's slot and the credit line, once for all; "
    "each of them still costs `tokenise_proof`.",
    "tokenise_proof": "The new slot of `record` and the batch's, two participants, ten nodes of a "
    "proof with their calldata.",
    "life": "The sum of record, confirm, tokenise, sale_new, pay and redeem.",
    "issue": "One receivable issued by the obligor: `record`, `confirm` and `tokenise` in one.",
    "confirm_signed": "`confirm` by whoever has the obligor's signature.",
    "confirm_and_tokenise": "Two calls of the supplier through `multicall`, by signature.",
    "reject": "The receivable's slot is rewritten.",
    "withdraw": "A recorded receivable is cancelled by its supplier alone.",
    "cancel_ask": "The first party's request is one bit of the receivable's slot.",
    "cancel_agree": "The second party's call frees the credit line and burns the units.",
    "record_again": "A cancelled receivable is recorded in a new round: its slot is there already.",
    "transfer_last": "All units of a holder that is not the supplier, to a new holder: the giver's "
    "slot is cleared, which refunds 4,800.",
    "transfer_from": "By a spender with a finite allowance.",
    "split_10": "Ten parts to new holders' slots through the splitter, of one new slot each; two "
    "suppliers share them here, so eight of ten find their slot.",
    "sale_part_paid": "As `sale_known`, with the unpaid part of the claim and both parties' shares "
    "of what was collected to keep.",
    "cancel_quote": "A mark in the bank's slot, a new one if it has no units yet.",
    "pay_part_first": "The first part opens the books of the collection, a new slot beside the "
    "usual rewriting.",
    "pay_part_next": "Later parts rewrite it.",
    "pay_late": "Penalty interest is posted; the payment is divided between it and the principal.",
    "redeem_part": "The holder's share is worked out and noted in a slot of its own; the first "
    "redemption of a receivable opens the second slot of its books.",
    "redeem_last": "The last share of a collection, units burned.",
    "transfer_part_paid": "As `transfer_known`, with both parties' shares of what was collected "
    "kept in a slot each.",
    "register": "A participant takes three slots: by account, by number, by legal entity.",
    "suspend": "One bit of the participant's slot.",
    "add_currency": "Once per currency.",
    "add_terms": "Once per kind of terms.",
    "set_credit_line": "A line that was there is moved.",
    **gas_rare.OPERATIONS,
    **gas_market.OPERATIONS,
}


def measured() -> Costs:
    """Measure everything; a few seconds."""
    with gas_parts.noting():
        costs = {**Measured().costs, **gas_rare.measured(), **gas_market.measured()}
    return {name: costs[name] for name in (*OPERATIONS, *costs)}


def committed() -> Costs:
    """The snapshot; nothing where there is none."""
    if not SNAPSHOT.exists():
        return {}
    return {name: Cost(**cost) for name, cost in json.loads(SNAPSHOT.read_text("utf-8")).items()}


def differences(before: Costs, now: Costs) -> Iterator[str]:
    """In words, what is not as it was."""
    for name in {**before, **now}:
        was, found = before.get(name), now.get(name)
        if was is None:
            yield f"{name}: new, {found}"
        elif found is None:
            yield f"{name}: gone"
        elif was != found:
            change = found.gas - was.gas
            yield (
                f"{name}: {was.gas:,} -> {found.gas:,} gas ({change:+,}), "
                f"new slots {was.new_slots} -> {found.new_slots}"
            )


def excesses(costs: Costs) -> Iterator[str]:
    """In words, what is above a limit of DESIGN §5."""
    for name, (gas, new_slots) in LIMITS.items():
        cost = costs[name]
        if cost.gas > gas:
            yield f"{name}: {cost.gas:,} gas, and {gas:,} are allowed"
        if new_slots is not None and cost.new_slots > new_slots:
            yield f"{name}: {cost.new_slots} new slots, and {new_slots} are allowed"


def as_json(costs: Costs) -> str:
    """The snapshot's text."""
    rows = {name: {"gas": x.gas, "new_slots": x.new_slots} for name, x in costs.items()}
    return json.dumps(rows, indent=2) + "\n"


def as_markdown(costs: Costs) -> str:
    """The table's text."""
    operations = [_row(name, costs[name]) for name in OPERATIONS]
    deployments = [
        f"| `{name.removeprefix('deploy_')}` | {cost.gas:,} | {_size(name):,} | {_share(name)} % |"
        for name, cost in costs.items()
        if name.startswith("deploy_")
    ]
    life = [
        f"| `{name}` | {costs[name].gas:,} | {costs[name].new_slots} | {_repriced(costs[name]):,} |"
        for name in (*LIFE, "issue_signed", "life")
    ]
    short = _sum(costs, "issue_signed", "sale_new", "pay", "redeem")
    life.append(f"| by signature | {short.gas:,} | {short.new_slots} | {_repriced(short):,} |")
    reasons = [f"- **`{name}`**: {reason}" for name, reason in OPERATIONS.items()]
    kinds = [f"- **{part}**: {meaning}" for part, meaning in gas_parts.PARTS.items()]
    return _MARKDOWN.format(
        operations="\n".join(operations),
        deployments="\n".join(deployments),
        life="\n".join(life),
        others=gas_others.table(costs),
        reasons="\n".join(reasons),
        kinds="\n".join(kinds),
        life_shares=gas_parts.shares(costs["life"].parts),
        record_shares=gas_parts.shares(costs["record"].parts),
        parts=gas_parts.table({name: costs[name].parts for name in OPERATIONS}),
        batch=BATCH,
        today=f"{NEW_SLOT_TODAY:,}",
        repriced=f"{NEW_SLOT_REPRICED:,}",
    )


_MARKDOWN = """# Gas

Written by `make gas ARGS=--write`, from real transactions on the pinned EVM (py-evm, Prague):
21,000 included, all storage cold. `make gas` fails when a figure is not what [gas.json](gas.json)
says, and a test when one is above its limit. A *new slot* is a storage slot that was zero: it is
what survives a repricing. A batch is given per item, of {batch}.

## Operations

| operation | gas | new slots | limit | left |
|---|--:|--:|--:|--:|
{operations}

## A whole life

Recorded, confirmed, tokenised, sold for cash to a bank that has no units yet, paid and redeemed.
The last line is the same life with the obligor's signature, which records, confirms and tokenises
at once. The scheduled repricing takes a new slot from {today} gas to about {repriced}; what else
comes with it is small beside this and left out.

| step | today | new slots | after the repricing |
|---|--:|--:|--:|
{life}

## Beside others

Thousands of gas. The others were measured in one setting: their code, the compiler used here with
10,000 runs of its optimizer (here 1,000), cold slots, 21,000 included. A dash is what they do not
have.

{others}

## Where it goes

Measured in the same transactions: the EVM says of each charge what it is for. The parts of a line
sum to its gas in the first table.

{kinds}

Of what a whole life is charged: {life_shares}. Of `record` alone: {record_shares}.

{parts}

And in words:

{reasons}

## Contracts

The chain accepts 24,576 bytes of code in one contract (EIP-170).

| contract | gas to deploy | bytes | of what fits |
|---|--:|--:|--:|
{deployments}
"""


def _row(name: str, cost: Cost) -> str:
    limit = LIMITS.get(name)
    allowed = f"{limit.gas:,} | {limit.gas - cost.gas:,}" if limit else "|"
    return f"| `{name}` | {cost.gas:,} | {cost.new_slots} | {allowed} |"


def _sum(costs: Costs, *names: str) -> Cost:
    steps = [costs[name] for name in names]
    return Cost(sum(x.gas for x in steps), sum(x.new_slots for x in steps))


def _repriced(cost: Cost) -> int:
    return cost.gas + cost.new_slots * (NEW_SLOT_REPRICED - NEW_SLOT_TODAY)


def _size(name: str) -> int:
    return artifacts.load(name.removeprefix("deploy_")).size


def _share(name: str) -> int:
    return _size(name) * 100 // CODE_LIMIT


def main() -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(description="The gas of every operation.")
    parser.add_argument("--write", action="store_true", help="write the snapshot and the table")
    write = parser.parse_args().write
    costs = measured()
    changed = list(differences(committed(), costs))
    above = list(excesses(costs))
    for line in above:
        print(f"above its limit: {line}")
    if write:
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(as_json(costs), encoding="utf-8")
        TABLE.write_text(as_markdown(costs), encoding="utf-8")
        print(f"{len(costs)} figures written, {len(changed)} of them changed")
    elif changed:
        for line in changed[:20]:
            print(f"unexplained change: {line}")
        print(f"{len(changed)} figures differ; if they should: make gas ARGS=--write")
    elif not TABLE.exists() or TABLE.read_text("utf-8") != as_markdown(costs):
        print("docs/gas.md is not what the figures say: make gas ARGS=--write")
        return 1
    else:
        print(f"{len(costs)} figures as committed")
    return 1 if above or (changed and not write) else 0


if __name__ == "__main__":
    sys.exit(main())
