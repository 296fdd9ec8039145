"""XML from strangers: refused with a reason, quickly, and nothing fetched."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.importers.safe_xml import (
    DEEPEST,
    MOST_ATTRIBUTES,
    MOST_BYTES,
    MOST_ELEMENTS,
    XmlRefused,
    parse_xml,
)

BOMB = b"<!DOCTYPE a [<!ENTITY x0 'lol'>%s]><a>&x9;</a>" % b"".join(
    b"<!ENTITY x%d '%s'>" % (n, b"&x%d;" % (n - 1) * 10) for n in range(1, 10)
)


def refusal(data: bytes) -> XmlRefused:
    with pytest.raises(XmlRefused) as refused:
        parse_xml(data)
    assert refused.value.code and refused.value.expected
    return refused.value


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        b"<!DOCTYPE a><a/>",
        b"<!DOCTYPE a [ this is not even a declaration ]><a/>",
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><a/>',
        b'<!DOCTYPE a [<!ATTLIST a b CDATA "x">]><a/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_any_doctype_is_refused(data: bytes) -> None:
    assert refusal(data).reason == "R-DTD"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml",
        b"%PDF-1.7",
        b"<a",
        b"<a></b>",
        b"<a/><b/>",
        b"<a>&undefined;</a>",
        b"<a>\xe4</a>",
        b'<?xml version="1.0" encoding="bogus"?><a/>',
        b"<a>\x00</a>",
        b"<" + b"a" * 9_000_000 + b"/>",
    ],
)
def test_what_is_not_well_formed_is_refused(data: bytes) -> None:
    assert refusal(data).reason == "R-XML"


@pytest.mark.parametrize(
    "data",
    [
        b" " * (MOST_BYTES + 1),
        b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1),
        b"<a>" * 1_000_000,
        b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>",
        b"<a " + b" ".join(b'x%d=""' % n for n in range(MOST_ATTRIBUTES + 1)) + b"/>",
        b"<a " + b" ".join(b'x%d=""' % n for n in range(300_000)) + b"/>",
    ],
)
def test_what_is_too_much_is_refused(data: bytes) -> None:
    assert refusal(data).reason == "R-LIMIT"


def test_the_limits_themselves_are_allowed() -> None:
    parse_xml(b"<a>" * DEEPEST + b"</a>" * DEEPEST)
    parse_xml(b"<a>" + b"<b/>" * (MOST_ELEMENTS - 1) + b"</a>")
    parse_xml(b"<a " + b" ".join(b'x%d=""' % n for n in range(MOST_ATTRIBUTES)) + b"/>")


def test_encodings_comments_and_instructions() -> None:
    root = parse_xml('<?xml version="1.0" encoding="gb18030"?><a>发票</a>'.encode("gb18030"))
    assert root.text == "发票"
    assert parse_xml(b"<a>1<!-- 9 -->2<?x 9?>3<![CDATA[4]]></a>").text == "1234"


def test_inclusions_are_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    include = f'<x:include href="{secret.as_uri()}" parse="text"/>'
    xml = f'<a xmlns:x="http://www.w3.org/2001/XInclude">{include}</a>'
    root = parse_xml(xml.encode())
    assert "secret" not in "".join(str(text) for text in root.itertext())


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(data: bytes) -> None:
    for whole in (data, b"<a>" + data + b"</a>", b'<?xml version="1.0"?>' + data):
        with contextlib.suppress(XmlRefused):
            parse_xml(whole)


def test_a_prefix_that_stands_for_nothing_is_refused() -> None:
    with pytest.raises(XmlRefused) as caught:
        parse_xml(b"<a xmlns:q='urn:q'><x:b/></a>")
    assert "prefix x" in caught.value.value
    assert parse_xml(b"<a xmlns:q='urn:q'><q:b/></a>").tag == "a"
