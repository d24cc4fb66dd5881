"""What the scripts of the workbench are told: how things are called, and which links of evidence are permitted."""

from collections.abc import Mapping
from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.labels import NAMES
from api.pages.parts.relation_signs import SIGNS
from api.pages.parts.translations import LANGUAGES
from api.pages.workbench.desk_phrases import DESK_PHRASES
from api.pages.workbench.workbench_phrases import WORKBENCH_PHRASES
from api.resources.evidence.permitted_links import PERMITTED

_VOCABULARIES = (
    *("kind", "stance", "stance_short", "bears", "inward", "asserter", "source_kind", "entity_kind"),
    *("quantity", "comparator", "reading", "mode", "basis", "resource", "plural"),
)
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
        "permitted": sorted(PERMITTED),
        "signs": SIGNS,
    }
