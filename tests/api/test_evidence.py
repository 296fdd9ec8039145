"""Documents, proofs and readers over HTTP: on a chain, under the obligor's word."""

import base64
import json
from types import ModuleType
from typing import Any

import pytest

from sfc.documents import MemoryStore
from sfc.domain.proof import Proof
from tests.api.service import Client, Json, World, problem
from tests.evidence.conftest import verifier

__all__ = ["verifier"]

FACTS = {"number": "2026-0042", "amount": "10000.00", "due_date": "2026-05-30", "margin": "31 %"}
CONTENT = "<Invoice>the whole of it: 发票</Invoice>".encode()


def document(*readers: Client, **changes: Any) -> Json:
    return {
        "content": base64.b64encode(CONTENT).decode(),
        "fields": FACTS,
        "media_type": "application/xml",
        "name": "发票 42.xml",
        "readers": [reader.id for reader in readers],
        **changes,
    }


@pytest.fixture
def kept(world: World) -> tuple[str, str]:
    """A receivable with an original that the obligor may read: its id and its root."""
    root = world.supplier.post("/documents", document(world.core))["evidence_root"]
    made = world.supplier.post("/receivables", world.invoice(evidence_root=root))
    return made["receivable"]["id"], root


def of(receivable: str, what: str) -> str:
    return f"/receivables/{receivable}/evidence/{what}"


def proof_of(client: Client, receivable: str, *fields: str) -> bytes:
    response = client.http.post(of(receivable, "proofs"), json={"fields": list(fields)})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["content-disposition"].startswith('attachment; filename="proof-rcv_')
    return response.content


def verified(client: Client, file: bytes, **under: str) -> Json:
    headers = {"Content-Type": "application/json"}
    response = client.http.post("/evidence/verify", content=file, params=under, headers=headers)
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def readers(client: Client, receivable: str) -> dict[str, bool]:
    found = client.get(of(receivable, "readers"))["data"]
    return {each["participant"]: each["may_prove"] for each in found}


def test_the_root_of_a_kept_document_is_under_the_obligors_word(
    world: World, kept: tuple[str, str]
) -> None:
    receivable, root = kept
    world.core.post(f"/receivables/{receivable}/confirm", {}, 200)
    history = world.core.get(f"/receivables/{receivable}")["history"]
    assert [event["details"]["evidence_root"] for event in history] == [root, root]
    assert [event["name"] for event in history] == ["Recorded", "Confirmed"]


def test_the_original_comes_back_byte_for_byte_to_its_readers(
    world: World, kept: tuple[str, str]
) -> None:
    receivable, _ = kept
    for reader in (world.supplier, world.core):
        response = reader.http.get(of(receivable, "original"))
        assert response.content == CONTENT
        assert response.headers["content-type"] == "application/xml"
        assert response.headers["content-disposition"] == (
            "attachment; filename=\"__ 42.xml\"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%2042.xml"
        )
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert world.operator.code("GET", of(receivable, "original")) == (403, "forbidden")
    assert world.bank.code("GET", of(receivable, "original")) == (404, "not_found")


def test_a_proof_is_verified_by_service_contract_library_and_a_lone_script(
    world: World, kept: tuple[str, str], verifier: ModuleType
) -> None:
    receivable, root = kept
    file = proof_of(world.supplier, receivable, "amount", "due_date")
    shown = {"amount": FACTS["amount"], "due_date": FACTS["due_date"]}
    assert b"margin" not in file and b"number" not in file
    assert file == proof_of(world.supplier, receivable, "due_date", "amount"), "the same file"
    for client, under in ((world.core, {"receivable": receivable}), (world.bank, {"root": root})):
        found = verified(client, file, **under)
        assert found["fields"] == shown and found["evidence_root"] == root
        contract = world.system.manifest.contracts["EvidenceVerifier"].address
        assert found["on_chain"] == {"contract": contract, "verifies": True}
    assert verifier.verify(file, root) == shown
    wrong = Proof.from_bytes(file.replace(b"10000.00", b"90000.00"))
    on_chain = world.system.context.evidence.contract
    assert on_chain is not None and not on_chain.verifies(wrong)


def test_false_proofs_are_refused(world: World, kept: tuple[str, str]) -> None:
    receivable, root = kept
    file = proof_of(world.supplier, receivable, "amount")
    headers = {"Content-Type": "application/json"}

    def refusal(content: bytes, **under: str) -> str:
        answer = world.core.http.post(
            "/evidence/verify", content=content, params=under, headers=headers
        )
        return str(problem(answer)["code"])

    assert refusal(file.replace(b"10000.00", b"90000.00"), root=root) == "field_not_proved"
    assert refusal(file.replace(b'"amount"', b'"total"'), root=root) == "field_not_proved"
    assert refusal(file, root="0x" + "00" * 32) == "root_mismatch"
    assert refusal(json.dumps(json.loads(file), indent=1).encode(), root=root) == "proof_malformed"
    assert refusal(b"{}", receivable=receivable) == "proof_malformed"
    other = world.recorded()
    assert refusal(file, receivable=other) == "root_mismatch"
    assert refusal(file) == refusal(file, root=root, receivable=other) == "request_malformed"
    path = f"/evidence/verify?receivable={receivable}"
    assert world.bank.code("POST", path, {}) == (404, "not_found")


def test_only_owners_prove(world: World, kept: tuple[str, str]) -> None:
    receivable, _ = kept
    wanted = {"fields": ["amount"]}
    assert world.core.code("POST", of(receivable, "proofs"), wanted) == (403, "may_not_prove")
    assert world.bank.code("POST", of(receivable, "proofs"), wanted) == (404, "not_found")
    unknown = {"fields": ["amount", "colour"]}
    assert world.supplier.code("POST", of(receivable, "proofs"), unknown) == (422, "field_unknown")


def test_readers_come_and_go(world: World, kept: tuple[str, str]) -> None:
    receivable, _ = kept
    path = of(receivable, f"readers/{world.bank.id}")
    both = {world.core.id: False, world.supplier.id: True}
    assert readers(world.core, receivable) == both
    assert world.core.code("PUT", path, {}) == (403, "may_not_prove")
    granted = world.supplier.http.put(path, json={}).json()["data"]
    assert {"participant": world.bank.id, "may_prove": False} in granted
    assert world.bank.http.get(of(receivable, "original")).content == CONTENT, "though not a party"
    assert world.bank.code("DELETE", path) == (403, "may_not_prove")
    revoked = world.supplier.http.delete(path, params={"rotate": True})
    assert [each["participant"] for each in revoked.json()["data"]] == [*both]
    assert world.bank.code("GET", of(receivable, "original")) == (404, "not_found")
    itself = of(receivable, f"readers/{world.supplier.id}")
    assert world.supplier.code("DELETE", itself) == (409, "revokes_itself")
    nobody = of(receivable, "readers/par_9999")
    assert world.supplier.code("PUT", nobody, {}) == (422, "unknown_participant")


def test_who_may_prove_may_have_a_successor(world: World, kept: tuple[str, str]) -> None:
    receivable, _ = kept
    path = of(receivable, f"readers/{world.tier2.id}")
    world.supplier.http.put(path, json={"may_prove": True})
    assert proof_of(world.tier2, receivable, "number") == proof_of(
        world.supplier, receivable, "number"
    )


def test_encrypted_anew_it_has_another_id_and_the_same_root(
    world: World, kept: tuple[str, str]
) -> None:
    receivable, _ = kept
    before = proof_of(world.supplier, receivable, "amount")
    assert world.core.code("POST", of(receivable, "rotate")) == (403, "may_not_prove")
    first = world.supplier.post(of(receivable, "rotate"), None, 200)
    second = world.supplier.post(of(receivable, "rotate"), None, 200)
    assert first["document"] != second["document"] and second["dropped"] == []
    assert proof_of(world.supplier, receivable, "amount") == before
    assert world.core.http.get(of(receivable, "original")).content == CONTENT


def test_keys_are_renewed_and_kept_elsewhere(world: World) -> None:
    owner = world.register("supplier")
    root = owner.post("/documents", document())["evidence_root"]
    receivable = owner.post("/receivables", world.invoice(evidence_root=root))["receivable"]["id"]
    path = f"/participants/{owner.id}/reading-keys"
    renewed = owner.post(path, {})
    assert renewed["documents"] == 1 and len(bytes.fromhex(renewed["public"])) == 32
    assert owner.http.get(of(receivable, "original")).content == CONTENT
    assert world.bank.code("POST", path, {}) == (403, "forbidden")
    assert owner.code("POST", path, {"public": "zz"}) == (422, "request_malformed")
    assert owner.code("POST", path, {"public": "00" * 32}) == (422, "request_malformed")
    own = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    assert owner.post(path, {"public": own}) == {"public": own, "documents": 1}
    assert owner.code("GET", of(receivable, "original")) == (409, "reading_key_missing")


def test_an_account_of_its_own_has_keys_of_its_own(world: World) -> None:
    body = {"name": "Own", "legal_id": "OWN-1", "roles": ["supplier"], "account": f"0x{'77' * 20}"}
    made = world.operator.post("/participants", body)
    own = world.client(made["api_key"], made["participant"]["id"])
    assert own.code("POST", "/documents", document()) == (409, "reading_key_missing")
    own.post(f"/participants/{own.id}/reading-keys", {})
    own.post("/documents", document())


def test_what_is_no_document_is_refused(world: World) -> None:
    supplier = world.supplier
    for change, field in (
        ({"content": "not base64!"}, "content"),
        ({"content": 7}, "content"),
        ({"fields": {}}, "fields"),
        ({"media_type": "text/html\r\nX: y"}, "media_type"),
        ({"name": "a\nb"}, "name"),
        ({"surprise": 1}, "surprise"),
    ):
        found = supplier.refused("POST", "/documents", document(**change))
        assert (found["code"], found["errors"][0]["field"]) == ("request_malformed", field)
    assert supplier.code("POST", "/documents", document(fields={"": "x"})) == (
        422,
        "evidence_malformed",
    )
    named = document() | {"readers": ["par_9999"]}
    assert supplier.code("POST", "/documents", named) == (422, "unknown_participant")
    assert world.operator.code("POST", "/documents", document()) == (403, "forbidden")


def test_there_is_a_largest_document(world: World) -> None:
    largest = world.system.context.evidence.largest
    whole = base64.b64encode(bytes(largest)).decode()
    assert world.supplier.post("/documents", document(content=whole))["document"]
    more = base64.b64encode(bytes(largest + 1)).decode()
    found = world.supplier.refused("POST", "/documents", document(content=more))
    assert (found["status"], found["code"]) == (413, "document_too_large")
    far_more = base64.b64encode(bytes(largest + 2_000_000)).decode()
    found = world.supplier.refused("POST", "/documents", document(content=far_more))
    assert (found["status"], found["code"]) == (413, "request_too_large")


def test_kept_once_under_an_idempotency_key_and_no_fact_in_the_database(world: World) -> None:
    headers = {"Idempotency-Key": "keep it"}
    first = world.supplier.http.post("/documents", json=document(), headers=headers).json()
    again = world.supplier.http.post("/documents", json=document(), headers=headers).json()
    assert first["fields"] == FACTS
    assert again == first | {"fields": None}


def test_a_suspended_participant_keeps_and_grants_nothing_and_reads_on(world: World) -> None:
    one = world.register("supplier")
    root = one.post("/documents", document())["evidence_root"]
    receivable = one.post("/receivables", world.invoice(evidence_root=root))["receivable"]["id"]
    world.operator.post(f"/participants/{one.id}/suspend", None, 200)
    path = of(receivable, f"readers/{world.bank.id}")
    assert one.code("PUT", path, {}) == (403, "participant_suspended")
    assert one.http.get(of(receivable, "original")).content == CONTENT
    assert one.code("POST", "/documents", document()) == (403, "participant_suspended")


def test_without_its_documents_life_goes_on(
    world: World, kept: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    receivable, root = kept
    proof = proof_of(world.supplier, receivable, "amount")
    vault: Any = world.system.context.evidence.vault
    monkeypatch.setattr(vault, "_store", MemoryStore())
    assert world.supplier.code("POST", of(receivable, "proofs"), {"fields": ["amount"]}) == (
        410,
        "document_missing",
    )
    assert verified(world.core, proof, receivable=receivable)["fields"] == {"amount": "10000.00"}
    world.core.post(f"/receivables/{receivable}/confirm", {}, 200)
    world.supplier.post(f"/receivables/{receivable}/tokenise", None, 200)
    quote = world.quoted(receivable)
    world.supplier.post(f"/quotes/{quote['id']}/accept", {})
    world.core.post("/payments", {"receivable": receivable})
    world.bank.post("/redemptions", {"receivable": receivable})
    assert world.core.get(f"/receivables/{receivable}")["receivable"]["status"] == "settled"
    assert root == world.core.get(f"/receivables/{receivable}")["receivable"]["evidence_root"]
