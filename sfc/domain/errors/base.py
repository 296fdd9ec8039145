"""What every refusal of the system has in common."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import ClassVar, dataclass_transform

LONGEST_SHOWN = 80
_registry: dict[str, "type[SfcError]"] = {}


@dataclass_transform(eq_default=False)
@dataclass(eq=False, repr=False)
class SfcError(Exception):
    """A refusal that names itself, what was wrong, and what would be right.

    A subclass states a stable `code`, a `template` for people, and its typed fields; being
    declared makes it a dataclass and enters it in `BY_CODE`. Participants, receivables, quotes
    and accounts are named in fields by their public text (`par_7`, `rcv_…`, `0x…`); amounts are
    integers in minor units (or the text that could not be read as one); rates are parts per
    million a year; moments are seconds since 1970 in UTC.
    """

    code: ClassVar[str]
    template: ClassVar[str]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" not in cls.__dict__ or "template" not in cls.__dict__:
            raise TypeError(f"{cls.__name__} must state its own code and template")
        if cls.code in _registry:
            raise TypeError(f"{cls.__name__} repeats code {cls.code} of {_registry[cls.code]}")
        dataclass(eq=False, repr=False)(cls)
        _registry[cls.code] = cls

    def __post_init__(self) -> None:
        self.args = tuple(self._values().values())  # what repr shows and pickle rebuilds from

    @property
    def message(self) -> str:
        """One sentence for people; long values are cut, `fields()` has them whole."""
        return self.template.format_map({k: _shown(v) for k, v in self._values().items()})

    def fields(self) -> dict[str, int | str]:
        """The facts of the refusal, ready for JSON: dates as ISO 8601, the rest unchanged."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self._values().items()
        }

    def __str__(self) -> str:
        return self.message

    def _values(self) -> dict[str, int | str | date]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


BY_CODE: Mapping[str, type[SfcError]] = MappingProxyType(_registry)
"""Every error of the system by its code, in order of declaration."""


def _shown(value: int | str | date) -> int | str | date:
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        return value[: LONGEST_SHOWN - 1] + "…"
    return value
