"""Reading the values of header fields: lists, parameters, weights, entity tags (RFC 9110, sections 5.6, 8.8.3, 12.4.2).

Whatever is sent, a value costs time in proportion to its length, and little of it: no expression here tries a place
in two ways, each repetition keeps what it took (`*+`), and of a list no more members are read than anybody sends.
"""

import re
from collections.abc import Mapping

MOST = 200
"""How many members of a list are read; those beyond are passed over."""
_LONGEST = 1000
"""How many characters a parameter may have."""

_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_QUOTED = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_MEMBER = re.compile(rf'(?:[^,"]++|{_QUOTED})++', re.DOTALL)
_PART = re.compile(rf'(?:[^;"]++|{_QUOTED})++', re.DOTALL)
_PARAMETER = re.compile(
    rf'[ \t]*+({_WORD})[ \t]*+=[ \t]*+(?:({_WORD})|"([^"\\]*+(?:\\.[^"\\]*+)*+)")[ \t]*+', re.DOTALL
)
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_TAG = re.compile(r'[ \t,]*+((?:W/)?"[\x21\x23-\x7e\x80-\xff]*+")[ \t]*+(?=,|\Z)')
_SPACE = " \t"


def members(value: str) -> list[str]:
    """Return the members of a list, without those that are empty; a comma within quotation marks parts nothing."""
    return _split(value, ",", _MEMBER)


def parameters(value: str) -> Mapping[str, str]:
    """Return the parameters that follow the value of a member, `; name=value` or `; name="value"`, names in lower case.

    Of a name that stands there twice, the last counts; what is no parameter, or too long for one, is passed over.
    """
    found: dict[str, str] = {}
    for part in _split(value, ";", _PART):
        if len(part) <= _LONGEST and (parameter := _PARAMETER.fullmatch(part)):
            name, token, quoted = parameter.groups()
            found[name.lower()] = token or re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
    return found


def _split(value: str, mark: str, part: re.Pattern[str]) -> list[str]:
    if '"' not in value:
        return [stripped for item in value.split(mark, MOST)[:MOST] if (stripped := item.strip(_SPACE))]
    found, place = list[str](), 0
    while len(found) < MOST and (item := part.search(value, place)):
        place = item.end()
        found.append(item[0].strip(_SPACE))
    return [item for item in found if item]


def weight(text: str) -> float | None:
    """Return a weight from 0 to 1, in up to three decimals; None where it is none."""
    return float(text) if _WEIGHT.fullmatch(text) else None


def entity_tags(value: str) -> list[str] | None:
    """Return the entity tags of a list, weak ones with their `W/`; None where it is not such a list, or too long."""
    found, place = list[str](), 0
    while len(found) < MOST and (tag := _TAG.match(value, place)):
        found.append(tag[1])
        place = tag.end()
    return found if found and not value[place:].strip(" \t,") else None
