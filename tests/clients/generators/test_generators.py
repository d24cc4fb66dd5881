"""Clients that tools make of the OpenAPI document compile, strictly, and do with the service what clients do.

One program a tool: it lists, embeds, tells by its `type` what is embedded, changes what it read, and knows by its
`type` the problem that a second change of the same state meets. What other tools make is only made here, without a
warning: `slow_generators.py` compiles and runs it, which takes long.
"""

import pytest

from tests.clients.generators.conftest import ANSWERS, Workshop
from tests.clients.generators.making import generated, orval, python_client, warnings

pytestmark = pytest.mark.one_database  # what is made is of the document alone


def test_openapi_typescript_makes_types_by_which_openapi_fetch_reads_and_writes(node: Workshop) -> None:
    printed = node.do("openapi-typescript", "openapi.json", "--output", "lunju.d.ts")
    assert (warnings(printed), node.compile_and_run("openapi-fetch")) == ([], ANSWERS)


def test_hey_api_makes_a_client_that_checks_what_it_reads(node: Workshop) -> None:
    printed = node.do("openapi-ts", "--file", "hey-api.config.mjs")
    assert (warnings(printed), node.compile_and_run("hey-api")) == ([], ANSWERS)


def test_orval_makes_queries_and_mocks_and_schemas(node: Workshop) -> None:
    assert (orval(node), node.compile_and_run("orval")) == ([], ANSWERS)


def test_openapi_python_client_takes_the_document(python: Workshop) -> None:
    assert python_client(python) == []


def test_openapi_generator_takes_the_document(python: Workshop) -> None:
    assert generated(python, "python", "made") == []
