"""What a function can be refused with: the errors in all the code that it runs.

Calls within a contract, of what it inherits and of libraries are followed; calls by which other
contracts act are not, but named: what they refuse is passed on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.specification.sources import Node, Sources, every

TOKEN_CALLS = "SafeERC20"
"""The library through which tokens are called, in assembly: what it calls is named by its name."""


@dataclass
class Refusals:
    """Names of errors, and of functions of other contracts whose errors are passed on."""

    errors: set[str] = field(default_factory=set)
    passed_on: set[str] = field(default_factory=set)


class Reader:
    """Follows the functions of one deployed contract."""

    def __init__(self, sources: Sources, contract: str) -> None:
        self._nodes = sources.nodes
        bases = sources.contracts[contract]["linearizedBaseContracts"]
        self.lineage = [self._nodes[each] for each in bases]

    def implementation(self, selector: str) -> Node | None:
        """The function of the contract behind a selector; None if it has none, or a variable."""
        for contract in self.lineage:
            for node in contract["nodes"]:
                if node.get("functionSelector") == selector and node.get("implemented"):
                    return node if node["nodeType"] == "FunctionDefinition" else None
        return None

    def refusals(self, function: Node) -> Refusals:
        """Of a call of this function."""
        found, seen, waiting = Refusals(), set[int](), [function]
        while waiting:
            current = waiting.pop()
            if current["id"] in seen:
                continue
            seen.add(current["id"])
            for node in every(current):
                waiting += self._follow(node, found)
        return found

    def _follow(self, node: Node, found: Refusals) -> Iterator[Node]:
        """What runs because of a node; what it refuses is noted."""
        if node["nodeType"] == "ModifierInvocation":
            yield from self._bodies(node["modifierName"]["referencedDeclaration"])
        elif node["nodeType"] in ("BinaryOperation", "UnaryOperation") and node.get("function"):
            yield from self._bodies(node["function"])
        elif node["nodeType"] == "FunctionCall":
            called = node["expression"]
            while called["nodeType"] == "FunctionCallOptions":
                called = called["expression"]
            target = self._nodes.get(called.get("referencedDeclaration") or -1)
            if target is None:
                return
            if target["nodeType"] == "ErrorDefinition":
                found.errors.add(target["name"])
            elif target["nodeType"] == "FunctionDefinition":
                home = self._nodes.get(target["scope"], {})
                linked = home.get("contractKind") == "library"
                acts = target["stateMutability"] == "nonpayable"
                if (
                    _is_at_an_address(called)
                    and acts
                    and (not linked or home["name"] == TOKEN_CALLS)
                ):
                    found.passed_on.add(f"{home['name']}.{target['name']}")
                if linked or not _is_at_an_address(called):
                    yield from self._bodies(target["id"])

    def _bodies(self, declared: int) -> Iterator[Node]:
        """The function or modifier that runs in this contract where `declared` is named."""
        node = self._nodes[declared]
        if node["nodeType"] not in ("FunctionDefinition", "ModifierDefinition"):
            return
        for contract in self.lineage:
            for own in contract["nodes"]:
                if own["id"] == declared or declared in self._overridden(own):
                    yield own
                    return
        yield node

    def _overridden(self, node: Node) -> set[int]:
        """All that a function or modifier takes the place of."""
        above = {*node.get("baseFunctions", ()), *node.get("baseModifiers", ())}
        return above.union(*(self._overridden(self._nodes[each]) for each in above))


def _is_at_an_address(called: Node) -> bool:
    """Whether what is called belongs to a contract's address, and not to ourselves."""
    if called["nodeType"] != "MemberAccess":
        return False
    kind: str = called["expression"]["typeDescriptions"]["typeIdentifier"] or ""
    return kind.startswith("t_contract$")
