"""The proof file: one spelling, nothing in it that is not checked, nothing about other fields."""

import json
import re
import subprocess
import sys
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.errors import FieldNotProved, ProofMalformed, RootMismatch
from sfc.domain.evidence import evidence_root, field_salt, leaf
from sfc.domain.plain_json import DEEPEST, read_json
from sfc.domain.proof import LARGEST_FILE, Proof, prove, verify
from tests.evidence.samples import INVOICE, SALT, documents, salts

ROOT = evidence_root(INVOICE, SALT)
CHOSEN = ["amount", "buyer", "buyer_name", "due_date"]
FILE = prove(INVOICE, SALT, CHOSEN).to_bytes()

Verifier = ModuleType


def verdict(file: bytes, root: bytes) -> dict[str, str] | None:
    try:
        return verify(Proof.from_bytes(file), root)
    except (ProofMalformed, FieldNotProved, RootMismatch):
        return None


def independent(verifier: Verifier, file: bytes, root: bytes) -> dict[str, str] | None:
    try:
        proved: dict[str, str] = verifier.verify(file, f"0x{root.hex()}")
    except ValueError:
        return None
    return proved


def test_the_file_describes_itself() -> None:
    content = json.loads(FILE)
    assert (content["format"], content["version"]) == ("sfc evidence proof", 1)
    assert (content["hash"], content["root"]) == ("sha256", f"0x{ROOT.hex()}")
    assert [field["name"] for field in content["fields"]] == CHOSEN


def test_any_changed_bit_is_noticed(verifier: Verifier) -> None:
    proved = {name: INVOICE[name] for name in CHOSEN}
    assert verdict(FILE, ROOT) == independent(verifier, FILE, ROOT) == proved
    for at in range(len(FILE)):
        for bit in range(8):
            altered = bytearray(FILE)
            altered[at] ^= 1 << bit
            assert verdict(bytes(altered), ROOT) is None
            assert independent(verifier, bytes(altered), ROOT) is None


@given(documents, salts, st.data())
def test_any_changed_bit_of_any_proof_is_noticed(
    fields: dict[str, str], salt: bytes, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1))
    file = bytearray(prove(fields, salt, names).to_bytes())
    at = data.draw(st.integers(0, len(file) * 8 - 1))
    file[at // 8] ^= 1 << at % 8
    assert verdict(bytes(file), evidence_root(fields, salt)) is None


def test_any_changed_bit_of_the_root_is_noticed() -> None:
    for bit in range(256):
        root = (int.from_bytes(ROOT, "big") ^ 1 << bit).to_bytes(32, "big")
        assert verdict(FILE, root) is None


def test_nothing_about_other_fields_is_in_the_file() -> None:
    for name in INVOICE:
        file = prove(INVOICE, SALT, [name]).to_bytes()
        content = json.loads(file)
        assert set(content) == {"fields", "format", "hash", "root", "version"}
        (field,) = content["fields"]
        assert set(field) == {"name", "path", "salt", "value"}
        assert (field["name"], field["value"]) == (name, INVOICE[name])
        spelled = file.decode()
        assert SALT.hex() not in spelled
        for other, value in INVOICE.items():
            if other != name:
                assert value not in (field["name"], field["value"])
                assert field_salt(SALT, other).hex() not in spelled
                # A guess at a value cannot be confirmed by a salt that is shown.
                guess = leaf(other, value, bytes.fromhex(field["salt"][2:]))
                assert guess.hex() not in spelled
        rest = [part for part in re.split(r'[{}\[\]",:]+', spelled) if part]
        hashes = {ROOT.hex(), field_salt(SALT, name).hex()} | {p[2:] for p in field["path"]}
        known = {"fields", "format", "hash", "root", "version", "name", "path", "salt", "value"}
        known |= {"sfc evidence proof", "sha256", "1", *(f"0x{each}" for each in hashes)}
        own = set(re.split(r'[{}\[\]",:]+', json.dumps([name, INVOICE[name]], ensure_ascii=False)))
        assert set(rest) - known - own == set()


def test_the_other_fields_could_be_anything() -> None:
    """Documents that agree in one field only, and in its salt, have files of one shape."""
    others = [{"amount": "1.00", "note": note} for note in ("", "secret", "x" * 500)]
    files = [prove(fields, SALT, ["amount"]).to_bytes() for fields in others]
    shapes = {re.sub(rb"0x[0-9a-f]{64}", b"#", file) for file in files}
    assert len(shapes) == 1
    assert len({json.loads(file)["fields"][0]["salt"] for file in files}) == 1


@pytest.mark.parametrize(
    "spelled",
    [
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: "\ufeff" + text,
        lambda text: json.dumps(json.loads(text), indent=1),
        lambda text: json.dumps(json.loads(text), ensure_ascii=True, separators=(",", ":")),
        lambda text: json.dumps({**json.loads(text), "note": "x"}, sort_keys=True),
        lambda text: text.replace('"version":1', '"version":1.0'),
        lambda text: text.replace('"version":1', '"version":true'),
        lambda text: text.replace('"version":1', '"version":2'),
        lambda text: text.replace('"format":"sfc', '"format":"sfd'),
        lambda text: text.replace('"path":[', '"path":[[],'),
        lambda text: re.sub(r'"path":\[("[^"]+")[^]]*\]', r'"path":{\1:1}', text),
        lambda text: text.replace('"name":"amount"', '"name":7'),
        lambda text: re.sub(r'"fields":\[.*\],"format"', '"fields":[],"format"', text),
        lambda text: re.sub(r'"fields":\[.*\],"format"', '"fields":[1],"format"', text),
        lambda text: re.sub(r'"fields":\[.*\],"format"', '"fields":{},"format"', text),
        lambda text: text.replace("0x", "0X", 1),
        lambda text: re.sub("0x[0-9a-f]+", lambda found: found[0].upper(), text),
        lambda _: "[]",
        lambda _: "{}",
        lambda _: "",
        lambda _: "[" * 17,
        lambda _: "9" * 10_000,
        lambda _: '"\\ud800"',
        lambda text: text.replace("125000.00", "\\ud800"),
        lambda _: " " * (LARGEST_FILE + 1),
    ],
)
def test_another_spelling_is_no_proof(spelled, verifier: Verifier) -> None:  # type: ignore[no-untyped-def]
    file = spelled(FILE.decode()).encode()
    with pytest.raises(ProofMalformed):
        Proof.from_bytes(file)
    assert independent(verifier, file, ROOT) is None


@given(st.binary(max_size=300))
def test_bytes_that_are_no_file_are_refused_quietly(file: bytes) -> None:
    assert verdict(file, ROOT) is None


@given(documents, salts, st.data())
def test_the_public_verifier_agrees(
    verifier: Verifier, fields: dict[str, str], salt: bytes, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1))
    file = prove(fields, salt, names).to_bytes()
    root = evidence_root(fields, salt)
    assert independent(verifier, file, root) == verdict(file, root)
    assert independent(verifier, file, bytes(32)) is None


def test_the_public_verifier_runs_alone(verifier: Verifier, tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "proof.json"
    file.write_bytes(FILE)
    assert verifier.main([str(file), f"0x{ROOT.hex()}"]) == 0
    assert "'125000.00'" in capsys.readouterr().out
    assert verifier.main([str(file), f"0x{bytes(32).hex()}"]) == 1
    assert "NOT PROVED" in capsys.readouterr().out
    assert verifier.main([str(tmp_path / "none"), "0x"]) == 1
    assert verifier.main([]) == 2


DEEP = """
import sys
sys.setrecursionlimit(100_000)  # as the EVM's library does
from sfc.domain.errors import ProofMalformed
from sfc.domain.proof import LARGEST_FILE, Proof
for file in (b"[", b'{"a":', b'[0,{"a":[{}', b'"', b'\\\\"', b'"\\\\"['):
    try:
        Proof.from_bytes((file * LARGEST_FILE)[:LARGEST_FILE])
    except ProofMalformed:
        print("refused")
"""


def test_depth_does_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", DEEP], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused"] * 6


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner, max_size=3)))
def test_what_is_not_too_deep_is_read(value: object) -> None:
    written = json.dumps(value)
    deep = re.sub(r'"(?:[^"\\]|\\.)*"', "", written)
    depth = max((deep[:at].count("[") - deep[:at].count("]") for at in range(len(deep))), default=0)
    if depth <= DEEPEST:
        assert read_json(written.encode()) == value
    with pytest.raises(ValueError, match="levels"):
        read_json(b"[" * (DEEPEST + 1) + written.encode() + b"]" * (DEEPEST + 1))
