"""URLs that become links: of the web, and nothing that a browser would do anything else with than fetch."""

import re
import unicodedata
from ipaddress import IPv6Address

MAX_URL = 2000
"""How many characters a URL may have: what browsers and servers take alike."""

_FORM = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(r"(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>.*))?", re.DOTALL)
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_CHARACTERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
"""Categories of Unicode that nobody sees, or that move or hide what stands beside them."""


def web_url(text: str) -> str:
    """Return a URL as it is, if it is one of `http` or `https` (RFC 3986, or RFC 3987 where it is not ASCII).

    Raises:
        ValueError: it is none; the message says what would be right.
    """
    if len(text) > MAX_URL:
        message = f"is longer than {MAX_URL} characters"
        raise ValueError(message)
    if wrong := next((character for character in text if not _may_stand(character)), None):
        message = f"holds {_shown(wrong)}, which no URL has as it is: percent-encode it, or leave it out"
        raise ValueError(message)
    found = _FORM.fullmatch(text)
    if found is None:
        given = _SCHEME.match(text)
        which = f"not {given[0]!r}" if given else "and says so"
        message = f"is not the URL of a page: it begins with http:// or https://, {which}"
        raise ValueError(message)
    if "@" in found["authority"]:
        message = "names a user before its host: leave out all up to the @"
        raise ValueError(message)
    _check_host(found["authority"])
    rest = found["rest"]
    if _ESCAPE.search(rest) or "[" in rest or "]" in rest or rest.count("#") > 1:
        message = "has a %, [, ] or # that is not percent-encoded: write %25, %5B, %5D or %23"
        raise ValueError(message)
    return text


def is_web_url(text: str) -> bool:
    """Tell whether a text is a URL of `http` or `https`."""
    try:
        web_url(text)
    except ValueError:
        return False
    return True


def _may_stand(character: str) -> bool:
    return character in _ASCII if character.isascii() else unicodedata.category(character) not in _NO_CHARACTERS


def _shown(character: str) -> str:
    return repr(character) if character.isprintable() and not character.isspace() else f"U+{ord(character):04X}"


def _check_host(authority: str) -> None:
    parts = _HOST.fullmatch(authority)
    if parts is None or not _is_host(parts["host"]):
        message = f"has no host that can be: {authority!r}"
        raise ValueError(message)
    port = parts["port"]
    if port and not (port.isascii() and port.isdigit() and len(port) < 6 and int(port) < 65536):  # noqa: PLR2004 - ports
        message = f"has no port that can be: {port!r}"
        raise ValueError(message)


def _is_host(host: str) -> bool:
    if host.startswith("["):
        try:
            return IPv6Address(host[1:-1]).scope_id is None
        except ValueError:
            return False
    labels = host.removesuffix(".").split(".")
    return len(host) <= 253 and all(map(_is_label, labels))  # noqa: PLR2004 - RFC 1035


def _is_label(label: str) -> bool:
    if not 0 < len(label) < 64 or label[0] == "-" or label[-1] == "-":  # noqa: PLR2004 - as above
        return False
    return all(character in "-_" or unicodedata.category(character)[0] in "LMN" for character in label)
