"""A sheet: titled sections of bilingual labels and values, before it has a format."""

from dataclasses import dataclass

from sfc.domain.money import Money
from sfc.exporters.amounts import capitals, figures


@dataclass(frozen=True, slots=True)
class Label:
    """The same in Chinese and in English."""

    chinese: str
    english: str

    def __str__(self) -> str:
        return f"{self.chinese} {self.english}"


@dataclass(frozen=True, slots=True)
class Row:
    """A value under its label; an empty value is for somebody to fill in.

    `shown` is how people see it, where that differs from how programs do.
    """

    label: Label
    value: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a title, and texts above them."""

    title: Label
    rows: tuple[Row, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or more. `signed_by` are the parties that sign at the end."""

    title: Label
    number: str
    date: str
    sections: tuple[Section, ...]
    signed_by: tuple[Label, ...]
    footer: str


def row(chinese: str, english: str, value: str) -> Row:
    """A row from its parts."""
    return Row(Label(chinese, english), value)


def money_row(chinese: str, english: str, money: Money) -> Row:
    """An amount: plain for programs, in figures and characters for people."""
    shown = " · ".join(part for part in (figures(money), capitals(money)) if part)
    return Row(Label(chinese, english), money.amount, shown)
