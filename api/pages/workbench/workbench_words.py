"""What the scripts of the workbench are told: how things are called, and which links of evidence are permitted."""

from collections.abc import Mapping
from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.edit_words import field_name
from api.pages.parts.labels import NAMES
from api.pages.parts.relation_signs import SIGNS
from api.pages.parts.translations import LANGUAGES
from api.pages.workbench.desk_phrases import DESK_PHRASES
from api.pages.workbench.workbench_phrases import WORKBENCH_PHRASES
from api.resources.evidence.permitted_links import PERMITTED
from api.resources.registry import RESOURCES

_VOCABULARIES = (
    *("kind", "stance", "stance_short", "bears", "inward", "asserter", "source_kind", "entity_kind"),
    *("quantity", "comparator", "reading", "mode", "basis", "resource", "plural"),
)
_MADE = ("claims", "statistics", "sources", "evidence", "relationships", "entities", "measures", "units", "passages")
_FIELDS = sorted({field for name in _MADE for field in RESOURCES[name].fields})
"""What there is to be wrong, or changed by another, of what is made here."""
_EVERY = WORKBENCH_PHRASES | DESK_PHRASES
_WORDS = {language: {key: texts[place] for key, texts in _EVERY.items()} for place, language in enumerate(LANGUAGES)}


def words_of(language: str) -> Mapping[str, str]:
    """Return what the workbench says in a language, by key."""
    return _WORDS[language]


def told(context: PageContext) -> dict[str, Any]:
    """Return what the scripts are told, whatever is worked on."""
    names = NAMES[context.language]
    return {
        "language": context.language,
        "languages": LANGUAGES,
        "root": context.root,
        "chosen": context.chosen,
        "say": words_of(context.language),
        "names": {vocabulary: names[vocabulary] for vocabulary in _VOCABULARIES},
        "fields": {field: field_name(field, context) for field in _FIELDS},
        "permitted": sorted(PERMITTED),
        "signs": SIGNS,
    }
