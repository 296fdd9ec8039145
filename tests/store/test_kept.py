"""Kept documents and contacts, on every database."""

from hashlib import sha256

import pytest
from sqlalchemy import Engine

from sfc.domain.contact import Contact
from sfc.domain.documents import DocumentId, KeptDocument
from sfc.domain.ids import ParticipantId
from sfc.domain.outgoing import BankAccount
from sfc.store import SqlContacts, SqlDocumentRegister
from sfc.store.queries import documents

OWNER = ParticipantId(2**32 - 1)


def kept(number: int, content: str = "") -> KeptDocument:
    root = sha256(str(number).encode()).digest()
    document = sha256(f"{number}{content}".encode()).hexdigest()
    return KeptDocument(root, DocumentId(document), OWNER)


def test_a_document_is_found_by_its_root(engine: Engine) -> None:
    register = SqlDocumentRegister(engine)
    assert register.document_of(kept(1).root) is None
    register.note_document(kept(1))
    register.note_document(kept(2))
    assert register.document_of(kept(1).root) == kept(1)
    assert register.document_of(kept(2).root) == kept(2)


def test_encrypted_anew_it_takes_the_place_of_the_first(engine: Engine) -> None:
    register = SqlDocumentRegister(engine)
    register.note_document(kept(1))
    register.note_document(kept(1, "anew"))
    assert register.document_of(kept(1).root) == kept(1, "anew")
    assert list(register.kept_documents()) == [kept(1, "anew")]


def test_all_are_listed_page_by_page(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_AT_A_TIME", 3)
    register = SqlDocumentRegister(engine)
    for count in range(8):
        assert len(list(register.kept_documents())) == count
        register.note_document(kept(count))
    found = list(register.kept_documents())
    assert sorted(found, key=lambda each: each.root) == found
    assert set(found) == {kept(number) for number in range(8)}


def test_a_slow_listing_keeps_nobody_waiting(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_AT_A_TIME", 1)
    register = SqlDocumentRegister(engine)
    register.note_document(kept(1))
    register.note_document(kept(2))
    listing = register.kept_documents()
    next(listing)
    register.note_document(kept(3))  # a database in memory has one connection
    assert len(list(listing)) in (1, 2)


def test_a_contact_is_what_was_stated_last(engine: Engine) -> None:
    contacts = SqlContacts(engine)
    assert contacts.contact_of(OWNER) == Contact()
    accounts = {
        "CNY": BankAccount("锚汽车", "6222021001112223334"),
        "EUR": BankAccount("A", "B", "C"),
    }
    contacts.note_contact(OWNER, Contact("0088:7300010000001", accounts))
    assert contacts.contact_of(OWNER) == Contact("0088:7300010000001", accounts)
    contacts.note_contact(OWNER, Contact(bank_accounts={"JPY": BankAccount("A", "1")}))
    assert contacts.contact_of(OWNER) == Contact("", {"JPY": BankAccount("A", "1")})
    assert contacts.contact_of(ParticipantId(1)) == Contact()
