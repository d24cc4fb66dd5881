"""What tools make of the OpenAPI document: each function has one make it, and returns what was warned of."""

import shutil

import pytest

from tests.clients.generators.conftest import Workshop

ITS_OWN = ("OpenAPI 3.1 support is still in beta", "Failed to get the schema name: null", "(reserved word)")
"""What openapi-generator warns of that is its own: its age, the null of a nullable union, a name that it changes."""


def orval(tools: Workshop) -> list[str]:
    """Have orval make queries and mocks, in `made-by-orval`, and schemas of Zod, in `schemas-by-orval`."""
    return warnings(tools.do("orval", "--config", "orval.config.cjs"))


def python_client(tools: Workshop) -> list[str]:
    """Have openapi-python-client make a package, `lunju_made`."""
    options = ["--output-path", "lunju_made", "--meta", "none", "--config", "openapi-python-client.yml"]
    return warnings(tools.do("openapi-python-client", "generate", "--path", "openapi.json", *options))


def generated(tools: Workshop, generator: str, output: str, *options: str) -> list[str]:
    """Have openapi-generator make a client, by one of its generators; skip where there is no Java."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    command = ["generate", "--input-spec", "openapi.json", "--generator-name", generator, "--output", output, *options]
    printed = tools.do("openapi-generator-cli", *command)
    return [line for line in warnings(printed) if not any(words in line for words in ITS_OWN)]


def warnings(printed: str) -> list[str]:
    """Return the lines that warn."""
    return [line for line in printed.splitlines() if "warn" in line.lower()]
