#!/usr/bin/env python3
"""Verify a proof of evidence: `python3 verify_evidence.py PROOF ROOT`.

For those who have a proof file and nothing else of sfc: this one file needs Python 3.11 and no
package, no network and no trust in whoever sent the proof. ROOT is the evidence root that the chain
has for the receivable. It follows docs/evidence.md, and shares no code with sfc on purpose.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

LARGEST = 2**20


def verify(file: bytes, root: str) -> dict[str, str]:
    """Give the fields that the file proves. Raises ValueError, saying what is wrong with it."""
    if len(file) > LARGEST:
        raise ValueError("the file is too large")
    try:
        proof = json.loads(file.decode())
        spelled = json.dumps(proof, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if spelled.encode() != file:
            raise ValueError("the file is not in its one canonical spelling")
        kind = (proof["format"], repr(proof["version"]), proof["hash"])
        if kind != ("sfc evidence proof", "1", "sha256") or len(proof) != 5:
            raise ValueError("this is not a proof of version 1")
        if proof["root"] != root:
            raise ValueError(f"the proof is for root {proof['root']}")
        names = [field["name"] for field in proof["fields"]]
        if not 1 <= len(names) <= 256 or names != sorted(set(names)):
            raise ValueError("there are no fields, too many, or they are not in order")
        for field in proof["fields"]:
            if len(field) != 4 or not isinstance(field["path"], list) or len(field["path"]) > 32:
                raise ValueError("a field has more or less than name, value, salt and path")
            if climb(field) != root:
                raise ValueError(f"field {field['name']!r} is not under the root")
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("this is not a proof") from None
    return {field["name"]: field["value"] for field in proof["fields"]}


def climb(field: dict[str, Any]) -> str:
    """The root to which a field's path leads."""
    texts = b""
    for text in (str.encode(field["name"]), str.encode(field["value"])):
        texts += len(text).to_bytes(4, "big") + text
    node = sha256(sha256(texts + digest(field["salt"])))
    for sibling in map(digest, field["path"]):
        node = sha256(min(node, sibling) + max(node, sibling))
    return f"0x{node.hex()}"


def digest(text: object) -> bytes:
    """Read 0x and 64 lower-case hexadecimal digits."""
    data = bytes.fromhex(text[2:]) if isinstance(text, str) else b""
    if len(data) != 32 or text != f"0x{data.hex()}":
        raise ValueError("a salt or a sibling is not 32 bytes in lower-case hexadecimal")
    return data


def sha256(data: bytes) -> bytes:
    """The one hash that is used."""
    return hashlib.sha256(data).digest()


def main(arguments: list[str]) -> int:
    """Print what is proved, or why nothing is."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    try:
        proved = verify(Path(arguments[0]).read_bytes(), arguments[1])
    except (OSError, ValueError) as error:
        print(f"NOT PROVED: {error}")
        return 1
    print(f"Proved under {arguments[1]}:")
    for name, value in proved.items():
        print(f"  {name}: {value!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
