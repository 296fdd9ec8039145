"""The schema that a payment file must meet. It comes with the `sepaxml` package, unchanged."""

from functools import cache
from importlib.resources import files

from lxml import etree


def check_pain001(content: bytes) -> None:
    """Check a file against pain.001.001.09. Raises ValueError, naming what is wrong."""
    schema = _pain001()
    if not schema.validate(etree.fromstring(content)):
        raise ValueError(f"the payment file breaks its schema: {schema.error_log.last_error}")


@cache
def _pain001() -> etree.XMLSchema:
    path = files("sepaxml").joinpath("schemas", "pain.001.001.09.xsd")
    return etree.XMLSchema(etree.fromstring(path.read_bytes()))
