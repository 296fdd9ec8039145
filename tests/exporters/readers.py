"""Readers that know nothing of the writers: generated classes of ISO 20022, and Peppol's rules."""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from lxml import etree
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.serializers import XmlSerializer


def read_iso(content: bytes, kind: type[Any]) -> Any:
    """Parse with a generated class: no unknown element, no unreadable value, nothing missing.

    Written out again by the class, in the order of its schema, it is the same document.
    """
    strict = ParserConfig(fail_on_unknown_properties=True, fail_on_converter_warnings=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parsed = XmlParser(config=strict).from_bytes(content, kind)
    assert list(_faults(parsed, kind.__name__)) == []
    namespace = etree.fromstring(content).nsmap[None]
    again = XmlSerializer().render(parsed, ns_map={None: namespace})
    assert _canonical(again.encode()) == _canonical(content)
    return parsed


def _canonical(content: bytes) -> bytes:
    tree = etree.fromstring(content, etree.XMLParser(remove_blank_text=True)).getroottree()
    out = BytesIO()
    tree.write_c14n(out)
    return out.getvalue()


def _faults(value: Any, path: str) -> Iterator[str]:
    """Lists shorter or longer than allowed, and what is required and is not there."""
    for field in fields(value):
        found, rules = getattr(value, field.name), field.metadata
        here = f"{path}/{rules.get('name', field.name)}"
        many = found if isinstance(found, list) else [found] if found is not None else []
        if rules.get("required") and not many:
            yield f"{here} is missing"
        if isinstance(found, list) and not (
            rules.get("min_occurs", 0) <= len(found) <= rules.get("max_occurs", 2**31)
        ):
            yield f"{here} occurs {len(found)} times"
        for each in many:
            if is_dataclass(each):
                yield from _faults(each, here)
            else:
                yield from (f"{here}: {rule} of {each!r}" for rule in _broken(each, rules))


def _broken(value: Any, rules: Mapping[str, Any]) -> Iterator[str]:
    """What the schema says of a value, and does not hold."""
    if isinstance(value, str):
        if not rules.get("min_length", 0) <= len(value) <= rules.get("max_length", 2**31):
            yield "length"
        if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
            yield "pattern"
    if isinstance(value, Decimal):
        _, digits, exponent = value.as_tuple()
        assert isinstance(exponent, int)
        if len(digits) > rules.get("total_digits", 2**31):
            yield "digits"
        if -exponent > rules.get("fraction_digits", 2**31):
            yield "decimals"
        if value < rules.get("min_inclusive", value):
            yield "smallness"


UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NS = {
    "ar": f"{UBL}ApplicationResponse-2",
    "cac": f"{UBL}CommonAggregateComponents-2",
    "cbc": f"{UBL}CommonBasicComponents-2",
}

# The transaction T111 of Peppol: each element with its children in order, "?" may be absent, "*"
# may repeat. Attributes are listed with "@"; nothing else may be there.
_IDENTIFICATION = ["cbc:ID @schemeID?"]
_PARTY = {
    "cbc:EndpointID @schemeID?": None,
    "cac:PartyIdentification?": _IDENTIFICATION,
    "cac:PartyLegalEntity": ["cbc:RegistrationName"],
}
_NAMED = {"cac:PartyIdentification?": _IDENTIFICATION, "cac:PartyName": ["cbc:Name"]}
T111: dict[str, Any] = {
    "cbc:CustomizationID": None,
    "cbc:ProfileID": None,
    "cbc:ID": None,
    "cbc:IssueDate": None,
    "cbc:IssueTime?": None,
    "cbc:Note?": None,
    "cac:SenderParty": _PARTY,
    "cac:ReceiverParty": _PARTY,
    "cac:DocumentResponse": {
        "cac:Response": {
            "cbc:ResponseCode": None,
            "cbc:EffectiveDate?": None,
            "cac:Status*": {
                "cbc:StatusReasonCode? @listID": None,
                "cbc:StatusReason?": None,
                "cac:Condition*": ["cbc:AttributeID", "cbc:Description?"],
            },
        },
        "cac:DocumentReference": ["cbc:ID", "cbc:IssueDate?", "cbc:DocumentTypeCode"],
        "cac:IssuerParty?": _NAMED,
        "cac:RecipientParty?": _NAMED,
    },
}
REASONS = "NON REF LEG REC QUA DEL PRI QTY ITM PAY UNR FIN PPD OTH".split()
ACTIONS = "NOA PIN NIN CNF CNP CNA OTH".split()


def read_peppol(content: bytes, *, on_the_network: bool = True) -> etree._Element:
    """Parse an Invoice Response and hold it against the structure and the rules of T111."""
    root = etree.fromstring(content)
    assert root.tag == f"{{{NS['ar']}}}ApplicationResponse"
    _check_children(root, T111)
    assert value(root, "cbc:CustomizationID") == "urn:fdc:peppol.eu:poacc:trns:invoice_response:3"
    assert value(root, "cbc:ProfileID") == "urn:fdc:peppol.eu:poacc:bis:invoice_response:3"
    code = value(root, "//cbc:ResponseCode")
    assert code in "AB AP RE IP UQ CA PD".split()
    assert code not in ("CA", "UQ", "RE") or root.xpath("//cbc:StatusReasonCode", namespaces=NS)
    for status in root.iterfind(".//cac:Status", NS):
        reason = status.find("cbc:StatusReasonCode", NS)
        assert reason is not None
        assert (
            reason.text
            in {"OPStatusReason": REASONS, "OPStatusAction": ACTIONS}[str(reason.get("listID"))]
        )
        assert reason.text != "PPD" or code == "PD"
        assert reason.text != "OTH" or status.findtext("cbc:StatusReason", None, NS)
    for element in root.iter():
        assert len(element) or (element.text or "").strip()
    if on_the_network:
        assert all(e.get("schemeID") for e in root.iterfind(".//cbc:EndpointID", NS))
    return root


def value(root: etree._Element, path: str) -> str:
    found = root.xpath(path, namespaces=NS)
    assert isinstance(found, list) and len(found) == 1, path
    element = found[0]
    assert isinstance(element, etree._Element)
    return element.text or ""


def _check_children(element: etree._Element, expected: Any) -> None:
    wanted = expected if isinstance(expected, dict) else dict.fromkeys(expected)
    children = list(element)
    for key, inner in wanted.items():
        name, *attributes = key.split(" @")
        tag, optional, many = name.rstrip("?*"), name[-1] in "?*", name[-1] == "*"
        prefix, _, local = tag.partition(":")
        matching = 0
        while children and children[0].tag == f"{{{NS[prefix]}}}{local}":
            child = children.pop(0)
            matching += 1
            assert set(child.attrib) <= {each.rstrip("?") for each in attributes}
            assert {each for each in attributes if not each.endswith("?")} <= set(child.attrib)
            if inner is None:
                assert not len(child)
            else:
                _check_children(child, inner)
        assert matching or optional, f"{tag} is missing"
        assert matching <= 1 or many, f"{tag} repeats"
    assert not children, f"{children[0].tag!r} is not expected there"
