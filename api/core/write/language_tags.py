"""Words by language in bodies: their tags in canonical form, each language once, and not too many."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.core.http.problems import Fault
from api.core.write.bodies import Body, pointer, refuse
from api.core.write.writable import RuleContext, Writable
from seed.frozen.languages import canonical_tag, one_spelling

MAX_LANGUAGES = 20
"""The most languages that the words of one record are in: each is a column of its own in CSV."""


def in_canonical_tags(body: Mapping[str, Any], fields: Iterable[str]) -> Body:
    """Return a body whose language maps have canonical tags.

    Args:
        body: a body, or what it has.
        fields: those that hold words by language, or a list of such.

    Raises:
        ProblemError: `invalid-body`, where a tag is none, two are of one language, or there are too many.
    """
    found, faults, languages = dict(body), list[Fault](), set[str]()
    for field in [name for name in fields if name in body]:
        value = body[field]
        if isinstance(value, list):
            found[field] = [_retagged(words, (field, place), faults) for place, words in enumerate(value)]
        else:
            found[field] = _retagged(value, (field,), faults)
        before = len(languages)
        languages |= {tag for words in _maps(found[field]) for tag, text in words.items() if text is not None}
        if before <= MAX_LANGUAGES < len(languages):
            detail = f"brings the record to {len(languages)} languages: there are {MAX_LANGUAGES} at most"
            faults.append(Fault(detail=detail, pointer=pointer(field)))
    refuse(faults)
    return found


def respelled(current: Mapping[str, Any], patch: Mapping[str, Any], fields: Iterable[str]) -> Body:
    """Return a merge patch that also takes away what a record says in other spellings of the tags that it names."""
    found = dict(patch)
    for field in fields:
        stored, said = current.get(field), found.get(field)
        if isinstance(stored, dict) and isinstance(said, dict):
            others = {tag for tag in stored if tag not in said and one_spelling(tag) in said}
            found[field] = said | dict.fromkeys(others)
    return found


def missing_essay_language(context: RuleContext, writable: Writable, record: Body) -> Iterator[Fault]:
    """Yield a fault for each text that is not in the language of its essay, whatever else it is in."""
    essay = record if writable.resource.name == "essays" else context.find("essays", record.get("essay_id", ""))
    language = essay and one_spelling(essay["language"])
    for field in writable.language_maps:
        value = record[field]
        for place, words in enumerate(value if isinstance(value, list) else [value]):
            where = pointer(field, place) if isinstance(value, list) else pointer(field)
            if words == {}:
                yield Fault(detail="says nothing in any language", pointer=where)
            elif field in writable.others_words or words is None or language is None:
                continue
            elif language not in words:
                yield Fault(detail=f"says nothing in {language}, the language of the essay", pointer=where)


def _retagged(words: Any, path: tuple[str | int, ...], faults: list[Fault]) -> Any:
    """Return a language map with canonical tags; what is no map is for its shape to refuse."""
    if not isinstance(words, dict):
        return words
    found: dict[str, Any] = {}
    spelled: dict[str, str] = {}
    for tag, text in words.items():
        try:
            canonical = canonical_tag(tag)
        except ValueError as error:
            faults.append(Fault(detail=str(error), pointer=pointer(*path, tag)))
            continue
        if canonical in found:
            detail = f"{spelled[canonical]!r} and {tag!r} are one language, {canonical!r}: say it once"
            faults.append(Fault(detail=detail, pointer=pointer(*path, tag), nearest=canonical))
        found[canonical], spelled[canonical] = text, tag
    return found


def _maps(value: Any) -> Iterator[Mapping[str, Any]]:
    return (words for words in (value if isinstance(value, list) else [value]) if isinstance(words, dict))
