"""What LaTeX's language packages, babel and polyglossia, call languages."""

from typing import Final

from api.formats.language_text import primary

_NAMES: Final = {
    "ar": "arabic",
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "cy": "welsh",
    "da": "danish",
    "de": "ngerman",
    "el": "greek",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "he": "hebrew",
    "hi": "hindi",
    "hr": "croatian",
    "hu": "hungarian",
    "id": "indonesian",
    "is": "icelandic",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "no": "norsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-br": "brazilian",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sr": "serbian",
    "sv": "swedish",
    "th": "thai",
    "tr": "turkish",
    "uk": "ukrainian",
    "vi": "vietnamese",
    "zh": "chinese",
}

_TAGS: Final = {name: tag for tag, name in reversed(_NAMES.items())} | {
    "american": "en-US",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "german": "de",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
}


def language_name(tag: str | None) -> str | None:
    """Return the name of a language (BCP 47), by which hyphenation and terms are chosen; None where none is known."""
    return _NAMES.get(tag.lower()) or _NAMES.get(primary(tag)) if tag else None


def language_tag(name: str) -> str | None:
    """Return the tag of a language, by one of its names in LaTeX; None of what is none of them."""
    return _TAGS.get(name.strip().lower())
