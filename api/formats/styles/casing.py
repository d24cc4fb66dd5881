"""The case of letters, as CSL has it: titles, for English alone, and first words."""

import re
from typing import Final

from api.formats.item import Item, types
from api.formats.styles.citation_parts import KEPT, SMALL

_SMALL: Final = types(
    "a according across afore after against ahead along alongside amid amidst among amongst an and anenst apart around "
    "as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca "
    "circa close d' de despite down due during et except far following for forenenst from given in inside instead into "
    "lest like near next nor notwithstanding of off on onto opposite or out outside over pace per plus pro qua "
    "regardless sans since so subsequent such than that the through throughout thru thruout till to toward towards "
    "under underneath until up upon v van versus via vis-à-vis von vs. with within without yet"
)
_PARTS: Final = re.compile(
    r"(\x02[^\x03]*\x03|[‘’“”《》〈〉][\x01\x04]?|[\"'\-–—/.,;?!:\[\]()]|[ \u00a0\u2000-\u200b\u205f\u3000]+)"
)


def title_case(text: str, item: Item, language: str) -> str:
    """Return a title in title case, if its item is in English, or says of no language and the list is."""
    if item.get("language", language)[:2].lower() != "en":
        return text
    pieces = _PARTS.split(text)
    last = max((n for n in range(0, len(pieces), 2) if pieces[n]), default=0)
    mark = next((piece for piece in pieces[last - 1 :: -2] if piece.strip()), "") if last else ""
    if mark == "’" or mark.endswith(SMALL):
        last = 0
    first = after_mark = True
    for n, piece in enumerate(pieces):
        if n % 2:
            after_mark = after_mark or piece in "?!:"
            if piece.startswith(KEPT[0]):
                first = after_mark = False
        elif piece:
            small = n > 0 and (pieces[n - 1] == "’" or pieces[n - 1].endswith(SMALL))
            hyphened = pieces[n + 1 : n + 2] == ["-"] and all(part in ("", " ") for part in pieces[1:n:2])
            told = first or after_mark or (len(piece) > 1 and (n == last or piece not in _SMALL)) or hyphened
            if told and not small:
                pieces[n] = _capital(piece)
            first = after_mark = False
    return "".join(pieces)


def first_upper(text: str) -> str:
    """Return a text with a capital at its beginning, unless its first word has one."""
    pieces = _PARTS.split(text)
    first = next((n for n in range(0, len(pieces), 2) if pieces[n]), None)
    if first is not None and not any(piece.startswith(KEPT[0]) for piece in pieces[1:first:2]):
        pieces[first] = _capital(pieces[first])
    return "".join(pieces)


def _capital(word: str) -> str:
    if word != word.lower() or re.fullmatch(r"[\u0370-\u03ff]", word):
        return word
    return word[:1].upper() + word[1:]
