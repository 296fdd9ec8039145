"""What a participant states of itself for messages out, as it comes and as it is shown."""

from pydantic import ConfigDict, Field

from sfc.api.forms import PLAIN_TEXT_PATTERN, Form
from sfc.domain.contact import ADDRESS_PATTERN, BIC_PATTERN, LONGEST_NUMBER, Contact
from sfc.domain.outgoing import BankAccount


class AccountForm(Form):
    """A bank account."""

    currency: str = Field(pattern="^[A-Z]{3}$", description="ISO 4217 code.")
    holder: str = Field(
        "", max_length=140, pattern=PLAIN_TEXT_PATTERN, description="The participant by default."
    )
    number: str = Field(
        min_length=1,
        max_length=LONGEST_NUMBER,
        pattern=PLAIN_TEXT_PATTERN,
        description="IBAN, or another number.",
    )
    bic: str = Field("", pattern=f"^$|{BIC_PATTERN}")


class ContactForm(Form):
    """Where messages reach a participant, and where it pays from."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "electronic_address": "0088:7300010000001",
                    "bank_accounts": [{"currency": "CNY", "number": "6222021001112223334"}],
                }
            ]
        }
    )

    electronic_address: str = Field(
        "",
        pattern=f"^$|{ADDRESS_PATTERN}",
        description="Peppol address: scheme and value. An LEI or VAT number needs none.",
    )
    bank_accounts: list[AccountForm] = Field(
        default_factory=list, max_length=50, description="To pay from; one per currency."
    )

    def read(self) -> Contact:
        """Read it as the use case takes it; of two accounts in a currency the last."""
        return Contact(
            self.electronic_address,
            {
                each.currency: BankAccount(each.holder, each.number, each.bic)
                for each in self.bank_accounts
            },
        )

    @classmethod
    def of(cls, contact: Contact) -> "ContactForm":
        """Write it."""
        accounts = [
            AccountForm(currency=code, holder=each.holder, number=each.number, bic=each.bic)
            for code, each in sorted(contact.bank_accounts.items())
        ]
        return cls(electronic_address=contact.electronic_address, bank_accounts=accounts)
