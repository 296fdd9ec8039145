"""What participants state of themselves for messages."""

from dataclasses import asdict

from sqlalchemy import Engine

from sfc.domain.contact import Contact
from sfc.domain.ids import ParticipantId
from sfc.domain.outgoing import BankAccount
from sfc.store.engine import writing
from sfc.store.kept import ContactModel
from sfc.store.queries.base import Queries
from sfc.store.upsert import upsert


class SqlContacts(Queries):
    """Implements `sfc.ports.Contacts`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._writer = writing(engine)

    def contact_of(self, participant: ParticipantId) -> Contact:
        """What a participant stated last; an empty contact if it never did."""
        with self._session() as session:
            if (row := session.get(ContactModel, participant)) is None:
                return Contact()
            accounts = {code: BankAccount(**said) for code, said in row.bank_accounts.items()}
            return Contact(row.electronic_address, accounts)

    def note_contact(self, participant: ParticipantId, contact: Contact) -> None:
        """Remember it in the place of what was stated before."""
        row = {
            "participant": participant,
            "electronic_address": contact.electronic_address,
            "bank_accounts": {code: asdict(each) for code, each in contact.bank_accounts.items()},
        }
        with self._writer.begin() as connection:
            upsert(connection, ContactModel, [row])
