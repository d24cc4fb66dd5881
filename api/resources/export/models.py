"""What an export holds beside the records: their versions, and the packs that they came from."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, Field

from api.core.db.columns import Sha256, Timestamp
from api.core.records.resource import Resource
from api.core.versions.snapshot import DatabaseSnapshot
from api.core.versions.version_tables import Action
from api.formats.record_urls import RecordUrls
from api.handlers.representation import Representation


class ExportedVersion(BaseModel):
    """One version of one record, as the chain has it; in NDJSON its state comes last."""

    sequence: int = Field(description="Its number among the versions of all records.")
    resource: str = Field(description="What kind of record it is of.")
    record_id: str = Field(description="The record.")
    version: int = Field(description="Its number among the versions of the record, from 1.")
    action: Action = Field(description="What made it.")
    content_hash: Sha256 = Field(description="The SHA-256 of the state's canonical JSON (RFC 8785).")
    chain_hash: Sha256 = Field(description="The link of the chain: the SHA-256 of the link before and this version.")
    created_at: Timestamp = Field(description="When it was made (RFC 3339, UTC).")
    actor: str = Field(description="Who made it: a pack, or the name of a key.")
    reason: str | None = Field(description="Why, where somebody said.")


@dataclass(frozen=True)
class ExportedPack:
    """A pack that the data came from.

    Attributes:
        name: the pack's name.
        hash: the SHA-256 of its files.
        license: the licence of its data (SPDX).
    """

    name: str
    hash: str
    license: str


@dataclass(frozen=True)
class Holdings:
    """What an export is made of.

    Attributes:
        whole: what is there.
        resources: the kinds of record, by name, in the order in which they are shown.
        representations: what each of them can be shown as.
        at: the URLs by which files refer to records.
        parquet: whether tables are Parquet, too.
    """

    whole: DatabaseSnapshot
    resources: Mapping[str, Resource]
    representations: Mapping[str, Representation]
    at: RecordUrls
    parquet: bool = False


@dataclass(frozen=True)
class WrittenFile:
    """What was written.

    Attributes:
        version: the version of the dataset that it is of.
        created_at: when that was made (RFC 3339); None where there is nothing yet.
    """

    version: int
    created_at: str | None
