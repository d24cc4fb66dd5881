"""What texts may have in XML."""

import re

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What no document may have, even escaped (XML 1.0, section 2.2)."""


def xml_words(text: str) -> str:
    """Return a text with a mark in place of each character that no XML document may have."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
