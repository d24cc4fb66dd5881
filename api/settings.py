"""What an operator can set, by environment variable or by a file under /run/secrets."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#]+(/[^?#]*[^/?#])?$",
        description="The base of every link, without a final slash; where unset, the request's own.",
    )
    pool_size: int = Field(default=4, ge=1, le=100, description="PostgreSQL connections that read, per process.")
