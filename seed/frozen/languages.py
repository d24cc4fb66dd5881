"""Language tags in the one way in which they are kept (BCP 47: RFC 5646)."""

import re

MAX_TAG = 35
TAG_PATTERN = (
    r"^(([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"  # language, with its extensions
    r"(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"  # script, region
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*"  # extensions
    r"(-[Xx](-[A-Za-z0-9]{1,8})+)?|[Xx](-[A-Za-z0-9]{1,8})+)$"  # private use
)
"""The grammar of a tag (RFC 5646, section 2.1), without those that were grandfathered against it."""

_REGION, _SCRIPT = 2, 4


def canonical_tag(text: str) -> str:
    """Return a language tag with its letters in the case that each of its parts has (RFC 5646, section 2.1.1).

    Raises:
        ValueError: it is none.
    """
    if len(text) > MAX_TAG or not re.fullmatch(TAG_PATTERN, text):
        shown = text if len(text) <= MAX_TAG else f"{text[:MAX_TAG]}…"
        message = f"{shown!r} is no language tag (BCP 47) of up to {MAX_TAG} characters, such as en, zh-Hans or pt-BR"
        raise ValueError(message)
    first, *rest = text.lower().split("-")
    parts, within = [first], len(first) > 1  # behind a single letter, which begins an extension, all is lower case
    for part in rest:
        within = within and len(part) > 1
        cased = {_REGION: part.upper(), _SCRIPT: part.title()}.get(len(part), part) if within else part
        parts.append(cased)
    return "-".join(parts)


def one_spelling(tag: str) -> str:
    """Return the canonical form of a tag that was kept before tags were checked; of what is none, itself."""
    try:
        return canonical_tag(tag)
    except ValueError:
        return tag
