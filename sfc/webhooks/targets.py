"""Which URLs may be sent to: none that leads into a network of ours.

A name is resolved, every address that it has is looked at, and the connection goes to one that
was: what the name says a moment later changes nothing.
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from urllib.parse import SplitResult, urlsplit

from sfc.domain.errors import WebhookTargetRefused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_URL = 2_000
_PORTS = {"https": 443, "http": 80}

# public by their numbers, and yet answered by the machines that run ours
_OURS = (IPv4Network("168.63.129.16/32"), IPv4Network("192.0.0.0/24"))
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")
_COMPATIBLE = IPv6Network("::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect to, and what for: `host` is the name that was asked for."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: Sequence[str]

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class Targets:
    """Says what may be sent to: public addresses, by https.

    `networks` are allowed besides, and with `plain_http` http is too.
    """

    def __init__(
        self,
        networks: Iterable[Network] = (),
        *,
        plain_http: bool = False,
        resolve: Callable[[str, int], Sequence[str]] = _resolve,
    ) -> None:
        self._networks = tuple(networks)
        self._plain_http = plain_http
        self._resolve = resolve

    def find(self, url: str) -> Target:
        """Resolve a URL. Raises WebhookTargetRefused if not every address of it may be reached."""
        parts = self._parts(url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise WebhookTargetRefused(url, f"{host} has no address") from None
        if not addresses:
            raise WebhookTargetRefused(url, f"{host} has no address")
        for each in addresses:
            if not self._may_reach(each):
                raise WebhookTargetRefused(url, f"{host} is in a network that is not reached")
        path = parts.path or "/"
        return Target(
            parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path, addresses
        )

    def _parts(self, url: str) -> SplitResult:
        if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
            raise WebhookTargetRefused(url, "a URL has up to 2,000 plain characters")
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname
        except ValueError:
            raise WebhookTargetRefused(url, "it is no URL") from None
        if parts.scheme == "http" and not self._plain_http:
            raise WebhookTargetRefused(url, "only https is sent to")
        if parts.scheme not in _PORTS or not host or port == 0:
            raise WebhookTargetRefused(url, "it has to be of the form https://host/path")
        if parts.username is not None or parts.password is not None or parts.fragment:
            raise WebhookTargetRefused(url, "it may have neither credentials nor a fragment")
        return parts

    def _may_reach(self, text: str) -> bool:
        try:
            address = ip_address(text.partition("%")[0])
        except ValueError:
            return False
        meant = _meant(address)
        allowed = any(each.version == meant.version and meant in each for each in self._networks)
        return allowed or _is_public(meant)


def _meant(address: Address) -> Address:
    """The IPv4 address where an IPv6 address only wraps one."""
    if not isinstance(address, IPv6Address):
        return address
    if (mapped := address.ipv4_mapped) is not None:
        return mapped
    if address in _COMPATIBLE and int(address) > 1:
        return IPv4Address(int(address))
    wrapping = (*_NAT64, _TRANSLATED)
    if any(address in network for network in wrapping):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if (wrapped := address.sixtofour) is not None:
        return wrapped
    return address


def _is_public(address: Address) -> bool:
    teredo = isinstance(address, IPv6Address) and address.teredo is not None
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not teredo
        and not any(address in network for network in _OURS)
    )
