"""How much the service takes: of whom, how often, for how long."""

from dataclasses import dataclass
from typing import Self

from sfc.settings import Settings


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` requests at once, and `per_second` after that."""

    per_second: int
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a service; without rates as many requests as come.

    `credential` is the rate of each known credential, `address` that of all else from one address.
    """

    credential: Rate | None = None
    address: Rate | None = None
    request_seconds: float = 120.0
    most_streams: int = 100
    cors_origins: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The limits that the settings say."""
        return cls(
            credential=Rate(settings.rate_per_second, settings.rate_burst),
            address=Rate(settings.address_rate_per_second, settings.address_rate_burst),
            request_seconds=settings.request_seconds,
            most_streams=settings.most_streams,
            cors_origins=tuple(settings.cors_origins),
        )
