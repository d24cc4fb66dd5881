"""One URL of PostgreSQL leads both drivers to the same place, in the same way."""

import inspect
from collections.abc import Mapping
from typing import Any

import asyncpg.connect_utils
import psycopg.conninfo
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from api.core.db.engine import DatabaseUrlError, parse_url
from api.core.db.postgres_urls import each_host, reading_options

MANY = {"target_session_attrs": "read-write", "connect_timeout": "3", "tcp_user_timeout": "5000"}

URLS: Mapping[str, Mapping[str, Any]] = {
    "postgresql://me@db/lunju": {"host": "db", "user": "me", "dbname": "lunju"},
    "postgres://me:a%40b@db:5433/lunju": {"host": "db", "port": "5433", "user": "me", "password": "a@b"},
    "postgresql+asyncpg://me@db/lunju": {"host": "db", "user": "me"},
    "postgresql://me@[::1]:5433/lunju": {"host": "::1", "port": "5433"},
    "postgresql://me@/lunju?host=/run/postgresql": {"host": "/run/postgresql"},
    "postgresql://me@%2Frun%2Fpostgresql/lunju": {"host": "/run/postgresql"},
    "postgresql://me@/lunju?host=/run/postgresql&port=5433": {"host": "/run/postgresql", "port": "5433"},
    "postgresql://me@a:1,b:2/lunju": {"host": "a,b", "port": "1,2", **MANY},
    "postgresql://me@a,b:2/lunju": {"host": "a,b", "port": ",2", **MANY},
    "postgresql://me@/lunju?host=a:1&host=b:2": {"host": "a,b", "port": "1,2", **MANY},
    "postgresql://me@/lunju?host=a,b&port=1,2": {"host": "a,b", "port": "1,2", **MANY},
    "postgresql://me@/lunju?host=a,b&port=5433": {"host": "a,b", "port": "5433,5433", **MANY},
    "postgresql://me@[::1]:1,[::2]:2/lunju": {"host": "::1,::2", "port": "1,2", **MANY},
    "postgresql://me@a,b/lunju?target_session_attrs=any": {"host": "a,b", **MANY, "target_session_attrs": "any"},
    "postgresql://db?user=me&password=p&dbname=lunju": {"host": "db", "user": "me", "password": "p"},
    "postgresql://me@db/lunju?sslmode=verify-full&sslrootcert=/ca.pem": {"sslmode": "verify-full"},
    "postgresql://me@db/lunju?search_path=one,my two": {"options": r"-csearch_path=one,my\ two"},
    "postgresql://me@db/lunju?connect_timeout=7&keepalives_idle=5": {"connect_timeout": "7", "keepalives_idle": "5"},
    "postgresql://me@db/lunju?channel_binding=prefer": {"channel_binding": "prefer"},
}


def of_libpq(url: sa.URL) -> dict[str, str]:
    _, said = PGDialect_psycopg().create_connect_args(url)  # type: ignore[no-untyped-call] # SQLAlchemy leaves it so
    return psycopg.conninfo.conninfo_to_dict(psycopg.conninfo.make_conninfo(**said))  # type: ignore[return-value]


def of_asyncpg(url: sa.URL) -> tuple[list[Any], Any]:
    """Return where asyncpg would connect to, and how."""
    defaults = dict.fromkeys(inspect.signature(asyncpg.connect_utils._parse_connect_dsn_and_args).parameters)  # noqa: SLF001
    options = {name: value for name, value in reading_options(url).items() if name != "timeout"}
    return asyncpg.connect_utils._parse_connect_dsn_and_args(**{**defaults, **options})  # type: ignore[no-any-return]  # noqa: SLF001 - nothing public tells it


@pytest.mark.parametrize(("text", "said"), URLS.items())
def test_libpq_is_told_what_a_url_says(text: str, said: Mapping[str, str]) -> None:
    assert said.items() <= of_libpq(parse_url(text)).items()


@pytest.mark.parametrize("text", [text for text in URLS if "sslrootcert" not in text])  # there is no such file
def test_asyncpg_goes_where_libpq_goes(text: str) -> None:
    url = parse_url(text)
    said = of_libpq(url)
    hosts = said["host"].split(",")
    ports = [int(port or 5432) for port in said.get("port", ",".join([""] * len(hosts))).split(",")]
    expected = [
        f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, port)
        for host, port in zip(hosts, ports, strict=True)
    ]
    addresses, how = of_asyncpg(url)
    assert (addresses, how.user, how.password, how.database) == (
        expected,
        said["user"],
        said.get("password"),
        said["dbname"],
    )


def test_asyncpg_is_told_settings_of_the_session_and_nothing_of_libpqs_own() -> None:
    url = parse_url("postgresql://me@db/lunju?search_path=one&keepalives_idle=5&application_name=us&sslmode=disable")
    _, how = of_asyncpg(url)
    assert (how.server_settings, how.ssl) == ({"options": "-csearch_path=one", "application_name": "us"}, False)


def test_the_password_of_a_file_is_taken_where_a_url_has_none() -> None:
    given, own = (parse_url(text, "secret").password for text in ("postgresql://me@db/x", "postgresql://me:own@db/x"))
    assert (given, own) == ("secret", "own")


def test_each_host_is_a_url_of_its_own_whatever_it_may_do() -> None:
    url = parse_url("postgresql://me@a:1,[::2]:2/lunju?sslmode=require&host=ignored")
    found = [(one.host, one.port, dict(one.query)) for one in each_host(url)]
    kept = {"sslmode": "require", "connect_timeout": "3", "tcp_user_timeout": "5000"}
    assert found == [("a", 1, kept), ("::2", 2, kept)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("postgresql://me@db/lunju?sslmod=require", "there is no parameter 'sslmod': was sslmode meant"),
        ("postgresql://me@db:0/lunju", "'0' is no port"),
        ("postgresql://me@db:65536/lunju", "'65536' is no port"),
        ("postgresql://me@db:x/lunju", "'db:x' is no host"),
        ("postgresql://me@a,/lunju", "'' is no host"),
        ("postgresql://me@/lunju?host=a,b,c&port=1,2", "its 3 hosts have 2 ports"),
        ("postgresql://me@db/lunju?channel_binding=require", "leave it out"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_would_be_right(text: str, why: str) -> None:
    with pytest.raises(DatabaseUrlError, match=why):
        parse_url(text)
