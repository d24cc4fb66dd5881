"""What the OpenAPI document promises, tried with generated requests, right and wrong ones.

`LUNJU_EXAMPLES` asks for more: at least so many requests drawn at random, beside
some thousands that cover the document systematically.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from api.core.query.pagination import CURSOR_PATTERN
from api.core.query.search_matches import MATCHES
from api.core.query.search_plans import Q
from seed.frozen.decimals import MAX_DIGITS
from seed.frozen.edtf import EDTF_PATTERN, span
from tests.api.conftest import described
from tests.api.writing import key
from tests.conftest import Databases, serving

schemathesis.openapi.format("cursor", st.from_regex(CURSOR_PATTERN, fullmatch=True))


def _is_in_the_calendar(text: str) -> bool:
    try:
        span(text)
    except ValueError:
        return False
    return True


schemathesis.openapi.format("doi", st.from_regex(r"10\.[0-9]{4}/[a-z0-9]{1,9}", fullmatch=True))
schemathesis.openapi.format("isbn", st.sampled_from(["9780306406157", "9783161484100"]))
schemathesis.openapi.format("issn", st.sampled_from(["0378-5955", "2434-561X"]))
schemathesis.openapi.format(
    "filter-expression",
    st.sampled_from(["(status.eq.withdrawn)", "(status.eq.published,and(status.ne.withdrawn,note.like.a))"]),
)
schemathesis.openapi.format("edtf", st.from_regex(EDTF_PATTERN, fullmatch=True).filter(_is_in_the_calendar))

SCHEMA = schemathesis.openapi.from_dict(described())
LONGEST_URL = 60_000
ASKED = int(os.environ.get("LUNJU_EXAMPLES") or 0)
EXAMPLES = max(2, -(-ASKED // sum(1 for _ in SCHEMA.get_all_operations())))
SCHEMA.config.phases.coverage.enabled = SCHEMA.config.phases.examples.enabled = ASKED > 0
# What a change is made to is looked at before what it says: a record that is gone, or at another state.
SCHEMA.config.checks.negative_data_rejection.expected_statuses += ["410", "412"]


generated = settings(
    max_examples=EXAMPLES,
    derandomize=not ASKED,  # an ordinary run draws the same requests each time
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],  # likewise, how long drawing one takes
)


@dataclass(frozen=True)
class Served:
    """Where a service is that is only read, and one that may be written to, with a key of each role."""

    read: str
    written: str
    keys: dict[str, str]


@pytest.fixture(scope="session", params=["both"])  # without a parameter, no test's name tells its operation
def served(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Services on each kind of database: drawing a request takes longer than asking it, so that all are asked it."""
    folder = tmp_path_factory.mktemp("served")
    every = [Databases("sqlite", folder, None), Databases("postgresql", folder, postgres_server)]
    with ExitStack() as stack:
        found = []
        for databases in every:
            stack.callback(databases.remove)
            url, writable = databases.seeded("moss2026"), databases.seeded("moss2026")
            keys = {"editor": key(writable, "editor"), "admin": key(writable, "admin", role="admin")}
            read, written = (stack.enter_context(serving(which)) for which in (url, writable))
            found.append(Served(read, written, keys))
        yield found


@SCHEMA.exclude(method="GET").parametrize()
@generated
def test_operation_that_writes_keeps_what_the_document_promises(case: Case[Any], served: list[Served]) -> None:
    role = "admin" if case.path == "/redactions" else "editor"
    for service in served:
        response = case.call(base_url=service.written, headers={"Authorization": f"Bearer {service.keys[role]}"})
        if len(response.request.url or "") < LONGEST_URL:
            # Records that a drawn body names are seldom there, which JSON Schema cannot say.
            case.validate_response(response, excluded_checks=[positive_data_acceptance, ignored_auth])


@SCHEMA.include(method="GET").parametrize()
@generated
def test_operation_keeps_what_the_document_promises(case: Case[Any], served: list[Served]) -> None:
    positive = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
    if positive:
        _agree_on_a_page(case)
        _name_a_unit(case)
        _name_terms(case)
        _begin_before_the_end(case)
        _embed_little(case)
        _draw_around_a_record(case)
    goes_on = positive and "cursor" in case.query
    for service in served:
        if goes_on:
            _give_own_cursor(case, service.read)
        response = case.call(base_url=service.read)
        # A longer line is refused by the HTTP server, as RFC 9112 (section 3) lets it; the service never sees it.
        if len(response.request.url or "") < LONGEST_URL:
            case.validate_response(response)


def _agree_on_a_page(case: Case[Any]) -> None:
    """Leave one way to say where the page is: JSON Schema cannot say that parameters exclude each other."""
    query = case.query
    if "offset" in query:
        _leave_out(query, "cursor")


def _name_a_unit(case: Case[Any]) -> None:
    """Ask of values of up to 40 digits, in one unit, and of no figures that have another: JSON Schema cannot say so."""
    for name in [name for name in case.query if name == "value" or name.startswith("value_")]:
        texts = case.query[name] if isinstance(case.query[name], list) else [case.query[name]]
        if any(sum(map(str.isdigit, str(text))) > MAX_DIGITS for text in texts):
            del case.query[name]
    if any(name == "value" or name.startswith("value_") for name in case.query):
        case.query["unit"] = ["a"]
        naming = ("quantity", "unit_", "id", "measure", "subject")
        _leave_out(case.query, *(name for name in case.query if name.startswith(naming)))


def _draw_around_a_record(case: Case[Any]) -> None:
    """Draw a part of a graph around what is in it, and only then so far: JSON Schema cannot say so."""
    if not {"root", "depth"}.isdisjoint(case.query):
        case.query["root"] = f"{case.path_parameters['essay_id']}-c1"


def _name_terms(case: Case[Any]) -> None:
    """Ask of units, measures and entities that there are: JSON Schema cannot say which."""
    known = {"unit": "a", "measure": "investment", "subject": "chatgpt", "about": "chatgpt", "entity_id": "chatgpt"}
    for name in case.query.keys() & {f"{stem}{operator}" for stem in known for operator in ("", "_ne")}:
        case.query[name] = [known[name.removesuffix("_ne")]]


def _begin_before_the_end(case: Case[Any]) -> None:
    """Ask of one end of a period alone: JSON Schema cannot say that one day is before another."""
    for date in ("period", "issued"):
        if f"{date}_from" in case.query:
            _leave_out(case.query, f"{date}_to")


def _embed_little(case: Case[Any]) -> None:
    """Embed one record of each relation, and matches of a search alone: JSON Schema cannot say what goes together."""
    if "embed" in case.query:
        case.query["embed_limit"] = 1
        paths = case.query["embed"] if isinstance(case.query["embed"], list) else [case.query["embed"]]
        if MATCHES in paths and Q.name not in case.query:
            case.query["embed"] = [path for path in paths if path != MATCHES]
        if not case.query["embed"]:
            _leave_out(case.query, "embed", "embed_limit")


def _leave_out(query: dict[str, Any], *names: str) -> None:
    for name in tuple(names):
        query.pop(name, None)


def _give_own_cursor(case: Case[Any], service: str) -> None:
    """Replace the cursor of a request that should succeed, since a cursor is bound to filters and sort.

    JSON Schema cannot say that, so a drawn cursor is always another's: the service is asked for the
    first page of the same list, and where there is no second one, there is no cursor.
    """
    _leave_out(case.query, "cursor")
    first = case.operation.Case(path_parameters=case.path_parameters, query={**case.query, "limit": 1})
    for link in first.call(base_url=service).headers.get("link", []):
        url = link.partition("<")[2].partition(">")[0]
        if 'rel="next"' in link:  # a problem leads to help
            [case.query["cursor"]] = parse_qs(urlsplit(url).query)["cursor"]
