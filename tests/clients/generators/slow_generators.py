"""As `test_generators.py`, with the tools that take long, which run where they are named.

They are a run of their own: `pytest tests/clients/generators/slow_generators.py`.
"""

import shutil
import socket
import subprocess

import httpx
import pytest

from tests.clients.conftest import environment
from tests.clients.generators.conftest import ANSWERS, Workshop, warnings
from tests.patience import wait_until

pytestmark = pytest.mark.one_database  # what is made is of the document alone


def require_java() -> None:
    """Skip where there is no Java."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")


def test_orval_makes_schemas_that_tell_what_is_a_claim(node: Workshop) -> None:
    printed = node.do("orval", "--config", "orval.config.cjs", "--project", "schemas")
    assert (warnings(printed), node.compile_and_run("orval-zod")) == ([], [*ANSWERS[:2], "true", "false"])


def test_openapi_python_client_makes_a_client(python: Workshop) -> None:
    options = ["--output-path", "lunju_made", "--meta", "none", "--config", "openapi-python-client.yml"]
    printed = python.do("openapi-python-client", "generate", "--path", "openapi.json", *options)
    assert (warnings(printed), python.check_and_run("openapi-python-client", python.folder)) == ([], ANSWERS)


ITS_OWN = ("OpenAPI 3.1 support is still in beta", "Failed to get the schema name: null", "(reserved word)")
"""What openapi-generator warns of that is its own: its age, the null of a nullable union, a name that it changes."""


def generated(tools: Workshop, generator: str, output: str, *options: str) -> list[str]:
    """Generate, and return what was warned of."""
    require_java()
    command = ["generate", "--input-spec", "openapi.json", "--generator-name", generator, "--output", output, *options]
    printed = tools.do("openapi-generator-cli", *command)
    return [line for line in warnings(printed) if not any(words in line for words in ITS_OWN)]


def test_openapi_generator_makes_a_client_of_typescript(node: Workshop, python: Workshop) -> None:
    assert generated(python, "typescript-fetch", str(node.folder / "made-by-openapi-generator")) == []
    assert node.compile_and_run("typescript-fetch") == ANSWERS


def test_openapi_generator_makes_a_client_of_python(python: Workshop) -> None:
    assert generated(python, "python", "made", "--additional-properties=packageName=lunju_made") == []
    assert python.check_and_run("openapi-generator", python.folder / "made") == ANSWERS


def test_prism_mocks_the_service(node: Workshop, unused_tcp_port: int) -> None:
    base = f"http://127.0.0.1:{unused_tcp_port}"
    prism = str(node.folder / "node_modules" / ".bin" / "prism")
    command = [prism, "mock", "openapi.json", "--port", str(unused_tcp_port), "--host", "127.0.0.1"]
    process = subprocess.Popen(  # noqa: S603 - a tool, with our own arguments
        command, cwd=node.folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        wait_until(lambda: process.poll() is not None or listens(base), "Prism does not listen")
        with httpx.Client(base_url=base, trust_env=False) as client:
            claim = client.get("/claims/cao2023-c1").raise_for_status().json()
            refused = client.patch("/claims/cao2023-c1", json={"kind": "nonsense"})
            link = client.get("/evidence/cao2023-e1?embed=origin").raise_for_status().json()
    finally:
        process.terminate()
        process.wait()
    assert (claim["type"], refused.is_client_error, link["_embedded"]["origin"]["type"]) == ("claim", True, "claim")


def listens(base: str) -> bool:
    try:
        httpx.get(base, trust_env=False)
    except httpx.TransportError:
        return False
    return True


@pytest.fixture
def unused_tcp_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
