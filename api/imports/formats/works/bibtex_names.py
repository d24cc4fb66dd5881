"""Names of people and organisations, as BibTeX parts them, as CSL-JSON has them."""

import re
from typing import Any

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from api.imports.formats.works.latex_words import plain_words

_LABELLED = re.compile(r"(given|family|prefix|suffix)(?:-i)?\s*=\s*(\{[^{}]*\}|[^,{}]*)\s*(?:,|$)")


def read_names(value: str) -> tuple[list[dict[str, Any]], str | None]:
    """Return the names of a list that `and` joins, and what was changed; `others` are nobody."""
    found, changed = list[dict[str, Any]](), list[str]()
    for part in split_multiple_persons_names(" ".join(value.split())):
        if part.strip().lower() == "others":
            changed.append("others are not named")
        elif name := _name(part.strip()):
            found.append(name)
    return found, "; ".join(changed) or None


def _name(written: str) -> dict[str, Any]:
    if _in_braces(written):
        words = plain_words(written)[0]
        return {"literal": words} if words else {}
    if _LABELLED.match(written):
        said = {part: plain_words(value)[0] for part, value in _LABELLED.findall(written)}
        particle = "non-dropping-particle"
        return {{"prefix": particle}.get(part, part): words for part, words in said.items() if words}
    parts = parse_single_name_into_parts(written, strict=False)
    family, given, particle, suffix = (
        plain_words(" ".join(words))[0] for words in (parts.last, parts.first, parts.von, parts.jr)
    )
    if not given and not particle and not suffix:
        return {"literal": family} if family else {}
    said = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {part: words for part, words in said.items() if words}


def _in_braces(written: str) -> bool:
    """Tell whether one pair of braces is around all of a name."""
    depth = 0
    for position, character in enumerate(written):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(written) - 1 and len(written) > 1 and not written.startswith("{\\")
    return False
