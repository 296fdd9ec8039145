"""The text of docs/contracts.md."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scripts.specification.moves import MOVES
from scripts.specification.refusals import Reader
from scripts.specification.sources import Node, Sources, Words


class Part(NamedTuple):
    """Contracts that are called at one address, and the interfaces they are called by."""

    title: str
    said: str
    contracts: Sequence[str]
    interfaces: Sequence[str]


PARTS = (
    Part(
        "The ledger",
        "One address, two contracts: `Receivables` has what happens every day, and hands all else "
        "to `BackOffice`, whose code works on its storage. Units and cash are here.",
        ("Receivables", "BackOffice"),
        (
            *("IReceivables", "IBatches", "IUnits", "ISettlement", "IDiscountMarket"),
            *("IAdjustments", "IEndings", "IDefaults", "ICreditLines", "IRules"),
            *("IFreezes", "IRecovery", "IParticipants", "ICatalogue"),
        ),
    ),
    Part(
        "Beside the ledger: orders and facilities",
        "`Market` has no privilege with the ledger: it moves what its callers and those who signed "
        "have allowed it to move.",
        ("Market",),
        ("ISales", "IOrders", "IFacilities", "IRecourse"),
    ),
    Part(
        "Beside the ledger: auctions",
        "`Auctions` is another such contract. It has the functions of `ISales` and `IRecourse` "
        "too, for the sales made here.",
        ("Auctions",),
        ("IAuctions",),
    ),
    Part("Splitting", "`Splitter`, beside the ledger.", ("Splitter",), ("ISplitter",)),
    Part(
        "Bank money",
        "`SettlementToken`, for chains without a token of their own.",
        ("SettlementToken",),
        ("ISettlementToken",),
    ),
    Part(
        "Evidence",
        "`EvidenceVerifier`, beside all others.",
        ("EvidenceVerifier",),
        ("IEvidenceVerifier",),
    ),
)

REPEATING = {"ILedger"}
"""Interfaces that say again what others say."""

HEAD = """# The contracts, as specified

Written by `make compile` from the interfaces in `contracts/interfaces`: the words are theirs,
and a test compares. What each function can be **refused with** is read from the code that it runs,
all inherited and library code included; what other contracts answer that it calls is **passed on**.
The differential run checks the lists: there no call is refused with anything else, but for an
argument that its type cannot hold, which is refused without a reason.

Amounts are minor units of the receivable's currency, days are days of the ledger since 1970-01-01,
rates are annual and in parts per million, and participants are numbers from 1, where nothing else
is said. No function takes coins of the chain. What holds at every moment is in
[invariants.md](invariants.md), what is trusted in [security.md](security.md), what each call takes
in [gas.md](gas.md). What a call **moves** is all that it may move of units and cash; a test fails
on a function without such a line.
"""

_LINK = re.compile(r"\{(\w+)(?:-(\w+))?\}")
_ITEM = re.compile(r"(-|\d\.) ")
_REQUIREMENTS = re.compile(r"\s*\bRequirements(, else false)?: *")


def page(sources: Sources) -> str:
    """All of it."""
    return "\n".join([HEAD, *_contents(), *(line for x in PARTS for line in _part(sources, x))])


def _contents() -> Iterator[str]:
    for part in PARTS:
        names = ", ".join(f"[{name}](#{name.lower()})" for name in part.interfaces)
        yield f"- **{part.title}**: {names}"
    yield ""


def _part(sources: Sources, part: Part) -> Iterator[str]:
    yield from (f"## {part.title}", "", part.said, "")
    readers = [Reader(sources, name) for name in part.contracts]
    for name in part.interfaces:
        interface = sources.contracts[name]
        words = sources.words(interface)
        yield from (f"### {name}", "", f"**{words.title}.** {_prose(words.notice)}", "")
        yield from _declared(sources, interface["nodes"], part, readers)
        yield from _of_a_standard(sources, interface, part, readers)
    beside = list(_of_its_own(sources, readers))
    if beside:
        yield from (f"### {part.contracts[0]} itself", "")
        yield from _declared(sources, beside, part, readers)


def _of_its_own(sources: Sources, readers: Sequence[Reader]) -> Iterator[Node]:
    """What our contracts understand besides their interfaces."""
    ours = {contract["id"] for contract in sources.contracts.values()}
    seen = set[str]()
    for contract in (contract for reader in readers for contract in reader.lineage):
        if contract["contractKind"] != "contract" or contract["id"] not in ours:
            continue
        for node in contract["nodes"]:
            selector = node.get("functionSelector") or node.get("errorSelector")
            words = sources.words(node)
            if selector and words.notice and selector not in seen:
                seen.add(selector)
                yield node


def _of_a_standard(
    sources: Sources, interface: Node, part: Part, readers: Sequence[Reader]
) -> Iterator[str]:
    """What an interface takes over from a standard, whose words are not repeated."""
    ours = {contract["id"] for contract in sources.contracts.values()}
    for base in interface["linearizedBaseContracts"]:
        taken = [x for x in sources.nodes[base]["nodes"] if x["nodeType"] == "FunctionDefinition"]
        if base not in ours and taken:
            yield from (f"**As {sources.nodes[base]['name'].removeprefix('I')} says**", "")
            for node in taken:
                yield f"- `{_signature(sources, node)}`"
                does = (*_moved(node, part), *_refused(node, readers))
                yield from (f"  - {line}" for line in does if line)
            yield ""


def _declared(
    sources: Sources, nodes: Iterable[Node], part: Part, readers: Sequence[Reader]
) -> Iterator[str]:
    kinds: dict[str, list[Node]] = {}
    for node in nodes:
        kinds.setdefault(node["nodeType"], []).append(node)
    for node in [*kinds.get("EnumDefinition", ()), *kinds.get("StructDefinition", ())]:
        yield from _type(sources, node)
    for node in kinds.get("VariableDeclaration", ()):
        yield from (f"#### `{node['name']}`", "", _prose(sources.words(node).notice), "")
    for node in kinds.get("FunctionDefinition", ()):
        yield from _function(sources, node, part, readers)
    for kind, title in (("EventDefinition", "Events"), ("ErrorDefinition", "Errors")):
        if kinds.get(kind):
            yield from (f"**{title}**", "")
            yield from (line for node in kinds[kind] for line in _told(sources, node))
            yield ""


def _type(sources: Sources, node: Node) -> Iterator[str]:
    words = sources.words(node)
    yield f"**`{node['name']}`** {_prose(words.notice)}".rstrip()
    yield ""
    for member in node["members"]:
        meaning = _prose(words.params.get(member["name"], ""))
        kind = _kind(member) if "typeName" in member else ""
        yield f"- `{' '.join(filter(None, (kind, member['name'])))}`{': ' * bool(meaning)}{meaning}"
    yield ""


def _kind(member: Node) -> str:
    kind: str = member["typeDescriptions"]["typeString"]
    return re.sub(r"\b(struct|enum|contract) (\w+\.)?", "", kind)


def _function(sources: Sources, node: Node, part: Part, readers: Sequence[Reader]) -> Iterator[str]:
    words = sources.words(node)
    said, *required = _REQUIREMENTS.split(words.notice, maxsplit=1)
    yield from (f"#### `{node['name']}`", "", "```solidity", _signature(sources, node), "```", "")
    if said.strip():
        yield from (_prose(said), "")
    if required:
        yield from (f"*Requirements{required[0] or ''}:* {_prose(required[1])}", "")
    members = [*_members(words, node)]
    if members:
        yield from (*members, "")
    yield from (*_moved(node, part), *_refused(node, readers))


def _moved(node: Node, part: Part) -> Iterator[str]:
    if node["stateMutability"] == "nonpayable":
        yield from (f"*Moves:* {MOVES[part.contracts[0]][node['name']]}", "")


def _signature(sources: Sources, node: Node) -> str:
    form = re.sub(r" override\b|\s*(\{.*|;)$", "", sources.text(node))
    return form.replace("( ", "(").replace(" )", ")")


def _members(words: Words, node: Node) -> Iterator[str]:
    for name, meaning in words.params.items():
        yield f"- `{name}`: {_prose(meaning)}"
    returned = node.get("returnParameters", {}).get("parameters", ())
    for parameter, meaning in zip(returned, words.returns, strict=False):
        name = parameter["name"]
        said = meaning.removeprefix(f"{name} ") if name else meaning
        yield f"- returns{f' `{name}`' if name else ''}: {_prose(said)}"


def _refused(node: Node, readers: Sequence[Reader]) -> Iterator[str]:
    for reader in readers:
        function = reader.implementation(node["functionSelector"])
        if function is None:
            continue
        found = reader.refusals(function)
        if found.errors:
            yield f"*Refused with:* {', '.join(f'`{error}`' for error in sorted(found.errors))}"
            yield ""
        if found.passed_on:
            yield f"*Passed on from:* {', '.join(f'`{name}`' for name in sorted(found.passed_on))}"
            yield ""
        return


def _told(sources: Sources, node: Node) -> Iterator[str]:
    words = sources.words(node)
    form = re.sub(r"^(event|error) |;$", "", sources.text(node))
    yield f"- `{form.replace('( ', '(').replace(' )', ')')}`: {_prose(words.notice)}"
    for name, meaning in words.params.items():
        yield f"  - `{name}`: {_prose(meaning)}"


def _prose(text: str) -> str:
    """A comment as Markdown: names of functions in code, paragraphs, lists and formulas kept."""
    linked = _LINK.sub(lambda found: f"`{found[2] or found[1]}`", text)
    blocks = re.split(r"\n\s*\n", linked.strip())
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: str) -> str:
    lines = block.splitlines()
    if all(line.startswith("    ") for line in lines):
        return block
    told: list[str] = []
    for line in lines:
        listed = bool(told) and bool(_ITEM.match(told[-1]))
        if not told or _ITEM.match(line):
            told += ["", line] if told and not listed else [line]
        elif listed and not line.startswith(" "):
            told += ["", line]
        else:
            told[-1] += f" {line.strip()}"
    return "\n".join(told)
