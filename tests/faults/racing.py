"""Four processes of eight threads want the same things of one service at the same time.

Each write of a receivable's life is asked for by all of them: half of the threads with one key, as
a client does that tries again too soon; the others with keys of their own, as people do who do not
know of each other. What can be done once is done once: one of them all is told that it did it, or
those with the one key, alike; the others are told why not.
"""

import json
import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tests.faults.figures import Figures
from tests.faults.lives import cny, enter, invoice, judge
from tests.faults.service import OPERATOR, Service
from tests.faults.storm import Answer, Write, storm

PROCESSES = 4
HISTORY = Counter(
    {"Recorded": 1, "Confirmed": 1, "UnitsMoved": 3, "Sold": 1, "Paid": 1, "Redeemed": 1}
)
"""What happens to each receivable, in spite of them all."""

_EXPECTED = {409, 422, 503}
"""Refusals of what another has done; and where too many wait."""


def run(
    folder: Path, receivables: int, progress: Callable[[str], object] = lambda _: None
) -> Figures:
    """Have everybody live the lives of so many receivables, and judge what came of it."""
    service = Service(folder, seed=0)
    cast = enter(service.post, OPERATOR)
    url = service.running().url
    figures = Figures()
    names = []
    for number in range(receivables):
        made = service.post(f"{number}", "/receivables", invoice(cast, number), cast.supplier.key)
        names.append(made["receivable"]["id"])
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawning) as pool:

        def race(step: str, writes: Sequence[Write]) -> None:
            asked = [pool.submit(storm, url, number, writes) for number in range(PROCESSES)]
            answers = [answer for each in asked for answer in each.result()]
            found = judged(answers)
            progress(f"{step}: {len(answers)} asked, {dict(_statuses(answers))}")
            figures.lost += found.lost
            figures.double += found.double
            figures.races += found.races

        def each(step: str, path: str, body: Any, token: str) -> None:
            writes = [
                Write(
                    f"{step} {name}",
                    path.replace("NAME", name),
                    {key: name if value == "NAME" else value for key, value in body.items()},
                    token,
                )
                for name in names
            ]
            race(step, writes)

        each("confirm", "/receivables/NAME/confirm", {}, cast.core.key)
        each("tokenise", "/receivables/NAME/tokenise", {}, cast.supplier.key)
        sales = []
        for name in names:
            asked = {"receivable": name, "amount": cny("60.00")}
            service.post(f"ask {name}", "/asks", asked, cast.supplier.key)
            quoted = {"receivable": name, "annual_rate_percent": "5"}
            quote = service.post(f"quote {name}", "/quotes", quoted, cast.bank.key)["id"]
            whole = {"amount": cny("60.00")}
            sales.append(Write(f"sell {name}", f"/quotes/{quote}/accept", whole, cast.supplier.key))
        race("sell", sales)
        each("pay", "/payments", {"receivable": "NAME"}, cast.core.key)
        each("redeem", "/redemptions", {"receivable": "NAME"}, cast.bank.key)
    service.stop()
    with service.inspected() as inspection:
        figures += judge(inspection.read, receivables, HISTORY)
    return figures + Figures(differences=service.audit())


def judged(answers: Sequence[Answer]) -> Figures:
    """Count writes that nobody was told to have made, and those that two were told to have made."""
    figures = Figures(races=len(answers))
    by_step: dict[str, list[Answer]] = {}
    for answer in answers:
        by_step.setdefault(answer.step, []).append(answer)
    for step, told in by_step.items():
        for answer in told:
            assert answer.status < 300 or answer.status in _EXPECTED, f"{step}: {answer.body}"
        granted = {_effect(answer.body) for answer in told if answer.status < 300}
        figures.lost += not granted
        figures.double += max(0, len(granted) - 1)
    return figures


def _effect(body: str) -> str:
    """The transaction that an answer tells of."""
    return str(json.loads(body)["transaction"]["hash"])


def _statuses(answers: Sequence[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)
