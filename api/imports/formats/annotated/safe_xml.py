"""XML of strangers: no entity is expanded, nothing outside is fetched, and none is too large."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_BYTES = 20_000_000


class XmlError(ValueError):
    """A document that is none, or has what is not read; the message says where."""


def read_xml(content: bytes) -> Element:
    """Return the root of a document.

    Raises:
        XmlError: it is not well-formed, declares entities, or is too large.
    """
    if len(content) > MOST_BYTES:
        message = f"has more than {MOST_BYTES} bytes"
        raise XmlError(message)
    try:
        root: Element = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        message = "declares entities, or what is elsewhere: write out what is meant"
        raise XmlError(message) from error
    except (ParseError, ValueError, LookupError) as error:
        message = f"is not well-formed XML: {error}"
        raise XmlError(message) from error
    return root
