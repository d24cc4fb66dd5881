"""What the service says of itself."""

from typing import Literal

from pydantic import BaseModel, Field

from api.core.db.columns import LanguageMap


class LoadedPack(BaseModel):
    """A pack that the database was seeded from."""

    name: str = Field(description="The pack's name, which is its essay's id.")
    title: LanguageMap = Field(description="What the pack holds, by language.")
    hash: str = Field(description="The SHA-256 of the pack's files.")
    license: str = Field(description="The licence of the pack's data (SPDX).")


class DatasetState(BaseModel):
    """The state of everything that this service holds."""

    version: int = Field(description="How many versions of records there are; every write advances it.")
    hash: str = Field(description="The head of the version chain: equal hashes are equal data and equal history.")
    epoch: str = Field(
        description="A random name for this life of the dataset: one that was restored from a backup has another."
    )
    packs: list[LoadedPack] = Field(description="The packs that were loaded, in their order.")


class ResourceLink(BaseModel):
    """A kind of record, and where its list is."""

    name: str = Field(description="The name of the resource.")
    href: str = Field(description="The URL of its list.")


class Limits(BaseModel):
    """What a request may be at most."""

    read_seconds: float = Field(description="How long a request may take to come, and its body.")
    body_bytes: int = Field(description="The most bytes of a body.")
    body_depth: int = Field(description="The most arrays and objects within each other in a body.")
    body_items: int = Field(description="The most items of an array, or members of an object, in a body.")
    body_characters: int = Field(description="The most characters of a string in a body.")
    key_writes: int = Field(description="The most writes of one key per minute; 0 is no limit.")
    address_writes: int = Field(
        description="The most writes of one address per minute, with keys and as many without; 0 is no limit."
    )


class Service(BaseModel):
    """What this service is, and what it holds."""

    name: Literal["Lunju"] = Field(description="The name of the service.")
    version: str = Field(description="The version of the software.")
    description: str = Field(description="What it is for.")
    identifiers: Literal["provisional"] = Field(
        description="Until version 1.0.0 identifiers are provisional; from then on they stand for ever."
    )
    documentation: str = Field(description="The URL of the documentation for people.")
    openapi: str = Field(description="The URL of the OpenAPI document.")
    export: str = Field(description="The URL of everything as one file.")
    license: str = Field(description="The licence of the data (SPDX), unless a pack says otherwise.")
    dataset: DatasetState = Field(description="The state of the data.")
    limits: Limits = Field(description="How much may be sent at once, and how often.")
    resources: list[ResourceLink] = Field(description="The kinds of record, and where their lists are.")


class Health(BaseModel):
    """Whether the process is well."""

    status: Literal["ok"] = Field(description="`ok` whenever the process answers.")
    database: Literal["sqlite", "postgresql"] = Field(description="The database that it reads.")
    journal: str | None = Field(
        description="How SQLite keeps its journal: `WAL` where its version is safe for it, else `DELETE`; else null."
    )


class ClusterHost(BaseModel):
    """One of several hosts of the database."""

    role: Literal["primary", "standby", "out"] = Field(description="Whether it is written to, follows, or is silent.")
    behind: int | None = Field(description="How many versions of the dataset it lacks; null where it is silent.")


class Readiness(BaseModel):
    """Whether the service can answer for its data."""

    status: Literal["ready"] = Field(description="`ready` when the database answers and its schema is this version's.")
    revision: str = Field(description="The revision of the schema.")
    writes: Literal["ready", "waiting"] = Field(description="`waiting` while no host can be written to.")
    hosts: list[ClusterHost] = Field(description="The hosts of the database, where there are several.")


class ProblemDescription(BaseModel):
    """A kind of error that this service answers with."""

    type: str = Field(description="The URL that names this kind of error: its own.")
    title: str = Field(description="What kind of error it is.")
    status: int = Field(description="The HTTP status that it comes with.")
    remedy: str = Field(description="What a client can do.")
