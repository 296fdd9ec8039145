"""Participants state where messages reach them and which bank accounts they pay from."""

from collections.abc import Mapping

from sfc.app.context import Context
from sfc.app.parties import listed, participant
from sfc.domain.contact import Contact, check_account_number
from sfc.domain.ids import ParticipantId
from sfc.domain.outgoing import BankAccount


def contact_of(context: Context, number: ParticipantId) -> Contact:
    """What a participant stated last, or an empty contact. Raises UnknownParticipant."""
    return context.exports.contacts.contact_of(participant(context, number).id)


def state_contact(context: Context, number: ParticipantId, contact: Contact) -> Contact:
    """Replace what a participant states of itself; an account without a holder is its own.

    Raises UnknownParticipant, CurrencyUnknown, RequestMalformed (an IBAN that is none).
    """
    own = participant(context, number)
    accounts: Mapping[str, BankAccount] = {
        listed(context, code).code: BankAccount(
            account.holder or own.name, check_account_number(account.number), account.bic
        )
        for code, account in contact.bank_accounts.items()
    }
    stated = Contact(contact.electronic_address, accounts)
    context.exports.contacts.note_contact(own.id, stated)
    return stated
