"""What other systems take for the same operations, for the table beside ours."""

from scripts.gas_measurement import LIFE, Costs

COMPARED = (*LIFE[:3], "issue_signed", "transfer_new", *LIFE[3:], "life")

# Thousands of gas, in the order of COMPARED; 0 for what they do not have.
OTHERS = {
    "Huma v2 (transfers whole receivables)": (324, 166, 0, 0, 89, 394, 464, 0, 1_535),
    "Centrifuge v3.1": (370, 0, 84, 0, 54, 251, 100, 195, 1_054),
    "Polytrade": (429, 0, 0, 0, 57, 280, 98, 0, 864),
    "ERC-3525 reference": (0, 0, 200, 0, 232, 0, 0, 68, 0),
    "OpenZeppelin 5.7, put together": (98, 29, 87, 0, 59, 101, 49, 52, 476),
    "one slot, without any check": (50, 31, 30, 58, 55, 87, 49, 49, 299),
}


def table(costs: Costs) -> str:
    """Theirs and ours, rounded up to thousands."""
    ours = tuple(-(-costs[name].gas // 1_000) for name in COMPARED)
    rows = {**OTHERS, "**here**, all checks included": ours}
    head = [f"| | {' | '.join(f'`{name}`' for name in COMPARED)} |", f"|---|{'--:|' * len(ours)}"]
    return "\n".join([*head, *(_row(name, figures) for name, figures in rows.items())])


def _row(name: str, figures: tuple[int, ...]) -> str:
    return f"| {name} | {' | '.join(f'{x:,}' if x else '–' for x in figures)} |"
