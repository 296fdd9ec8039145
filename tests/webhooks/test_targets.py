"""Nothing is sent into our own networks, however the way there is written."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.errors import WebhookTargetRefused
from sfc.webhooks import Targets

PUBLIC = "93.184.215.14"


def resolving(*addresses: str, **options) -> Targets:
    return Targets(resolve=lambda _host, _port: addresses, **options)


def refused(targets: Targets, url: str = "https://hooks.example/in") -> str:
    with pytest.raises(WebhookTargetRefused) as caught:
        targets.find(url)
    return caught.value.reason


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",  # a cloud's metadata
        "169.254.169.254",  # and most others'
        "168.63.129.16",  # and another's, with a public number
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "::ffff:0:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::10.0.0.1",
        "2002:0a00:0001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "no address",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    assert "not reached" in refused(resolving(address))
    assert "not reached" in refused(resolving(PUBLIC, address)), "one is enough"


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_are_sent_to(address: str) -> None:
    found = resolving(address).find("https://hooks.example/in?a=b")
    assert (found.host, found.port, found.path) == ("hooks.example", 443, "/in?a=b")
    assert list(found.addresses) == [address]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://hooks.example/", "only https"),
        ("ftp://hooks.example/", "of the form"),
        ("file:///etc/passwd", "of the form"),
        ("https:///in", "of the form"),
        ("hooks.example", "of the form"),
        ("https://user:word@hooks.example/", "credentials"),
        ("https://hooks.example/#part", "fragment"),
        ("https://hooks.example:0/", "of the form"),
        ("https://hooks.example:99999/", "no URL"),
        ("https://[::1/", "no URL"),
        ("https://hooks.example/a b", "plain"),
        ("https://hooks.example/\r\nHost: other", "plain"),
        ("https://hooks.example/ü", "plain"),
        ("https://hooks.example/" + "a" * 2_000, "plain"),
    ],
)
def test_urls_of_another_form_are_refused(url: str, reason: str) -> None:
    assert reason in refused(resolving(PUBLIC), url)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:7f00:1]/",
        "https://localhost/",
    ],
)
def test_our_own_machine_is_refused_however_it_is_written(url: str) -> None:
    assert refused(Targets(), url)


def test_a_name_without_an_address_is_refused() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    assert "no address" in refused(Targets(resolve=unknown))
    assert "no address" in refused(resolving())


def test_what_the_settings_allow_is_sent_to() -> None:
    allowed = resolving("10.1.2.3", networks=[ip_network("10.1.0.0/16")], plain_http=True)
    assert allowed.find("http://hooks.example:8080/").authority == "hooks.example:8080"
    other = resolving("10.2.2.3", networks=[ip_network("10.1.0.0/16")])
    assert "not reached" in refused(other)


@given(st.integers(0, 2**32 - 1))
def test_wrapping_changes_nothing(number: int) -> None:
    """An IPv4 address is as reachable in IPv6 clothes as without."""

    def reached(address: str) -> bool:
        try:
            resolving(address).find("https://hooks.example/")
        except WebhookTargetRefused:
            return False
        return True

    plain = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    for clothes in (f"::ffff:{plain}", f"64:ff9b::{plain}"):
        assert reached(clothes) == reached(plain)
