"""Bank statements from files: camt.053 by its content, CSV by a declared profile."""

from io import BytesIO

from sfc.domain.errors import StatementMalformed
from sfc.domain.reconciliation.csv_profile import BankProfile
from sfc.domain.reconciliation.statement import BankStatement
from sfc.importers.bank_camt053 import read_camt053
from sfc.importers.bank_csv import read_bank_csv

_XML_BEGINS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def read_bank_file(
    content: bytes, file: str, profile: BankProfile | None = None
) -> tuple[BankStatement, ...]:
    """Give the statements of a file, one for each account and currency, all of which add up.

    `file` is the name that refusals tell. Raises StatementMalformed, StatementUnbalanced, and
    nothing else, whatever the file contains.
    """
    if content.lstrip()[:4].startswith(_XML_BEGINS):
        found = read_camt053(content, file)
    elif profile is not None:
        found = read_bank_csv(BytesIO(content), file, profile)
    else:
        expected = "camt.053; a CSV needs a profile that says how it is written"
        raise StatementMalformed(file, "no XML", expected)
    if not found:
        raise StatementMalformed(file, "nothing", "a statement")
    return found


class BankFileReader:
    """Implements `sfc.ports.StatementReader`."""

    def read(
        self, content: bytes, file: str, profile: BankProfile | None
    ) -> tuple[BankStatement, ...]:
        """Read a file. Raises StatementMalformed, StatementUnbalanced."""
        return read_bank_file(content, file, profile)
