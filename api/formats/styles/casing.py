"""Title case, as CSL has it: for English alone."""

import re
from typing import Final

from api.formats.item import Item, types

_SMALL: Final = types(
    "a according across afore after against ahead along alongside amid amidst among amongst an and anenst apart around "
    "as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca "
    "circa close d' de despite down due during et except far following for forenenst from given in inside instead into "
    "lest like near next nor notwithstanding of off on onto opposite or out outside over pace per plus pro qua "
    "regardless sans since so subsequent such than that the through throughout thru thruout till to toward towards "
    "under underneath until up upon v van versus via vis-à-vis von vs. with within without yet"
)


def title_case(text: str, item: Item, language: str) -> str:
    """Return a title in title case, if its item is in English, or says of no language and the list is."""
    if item.get("language", language)[:2].lower() != "en":
        return text
    words = re.split(r"(\s+)", text)
    return "".join(
        word if n % 2 else _word(word, always=n == 0 or words[n - 2][-1:] in {":", "?", "!", "."})
        for n, word in enumerate(words)
    )


def _word(word: str, *, always: bool) -> str:
    if word != word.lower() or (word in _SMALL and not always):
        return word
    return re.sub(r"^(\W*)(\w)", lambda match: match[1] + match[2].upper(), word)
