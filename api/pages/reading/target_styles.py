"""Styles by which a link to a passage or a note marks its words, where no script does.

A passage is several elements, of which a fragment can name but one: so each has a rule for its class.
"""

from collections.abc import Iterable

from api.pages.reading.essay_contents import EssayContents

_MARKED = "background-color:var(--pick)"


def styles_of(contents: EssayContents) -> bytes:
    """Return the styles of an essay's passages, and of the records that stand on them."""
    return "\n".join(_rules(contents)).encode()


def _rules(contents: EssayContents) -> Iterable[str]:
    numbers = {name: passage["number"] for name, passage in contents.passages.items()}
    for name, number in numbers.items():
        yield f":root:has(#{name}:target) .p{number}{{{_MARKED}}}"
    for record in (*contents.claims, *contents.statistics, *contents.sources):
        places = [f".p{numbers[name]}" for name in contents.places.get(record["id"], ()) if name in numbers]
        if places:
            words = ",".join(places)
            yield f":root:has(#{record['id']}:target) .words :is({words}){{{_MARKED}}}"
