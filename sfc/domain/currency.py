"""Currencies and how many decimals each has."""

from dataclasses import dataclass

from sfc.domain.errors import CurrencyUnknown


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 `code` and its `exponent`: one major unit is 10^exponent minor units."""

    code: str
    exponent: int

    def __str__(self) -> str:
        return self.code


_CODES_BY_EXPONENT = {
    0: "CLP ISK JPY KRW PYG UGX VND XAF XOF XPF",
    2: (
        "AED ARS AUD BDT BRL CAD CHF CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR KES KZT "
        "LKR MAD MOP MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON SAR SEK SGD THB TRY TWD TZS UAH "
        "USD UYU ZAR"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
}

CURRENCIES = {
    code: Currency(code, exponent)
    for exponent, codes in _CODES_BY_EXPONENT.items()
    for code in codes.split()
}
"""The currencies of most trade; exponents as in ISO 4217."""


def currency(code: str) -> Currency:
    """Look a currency up by its code, in capitals. Raises CurrencyUnknown."""
    try:
        return CURRENCIES[code]
    except KeyError:
        raise CurrencyUnknown(code) from None
