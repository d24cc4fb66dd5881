"""What an operator can set, by environment variable or by a file under /run/secrets."""

from pathlib import Path

import sqlalchemy as sa
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.core.db import parse_url

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
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#]+(/[^?#]*[^/?#])?$",
        description="The base of every link, without a final slash; where unset, the request's own.",
    )
    pool_size: int = Field(default=4, ge=1, le=100, description="PostgreSQL connections that read, per process.")
    cache_bytes: int = Field(
        default=32 * 1024 * 1024, ge=0, description="How many bytes of responses a process keeps to repeat; 0 is none."
    )
    streams: int = Field(
        default=100, ge=0, le=10_000, description="How many clients may follow the changes at once, per process."
    )

    @field_validator("public_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        """Take an empty variable for one that is not set, as Compose files leave it."""
        return None if value == "" else value

    @property
    def database(self) -> sa.URL:
        """The database that the settings name.

        Raises:
            DatabaseUrlError: its URL cannot be used.
        """
        password = self.database_password.get_secret_value() if self.database_password else None
        return parse_url(self.database_url, password)
