"""What a participant may be."""

from collections.abc import Iterable
from enum import IntFlag

from sfc.domain.errors import RoleUnknown


class Role(IntFlag):
    """Roles of a participant, which may have several; values as stored by the contract."""

    CORE_ENTERPRISE = 1
    SUPPLIER = 2
    FINANCIER = 4
    OPERATOR = 8
    REGULATOR = 16

    @property
    def names(self) -> list[str]:
        """The single roles in it by their API names, such as `core_enterprise`."""
        return [_API_NAMES[role] for role in Role if role in self]


_API_NAMES = {role: str(role.name).lower() for role in Role}
_BY_API_NAME = {name: role for role, name in _API_NAMES.items()}


def parse_role(name: str) -> Role:
    """Read one API name such as `core_enterprise`. Raises RoleUnknown."""
    try:
        return _BY_API_NAME[name]
    except KeyError:
        raise RoleUnknown(name, ", ".join(_BY_API_NAME)) from None


def parse_roles(names: Iterable[str]) -> Role:
    """Read several API names into one value; none gives no role. Raises RoleUnknown."""
    roles = Role(0)
    for name in names:
        roles |= parse_role(name)
    return roles
