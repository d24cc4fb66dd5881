"""What changed between two states of a record, in words: names of fields, values as people say them, texts compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import compile as pattern
from typing import Any

from markupsafe import Markup, escape

from api.core.records.resource import Resource
from api.core.versions.json_diff import difference
from api.formats.display_names import spoken
from api.formats.item import names
from api.handlers.value_labels import value_label
from api.pages.page_context import PageContext
from api.pages.parts.field_phrases import FIELD_PHRASES, ROLES
from api.pages.parts.period_words import period
from api.pages.parts.translations import LANGUAGES
from api.resources.registry import RESOURCES

_TOKENS = pattern(r"[A-Za-z0-9]+|\s+|.")
_TAG = pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PERIODS = frozenset({"period", "issued", "accessed"})
_PEOPLE = frozenset({"author", "editor", "translator"})
_MOST_TOKENS = 4_000
"""How long a text may be to be compared word by word, which takes the square of that; a longer one is told whole."""


@dataclass(frozen=True)
class HistoryEdit:
    """One thing that changed: which field, of which language, from what and to what."""

    label: str
    language: str | None
    old: Markup
    new: Markup


def edits(
    resource: Resource, old: Mapping[str, Any], new: Mapping[str, Any], context: PageContext
) -> Iterator[HistoryEdit]:
    """Yield what differs between two states of a record, field by field; words by language."""
    for operation in difference(old, new):
        field, _, language = operation["path"].removeprefix("/").partition("/")
        before, after = operation["old"], operation["value"]
        if not language and _in_languages(before) and _in_languages(after):
            yield from _by_language(field, before or {}, after or {}, context)
            continue
        label = field_name(field, context)
        if isinstance(before, str) and isinstance(after, str) and not _is_named(resource, field, after):
            marked = _compared(_tokens(before), _tokens(after), "")
        elif isinstance(before, list) and isinstance(after, list):
            told = [[value_words(resource, field, one, context) for one in these] for these in (before, after)]
            marked = _compared(told[0], told[1], context.say["comma"])
        else:
            marked = (
                _whole("del", value_words(resource, field, before, context)),
                _whole("ins", value_words(resource, field, after, context)),
            )
        yield HistoryEdit(label, language or None, *marked)


def field_name(field: str, context: PageContext) -> str:
    """Return what a field is called; a member of data that has no name is called as it is, in plain words."""
    if texts := FIELD_PHRASES.get(field):
        return texts[list(LANGUAGES).index(context.language)]
    return context.say.get(field) or field.replace("_", " ").replace("-", " ").capitalize()


def value_words(resource: Resource, field: str, value: Any, context: PageContext) -> str:
    """Return a value of a field as people say it; what leads somewhere is `Markup`."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _object_words(resource, field, value, context)
    if isinstance(value, list):
        return escape(context.say["comma"]).join([value_words(resource, field, one, context) for one in value])
    if isinstance(value, bool):
        return context.name("truth", str(value).lower())
    return _text_words(resource, field, str(value), context)


def _text_words(resource: Resource, field: str, text: str, context: PageContext) -> str:
    if label := value_label(resource, field, text, RESOURCES):
        return label.get(context.language, text)
    if field in _PERIODS:
        return str(period(text, context))
    if named := _resource_named(resource, field):
        return Markup('<a href="{}">{}</a>').format(context.href(named, text), text)
    return text


def _object_words(resource: Resource, field: str, value: Mapping[str, Any], context: PageContext) -> str:
    if _in_languages(value):
        return context.words(value)
    if field in _PEOPLE:
        return spoken(names([value])[0])
    if value.keys() == {"claim_id", "role"}:
        claim = Markup('<a href="{0}">{1}</a>').format(context.href("claims", value["claim_id"]), value["claim_id"])
        role = ROLES[value["role"]][list(LANGUAGES).index(context.language)]
        return Markup("{} ({})").format(claim, role)
    told = (
        Markup("{}{}{}").format(
            field_name(name, context), context.say["colon"], value_words(resource, name, one, context)
        )
        for name, one in value.items()
    )
    return escape("; ").join(told)


def _is_named(resource: Resource, field: str, value: str) -> bool:
    """Tell whether a text is no words, but the name of something."""
    if field in _PERIODS or field.endswith("_id"):
        return True
    return bool(value_label(resource, field, value, RESOURCES) or _resource_named(resource, field))


def _resource_named(resource: Resource, field: str) -> str | None:
    """Return of which kind the records are that a field names, where it is always the same."""
    if field in resource.links:
        keys = resource.links[field].member.foreign_keys
        return next((key.column.table.name for key in keys), None)
    if field == "merged_into":
        return resource.name
    named = (kind for one in resource.related.values() for kind, column in one.members.items() if column == field)
    return next(named, None) if field != "id" else None


def _in_languages(value: Any) -> bool:
    """Tell whether a value is words by language, or none."""
    return value is None or (
        isinstance(value, Mapping) and all(_TAG.fullmatch(tag) and isinstance(said, str) for tag, said in value.items())
    )


def _by_language(
    field: str, old: Mapping[str, str], new: Mapping[str, str], context: PageContext
) -> Iterator[HistoryEdit]:
    for language in dict.fromkeys((*old, *new)):
        marked = _compared(_tokens(old.get(language, "")), _tokens(new.get(language, "")), "")
        yield HistoryEdit(field_name(field, context), language, *marked)


def _whole(tag: str, value: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(tag, value) if value else Markup()


def _tokens(text: str) -> list[str]:
    tokens = _TOKENS.findall(text)
    return tokens if len(tokens) <= _MOST_TOKENS else [text]


def _compared(before: Sequence[str], after: Sequence[str], between: str) -> tuple[Markup, Markup]:
    """Mark what was taken from one sequence and put into another."""
    taken: list[Markup] = []
    put: list[Markup] = []
    for same, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = escape(between).join(before[i:j]), escape(between).join(after[k:n])
        taken += [gone if same == "equal" else _whole("del", gone)] if gone else []
        put += [come if same == "equal" else _whole("ins", come)] if come else []
    return escape(between).join(taken), escape(between).join(put)
