"""What an operator can set, by environment variable or by a file under /run/secrets."""

from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.core.db.engine import DatabaseUrlError, parse_url
from api.core.front.request_bodies import BodyLimits
from api.core.front.write_quotas import QuotaLimits
from api.core.http.json_limits import Extents

_SECRETS = Path("/run/secrets")


class Settings(BaseSettings):
    """The settings of one process: `LUNJU_DATABASE_URL` sets `database_url`, and so on.

    A setting may also stand in a file of that name, in lower case, under `/run/secrets`.
    """

    model_config = SettingsConfigDict(env_prefix="LUNJU_", secrets_dir=_SECRETS if _SECRETS.is_dir() else None)

    database_url: str = Field(
        default="sqlite:///lunju.db",
        description="Where the data is: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
    )
    database_password: SecretStr | None = Field(
        default=None, description="The password of the database, where its URL holds none."
    )
    read_url: str | None = Field(
        default=None,
        description="Where to read, if elsewhere than where is written: postgresql:// with standbys of that database, "
        "or with the port of a proxy that leads to them. Unset, every host of `LUNJU_DATABASE_URL`.",
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#]+(/[^?#]*[^/?#])?$",
        description="The base of every link, without a final slash; where unset, the request's own.",
    )
    allowed_hosts: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9_.*:\[\], -]*$",
        description="The hosts that are answered for, without ports, with commas between; `*.example.org` is every "
        "one below it; unset, any.",
    )
    serve_text: bool = Field(
        default=False,
        description="Whether to show attached texts that no pack carries: passages, and the whole to be read.",
    )
    pool_size: int = Field(default=4, ge=1, le=100, description="PostgreSQL connections that read, per process.")
    cache_bytes: int = Field(
        default=32 * 1024 * 1024, ge=0, description="How many bytes of responses a process keeps to repeat; 0 is none."
    )
    lock_seconds: float = Field(
        default=10, gt=0, le=3600, description="How long a write waits for others before it answers 503."
    )
    connections: int = Field(
        default=900, ge=10, le=1_000_000, description="How many connections a process has at once."
    )
    read_seconds: float = Field(
        default=30, gt=0, le=3600, description="How long a request may take to come, and its body."
    )
    body_bytes: int = Field(default=16 * 1024 * 1024, ge=1, description="The most bytes of a body.")
    body_depth: int = Field(
        default=32, ge=1, le=100, description="The most arrays and objects within each other in a body."
    )
    body_items: int = Field(
        default=10_000, ge=1, description="The most items of an array, or members of an object, in a body."
    )
    body_characters: int = Field(default=20_000, ge=1, description="The most characters of a string in a body.")
    key_writes: int = Field(
        default=600,
        ge=0,
        le=1_000_000,
        description="The most writes of one key, per minute and process; 0 is no limit.",
    )
    address_writes: int = Field(
        default=1200,
        ge=0,
        le=1_000_000,
        description="The most writes of one address, with keys and as many without, per minute and process; 0 is no "
        "limit.",
    )
    idempotency_hours: int = Field(
        default=24, ge=1, le=24 * 365, description="How long the answer to a request with an idempotency key is kept."
    )
    streams: int = Field(
        default=100, ge=0, le=10_000, description="How many clients may follow the changes at once, per process."
    )
    address_streams: int = Field(default=20, ge=0, le=10_000, description="How many of them may come from one address.")
    log: Literal["text", "json"] = Field(
        default="text",
        description="How is logged: `text`, what goes wrong; `json`, that and each request, a line of JSON each.",
    )
    metrics: str = Field(
        default="",
        pattern=r"^$|^public$|^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+):[0-9]{1,5}$",
        description="Where Prometheus finds metrics: an address and port of their own (127.0.0.1:9100; of several "
        "processes each has the next free one), or `public`: `/metrics` of the service itself. Unset, nowhere.",
    )
    downloads: int = Field(
        default=20, ge=0, le=10_000, description="How many clients may download whole lists at once, per process."
    )
    address_downloads: int = Field(
        default=10, ge=0, le=10_000, description="How many of them may come from one address."
    )

    @field_validator("public_url", "read_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        """Take an empty variable for one that is not set, as Compose files leave it."""
        return None if value == "" else value

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that are answered for; empty is any."""
        return frozenset(name.strip().lower() for name in self.allowed_hosts.split(",") if name.strip())

    @property
    def body_limits(self) -> BodyLimits:
        """What a body may be at most."""
        extents = Extents(depth=self.body_depth, items=self.body_items, characters=self.body_characters)
        return BodyLimits(self.body_bytes, extents, self.read_seconds)

    @property
    def quota_limits(self) -> QuotaLimits:
        """How often may be written."""
        return QuotaLimits(self.key_writes, self.address_writes)

    @property
    def database(self) -> sa.URL:
        """The database that the settings name.

        Raises:
            DatabaseUrlError: its URL cannot be used.
        """
        return parse_url(self.database_url, self._password)

    @property
    def read_database(self) -> sa.URL:
        """Where is read: standbys of the database, or the database itself.

        Raises:
            DatabaseUrlError: its URL cannot be used, or is of another kind of database.
        """
        if self.read_url is None:
            return self.database
        url = parse_url(self.read_url, self._password, "LUNJU_READ_URL")
        if {url.get_backend_name(), self.database.get_backend_name()} != {"postgresql"}:
            message = "LUNJU_READ_URL is for standbys of PostgreSQL, and LUNJU_DATABASE_URL must lead to their primary"
            raise DatabaseUrlError(message)
        return url

    @property
    def _password(self) -> str | None:
        return self.database_password.get_secret_value() if self.database_password else None
