"""URLs of PostgreSQL, read once for both drivers: what one understands, the other understands in the same way.

They are those of libpq (postgresql.org/docs/current/libpq-connect.html, "Connection URIs"), with several hosts too:
`postgresql://me@a:5432,b:5432/lunju`, or `?host=a:5432&host=b:5432` as SQLAlchemy has it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote, urlencode

import sqlalchemy as sa
from psycopg.conninfo import make_conninfo
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from api.core.http.problems import nearest

Host = tuple[str, int | None]
"""A host name, an address or the folder of a socket; and a port, where one is given."""

_URI = re.compile(r"postgres(?:ql)?(?:\+\w+)?://(?P<user>[^/?#]*@)?(?P<hosts>[^/?#]*)(?P<rest>.*)", re.DOTALL)
_HOST = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>\d+))?")

_BOTH = frozenset(
    {"application_name", "krbsrvname", "options", "passfile", "ssl_max_protocol_version", "ssl_min_protocol_version"}
    | {"sslcert", "sslcrl", "sslkey", "sslmode", "sslnegotiation", "sslpassword", "sslrootcert"}
)
"""The parameters that both drivers understand."""
_TUNING = frozenset(
    {"client_encoding", "connect_timeout", "fallback_application_name", "gssencmode", "keepalives", "keepalives_count"}
    | {"keepalives_idle", "keepalives_interval", "load_balance_hosts", "sslcompression", "sslsni", "tcp_user_timeout"}
    | {"target_session_attrs"}
)
"""Those that the driver which reads has no use for, and by which nothing becomes less safe."""
_LAX = {"channel_binding": {"disable", "prefer"}, "require_auth": {""}, "sslcertmode": {"allow"}}
"""Those that ask for what that driver cannot do, and the values that do not."""

_PORT = 5432
_PLACES = frozenset({"host", "port"})
MANY_HOSTS = {"target_session_attrs": "read-write", "connect_timeout": "3", "tcp_user_timeout": "5000"}
"""What holds for writing where a URL names several hosts: the primary is looked for, and none is waited for long."""


class PostgresUrlError(Exception):
    """A URL of PostgreSQL that cannot be used; the message says why, and what would be right."""


def read_postgres_url(text: str) -> sa.URL:
    """Return a URL as SQLAlchemy and libpq take it, for the driver that writes.

    Raises:
        PostgresUrlError: it cannot be used.
        sqlalchemy.exc.ArgumentError: it is no URL.
    """
    found = _URI.fullmatch(text)
    if found is None:
        raise sa.exc.ArgumentError(text)
    url = sa.make_url(f"postgresql+psycopg://{found['user'] or ''}{found['rest'] or '/'}")
    hosts = list(_hosts(found["hosts"], url.query))
    query: dict[str, Any] = {name: _all(value)[-1] for name, value in url.query.items() if name not in _PLACES}
    url = url.set(
        username=query.pop("user", url.username),
        password=query.pop("password", url.password),
        database=query.pop("dbname", url.database),
    )
    _refuse_unknown(query)
    if "search_path" in query:
        path = str(query.pop("search_path")).replace("\\", "\\\\").replace(" ", "\\ ")
        query["options"] = f"{query.get('options', '')} -csearch_path={path}".strip()
    if len(hosts) > 1:
        query = MANY_HOSTS | query
    return _to(url.set(query=query), hosts)


def hosts_of(url: sa.URL) -> Sequence[Host]:
    """Return the hosts of a URL that was read; none where the driver's own default is meant."""
    if url.host:
        return [(url.host, url.port)]
    hosts, ports = (str(url.query.get(name, "")) for name in ("host", "port"))
    if not hosts:
        return []
    numbers = ports.split(",") if ports else [""] * len(hosts.split(","))
    return [(host, int(port) if port else None) for host, port in zip(hosts.split(","), numbers, strict=True)]


def each_host(url: sa.URL) -> list[sa.URL]:
    """Return a URL for each host of a URL that was read, whatever that host may do."""
    alone = url.difference_update_query(["target_session_attrs", "host", "port"])
    return [_to(alone, [host]) for host in hosts_of(url)] or [alone]


def connection_string(url: sa.URL) -> str:
    """Return what programs of PostgreSQL are told to connect as a URL says that was read."""
    _, options = PGDialect_psycopg().create_connect_args(url)  # type: ignore[no-untyped-call] # SQLAlchemy leaves it so
    return make_conninfo(**options)


def reading_options(url: sa.URL) -> Mapping[str, Any]:
    """Return what asyncpg is told to connect as a URL says that was read."""
    query = {name: value for name, value in url.query.items() if name in _BOTH}
    options: dict[str, Any] = {"dsn": f"postgresql:///?{urlencode(query)}" if query else None}
    options |= {"user": url.username, "password": url.password, "database": url.database}
    if hosts := hosts_of(url):
        options["host"] = [host for host, _ in hosts]
        if any(port for _, port in hosts):
            options["port"] = [port or _PORT for _, port in hosts]
    if "target_session_attrs" in url.query:
        options["target_session_attrs"] = url.query["target_session_attrs"]
    if "connect_timeout" in url.query:
        options["timeout"] = float(str(url.query["connect_timeout"])) or 60.0
    return {name: value for name, value in options.items() if value is not None}


def _hosts(given: str, query: Mapping[str, Any]) -> Iterator[Host]:
    """Yield the hosts that stand before the path, else those of the query, each with its port."""
    named = [unquote(host) for host in given.split(",")] if given else []
    named = named or [host for value in _all(query.get("host")) for host in value.split(",")]
    ports = [port for value in _all(query.get("port")) for port in value.split(",")]
    if len(ports) not in {0, 1, len(named)}:
        message = f"its {len(named)} hosts have {len(ports)} ports: give one for each, or one for all"
        raise PostgresUrlError(message)
    for place, host in enumerate(named):
        port = ports[place % len(ports)] if ports else ""
        yield _host(host.strip(), port.strip())


def _host(text: str, port: str) -> Host:
    if text.startswith("/"):
        name = text
    elif (found := _HOST.fullmatch(text)) and found["host"].strip("[]"):
        name, port = found["host"].strip("[]"), found["port"] or port
    elif re.fullmatch(r"[0-9A-Fa-f:.]+", text):
        name = text  # an address of IPv6, which a query need not put into brackets
    else:
        message = f"{text!r} is no host, such as db.example, 10.0.0.1, [::1]:5432 or /run/postgresql"
        raise PostgresUrlError(message)
    if port and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):  # noqa: PLR2004 - RFC 6335
        message = f"{port!r} is no port, a number from 1 to 65535"
        raise PostgresUrlError(message)
    return name, int(port) if port else None


def _to(url: sa.URL, hosts: Sequence[Host]) -> sa.URL:
    """Return a URL that leads to hosts: in its place for one, as libpq lists several."""
    match hosts:
        case []:
            return url
        case [(host, port)] if not host.startswith("/"):
            return url.set(host=host, port=port)
        case _:
            ports = ",".join(str(port or "") for _, port in hosts)
            listed = {"host": ",".join(host for host, _ in hosts)} | ({"port": ports} if ports.strip(",") else {})
            return url.update_query_dict(listed)


def _refuse_unknown(query: Mapping[str, Any]) -> None:
    known = _BOTH | _TUNING | {"search_path"}
    for name, value in query.items():
        if name in known or value in _LAX.get(name, ()):
            continue
        if name in _LAX:
            message = f"{quote(name)}={quote(str(value))} asks for what the driver that reads cannot do: leave it out"
            raise PostgresUrlError(message)
        near = nearest(name, sorted(known))
        message = f"there is no parameter {name!r}" + (f": was {near} meant?" if near else "")
        raise PostgresUrlError(message)


def _all(value: Any) -> Sequence[str]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)
