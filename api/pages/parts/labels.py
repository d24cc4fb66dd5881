"""What the values of vocabularies are called on the pages, in each of their languages."""

from collections.abc import Mapping

from api.handlers.value_labels import LABELS
from api.pages.parts.translations import LANGUAGES
from api.resources.registry import RESOURCES


def _in(language: str, place: int) -> dict[str, dict[str, str]]:
    named = {
        vocabulary: {value: texts[place] for value, texts in values.items()} for vocabulary, values in LABELS.items()
    }
    one = {name: resource.label(language) for name, resource in RESOURCES.items()}
    several = {name: resource.label(language, several=True) for name, resource in RESOURCES.items()}
    return {**named, "resource": one, "plural": several}


NAMES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    language: _in(language, place) for place, language in enumerate(LANGUAGES)
}
"""By language, by vocabulary, then by value; what a resource is called, its room says."""
