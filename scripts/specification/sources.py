"""What the compiler makes of the sources, and their comments as they were written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from solcx import compile_standard

from sfc.chain.compiler import MOCKS, OWN, SETTINGS, SOLC, reachable

Node = dict[str, Any]

_TAG = re.compile(r"^@(\w+) ?", re.MULTILINE)
_FRAME = re.compile(r"^[ \t]*(?:/\*\*|\*/|///|\*)[ ]?", re.MULTILINE)


@dataclass(frozen=True)
class Words:
    """A comment in its parts; those with a name by name."""

    notice: str
    title: str
    params: dict[str, str]
    returns: list[str]


class Sources:
    """The project's contracts, without the mocks, and all that they import."""

    def __init__(self, root: Path) -> None:
        files = (file.relative_to(root).as_posix() for file in (root / OWN).rglob("*.sol"))
        self.own = sorted(name for name in files if not name.startswith(MOCKS))
        self._texts = {name: text.encode() for name, text in reachable(root, self.own)}
        request = {
            "language": "Solidity",
            "sources": {name: {"content": text.decode()} for name, text in self._texts.items()},
            "settings": {**SETTINGS, "outputSelection": {"*": {"": ["ast"]}}},
        }
        output = compile_standard(request, solc_binary=SOLC)["sources"]
        self._trees: dict[str, Node] = {name: entry["ast"] for name, entry in output.items()}
        self._files = {entry["id"]: name for name, entry in output.items()}

    @cached_property
    def nodes(self) -> dict[int, Node]:
        """Everything that is declared, by the number by which others refer to it."""
        found = (node for tree in self._trees.values() for node in every(tree))
        return {node["id"]: node for node in found if "id" in node}  # assembly has no numbers

    @cached_property
    def contracts(self) -> dict[str, Node]:
        """Contracts, interfaces and libraries of ours by name."""
        return {
            node["name"]: node
            for name in self.own
            for node in self._trees[name]["nodes"]
            if node["nodeType"] == "ContractDefinition"
        }

    def text(self, node: Node) -> str:
        """What was written for it, on one line."""
        return " ".join(self._written(node["src"]).split())

    def words(self, node: Node) -> Words:
        """The comment before it."""
        comment = node.get("documentation")
        plain = _FRAME.sub("", self._written(comment["src"])).strip() if comment else ""
        parts = _TAG.split(plain.removesuffix("*/").rstrip())
        notice, title = [parts[0].strip()], ""
        params, returns = dict[str, str](), list[str]()
        for tag, said in zip(parts[1::2], parts[2::2], strict=True):
            if tag == "notice":
                notice.append(said.strip())
            elif tag == "title":
                title = said.strip()
            elif tag == "param":
                name, _, meaning = said.strip().partition(" ")
                params[name] = meaning
            elif tag == "return":
                returns.append(said.strip())
        return Words("\n".join(filter(None, notice)), title, params, returns)

    def _written(self, source: str) -> str:
        start, length, file = map(int, source.split(":"))
        return self._texts[self._files[file]][start : start + length].decode()


def every(node: Any) -> Iterator[Node]:
    """A node of the tree with all below it."""
    if isinstance(node, dict):
        if "nodeType" in node:
            yield node
        for below in node.values():
            yield from every(below)
    elif isinstance(node, list):
        for below in node:
            yield from every(below)
