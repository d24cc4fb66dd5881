"""Clients that more tools make, compiled and run, and Prism: what takes long.

They are a run of their own: `pytest tests/clients/generators/slow_generators.py`.
"""

import socket
import subprocess
from collections.abc import Iterator

import httpx
import pytest

from tests.clients.conftest import environment
from tests.clients.generators.conftest import ANSWERS, Workshop
from tests.clients.generators.making import generated, orval, python_client
from tests.patience import wait_until

pytestmark = pytest.mark.one_database  # what is made is of the document alone


def test_orval_makes_schemas_that_tell_what_is_a_claim(node: Workshop) -> None:
    assert (orval(node), node.compile_and_run("orval-zod")) == ([], [*ANSWERS[:2], "true", "false"])


def test_openapi_python_client_makes_a_client(python: Workshop) -> None:
    assert (python_client(python), python.check_and_run("openapi-python-client", python.folder)) == ([], ANSWERS)


def test_openapi_generator_makes_a_client_of_typescript(node: Workshop, python: Workshop) -> None:
    assert generated(python, "typescript-fetch", str(node.folder / "made-by-openapi-generator")) == []
    assert node.compile_and_run("typescript-fetch") == ANSWERS


def test_openapi_generator_makes_a_client_of_python(python: Workshop) -> None:
    assert generated(python, "python", "made", "--additional-properties=packageName=lunju_made") == []
    assert python.check_and_run("openapi-generator", python.folder / "made") == ANSWERS


@pytest.fixture
def mocked(node: Workshop) -> Iterator[httpx.Client]:
    """A client of the service as Prism mocks it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    prism = str(node.folder / "node_modules" / ".bin" / "prism")
    process = subprocess.Popen(  # noqa: S603 - a tool, with our own arguments
        [prism, "mock", "openapi.json", "--port", str(port), "--host", "127.0.0.1"],
        cwd=node.folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_until(lambda: process.poll() is not None or listens(base), "Prism does not listen")
        with httpx.Client(base_url=base, trust_env=False) as client:
            yield client
    finally:
        process.terminate()
        process.wait()


def listens(base: str) -> bool:
    try:
        httpx.get(base, trust_env=False)
    except httpx.TransportError:
        return False
    return True


def test_prism_mocks_the_service(mocked: httpx.Client) -> None:
    claim = mocked.get("/claims/cao2023-c1").raise_for_status().json()
    refused = mocked.patch("/claims/cao2023-c1", json={"kind": "nonsense"})
    link = mocked.get("/evidence/cao2023-e1?embed=origin").raise_for_status().json()
    assert (claim["type"], refused.is_client_error, link["_embedded"]["origin"]["type"]) == ("claim", True, "claim")
