"""Names of people and organisations, as they are said, and as they are filed."""

import re

from api.formats.item import Name

# Scripts whose names are written family first, without a comma or a space.
_HAN = r"[\u2e80-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff·]+"


def whole(name: Name) -> str | None:
    """Return a name that is written in one piece, a literal or one in Han or the like; None if it is not."""
    if literal := name.get("literal"):
        return literal
    joined = name.get("family", "") + name.get("given", "")
    return joined if re.fullmatch(_HAN, joined) else None


def spoken(name: Name) -> str:
    """Return a name as it is said: the given name first, where it is not written in one piece."""
    if one := whole(name):
        return one
    family, given, suffix = surname(name), name.get("given", ""), name.get("suffix", "")
    dropped = name.get("dropping-particle", "")
    said = " ".join(filter(None, (family, given) if name.get("static-ordering") else (given, _joined(dropped, family))))
    return said + (", " if name.get("comma-suffix") else " ") * bool(suffix) + suffix


def filed(name: Name) -> list[str]:
    """Return the family name, the given name and the suffix, as lists are sorted by them; empty where there is none.

    A particle that is dropped where the family name stands alone stands behind the given name.
    """
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    return [surname(name), given, name.get("suffix", "")]


def surname(name: Name) -> str:
    """Return the family name with the particle that stays with it."""
    return _joined(name.get("non-dropping-particle", ""), name.get("family", ""))


def _joined(particle: str, family: str) -> str:
    """Return a particle and a family name; one that ends in an apostrophe or a hyphen is not parted from it."""
    return particle + family if particle[-1:] in {"’", "'", "-"} else f"{particle} {family}".strip()
