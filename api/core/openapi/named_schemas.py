"""Formats and words by language under names of their own, where fields would say them again and again."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic import TypeAdapter

from api.core.db import columns
from api.core.identifiers import (
    ClaimId,
    EssayId,
    EvidenceId,
    GrounderId,
    PassageId,
    RelationshipId,
    SectionId,
    StatisticId,
    TopicId,
    UnitCode,
)
from api.core.openapi.components import reference
from api.core.openapi.schema_walk import Json, rewrite_schemas, rewritten
from api.core.records.instants import Instant
from api.core.records.work_identifiers import Doi, Isbn, Issn
from seed.frozen.languages import MAX_TAG, TAG_PATTERN

_FORMATS: Mapping[str, tuple[Any, str]] = {
    "CitationKey": (EssayId, "The id of an essay or a source."),
    "SectionId": (SectionId, "The id of a section."),
    "PassageId": (PassageId, "The id of a passage."),
    "ClaimId": (ClaimId, "The id of a claim."),
    "StatisticId": (StatisticId, "The id of a statistic."),
    "RelationshipId": (RelationshipId, "The id of a relationship."),
    "TopicId": (TopicId, "The id of a topic."),
    "EvidenceId": (EvidenceId, "The id of a link of evidence."),
    "LinkedId": (GrounderId, "The id of what evidence can link: a claim, a statistic, a source or evidence."),
    "UnitCode": (UnitCode, "The code of a unit (UCUM), or one of our own."),
    "Slug": (columns.Slug, "A name in lower case, its words joined by hyphens."),
    "Decimal": (columns.DecimalText, "An exact decimal of up to 40 digits, as a string."),
    "Sha256": (columns.Sha256, "A SHA-256 in hexadecimal."),
    "Edtf": (columns.Edtf, "A date or period in EDTF, level 1 (ISO 8601-2)."),
    "Timestamp": (columns.Timestamp, "An instant in UTC, to the second (RFC 3339)."),
    "Instant": (Instant, "An instant (RFC 3339), or a day."),
    "WebUrl": (columns.WebUrl, "The URL of a page."),
    "License": (columns.License, "The identifier of a licence (SPDX)."),
    "LanguageTag": (columns.LanguageTag, "A language tag (BCP 47)."),
    "Doi": (Doi, "A DOI."),
    "Isbn": (Isbn, "An ISBN."),
    "Issn": (Issn, "An ISSN."),
}
"""What is a string of some format, by name: its type, and what it is."""

_BESIDE = ("description", "default")
"""What a field may say beside the format that it has."""
_MAP = {
    "type": "object",
    "propertyNames": {"pattern": TAG_PATTERN, "maxLength": MAX_TAG},
    "additionalProperties": {"type": "string", "minLength": 1},
    "examples": [{"en": "A gap.", "zh-Hans": "差距。"}],
}


def name_formats(document: Json) -> None:
    """Let every field that has a format refer to it by name."""
    named: Json = {
        name: {"description": text} | TypeAdapter(kind).json_schema() for name, (kind, text) in _FORMATS.items()
    }
    words: Json = TypeAdapter(columns.LanguageMap).json_schema()
    known = {_core(schema): name for name, schema in named.items()}
    known |= {_core(words): "LanguageMap", _core(admitting_null_words(words)): "LanguageMapPatch"}
    named["LanguageMap"] = {"description": "Words, by language (BCP 47)."} | _MAP
    patched = {"description": "Words to set, by language; null takes those of a language away."} | deepcopy(_MAP)
    patched["additionalProperties"] = {"anyOf": [_MAP["additionalProperties"], {"type": "null"}]}
    named["LanguageMapPatch"] = patched

    def change(schema: Json) -> Json:
        name = known.get(_core(schema))
        return schema if name is None else {key: schema[key] for key in _BESIDE if key in schema} | reference(name)

    rewrite_schemas(document, change)
    document["components"]["schemas"] |= named


def admitting_null_words(schema: Json) -> Json:
    """Return a schema in which the words of each language may be null, which takes them away."""
    if "anyOf" in schema:
        return schema | {"anyOf": list(map(admitting_null_words, schema["anyOf"]))}
    words = schema.get("patternProperties", {})
    either = {tag: {"anyOf": [value, {"type": "null"}]} for tag, value in words.items()}
    return schema | ({"patternProperties": either} if words else {})


def _core(schema: Json) -> str:
    """Return what a schema admits, without what it says of that to people."""

    def change(inner: Json) -> Json:
        return {
            key: value for key, value in inner.items() if key not in ("description", "default", "title", "examples")
        }

    return json.dumps(rewritten(schema, change), sort_keys=True)
