"""The version chain: one SHA-256 link per version of any record, over everything before it.

A link covers the hash of a version's content, not the content itself, so that a version whose
content must be redacted leaves the chain whole.

Links are written by `api/core/write/version_recorder.py` and by `seed/loader.py`, and proved by
`api/core/versions/verify.py`.
"""

from collections.abc import Mapping
from hashlib import sha256

from seed.frozen.canonical import Json, canonical_json

GENESIS = "0" * 64
"""What the first link has before it."""

ENVELOPE = (
    "sequence",
    "resource",
    "record_id",
    "version",
    "action",
    "content_hash",
    "created_at",
    "actor",
    "reason",
)
"""The columns of a version that its link covers."""


def content_hash(state: Mapping[str, Json]) -> str:
    """Return the SHA-256, in hexadecimal, of a state's canonical JSON."""
    return text_hash(canonical_json(state))


def text_hash(text: str) -> str:
    """Return the SHA-256, in hexadecimal, of a text: the content hash of a state, of its canonical JSON."""
    return sha256(text.encode()).hexdigest()


def chain_hash(previous: str, version: Mapping[str, Json]) -> str:
    """Return the link of a version, given the link before it (`GENESIS` for the first)."""
    envelope = canonical_json({name: version[name] for name in ENVELOPE})
    return sha256(f"{previous}\n{envelope}".encode()).hexdigest()
