"""What pytest has of Lunju: the fixtures `lunju_url` and `lunju_database`, over a real service.

pytest imports this at every start, wherever the client is installed: so the client itself is imported by who needs it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from lunju.testing import Ephemeral, Service

_SETTINGS = {
    "lunju_packs": "packs to seed beyond the first essay, by name or by a folder below the root of the tests",
    "lunju_database_url": "a server of PostgreSQL to make databases on; by default they are files of SQLite",
    "lunju_command": "the program `lunju`; by default that of this environment, else of the PATH",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take each setting from the command line, or else from the configuration."""
    group = parser.getgroup("lunju")
    for name, meaning in _SETTINGS.items():
        many = name == "lunju_packs"
        kind: Literal["linelist", "string"] = "linelist" if many else "string"
        option = "--lunju-pack" if many else f"--{name.replace('_', '-')}"
        group.addoption(option, dest=name, action="append" if many else "store", help=meaning)
        parser.addini(name, meaning, type=kind, default=[] if many else None)


def _setting(config: pytest.Config, name: str) -> Any:
    return config.getoption(name) or config.getini(name)


@pytest.fixture(scope="session")
def _lunju_ephemeral(pytestconfig: pytest.Config) -> Iterator["Ephemeral"]:
    from lunju.testing import Ephemeral  # noqa: PLC0415 - see above

    packs, url, command = (_setting(pytestconfig, name) for name in _SETTINGS)
    with Ephemeral(packs, url, command, pytestconfig.rootpath) as ephemeral:
        yield ephemeral


@pytest.fixture(scope="session")
def lunju_url(_lunju_ephemeral: "Ephemeral") -> str:
    """Where a seeded service answers, which tests share and only read; each process of pytest-xdist has its own."""
    return _lunju_ephemeral.service.url


@pytest.fixture
def lunju_database(_lunju_ephemeral: "Ephemeral") -> Iterator["Service"]:
    """A service over a fresh seeded database, for this test alone: its `url`, its `key`, and its `database`."""
    service = _lunju_ephemeral.copy()
    yield service
    _lunju_ephemeral.drop(service)
