"""Clients that tools make of the OpenAPI document compile, strictly, and do with the service what clients do.

One program a tool, in `generators/`: it lists, embeds, tells by its `type` what is embedded, changes what it read, and
knows by its `type` the problem that a second change of the same state meets.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.api.writing import key
from tests.clients.conftest import environment, install, require_node, run, shared
from tests.conftest import seed, serving
from tests.patience import wait_until

HERE = Path(__file__).parent / "generators"
ANSWERS = ["thesis essay", "source document", "mot", "412"]
"""What each program prints: of a claim, of what a link comes from, of what was changed, of a problem."""


@dataclass(frozen=True)
class Workshop:
    """A folder with the tools, and the document; and a service, with a key that may write.

    Attributes:
        folder: the folder.
        url: where the service is.
        token: the key.
    """

    folder: Path
    url: str
    token: str

    def do(self, *command: str) -> str:
        """Run a tool that is installed in the folder, and return what it prints; it must succeed."""
        first, *others = command
        installed = [self.folder / "node_modules" / ".bin", self.folder / "venv" / "bin"]
        path = os.pathsep.join([*map(str, installed), os.environ["PATH"]])  # where a tool looks for others
        done = run([shutil.which(first, path=path) or first, *others], self.folder, PATH=path)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def compile_and_run(self, name: str) -> list[str]:
        """Compile a program of TypeScript, and return the lines that it prints."""
        shutil.copy(HERE / f"{name}.ts", self.folder)
        settings = json.loads((HERE / "tsconfig.json").read_text(encoding="utf-8"))
        (self.folder / f"{name}.json").write_text(json.dumps({**settings, "files": [f"{name}.ts"]}), encoding="utf-8")
        self.do("tsc", "--project", f"{name}.json")
        bundled = f"{name}.bundled.mjs"
        self.do("esbuild", f"{name}.ts", "--bundle", "--platform=node", "--format=esm", f"--outfile={bundled}")
        return self.do("node", bundled, self.url, self.token, "mot").splitlines()

    def check_and_run(self, name: str, made: Path) -> list[str]:
        """Check a program of Python, and return the lines that it prints."""
        program = made / "program.py"
        shutil.copy(HERE / f"{name}.py.txt", program)
        python = str(self.folder / "venv" / "bin" / "python")
        for command in (
            [python, "-m", "mypy", "--strict", "--follow-imports=silent", program.name],
            [python, program.name, self.url, self.token, "mot"],
        ):
            done = run(command, made)
            assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()


def installed_tools(factory: pytest.TempPathFactory) -> Path:
    def fill(folder: Path) -> str:
        for path in HERE.iterdir():
            shutil.copy(path, folder)
        done = install(folder)
        if done.returncode:
            return f"the packages could not be installed: {done.stderr[-200:]}"
        return ""

    return shared(factory, "generators", fill)


def python_tools(factory: pytest.TempPathFactory) -> Path:
    """Return an environment of their own: they ask for other versions of what this project has too."""

    def fill(folder: Path) -> str:
        run([sys.executable, "-m", "venv", "venv"], folder)
        requirements = str(HERE / "requirements.txt")
        done = run([str(folder / "venv" / "bin" / "pip"), "install", "--quiet", "--requirement", requirements], folder)
        return f"the packages could not be installed: {done.stderr[-200:]}" if done.returncode else ""

    return shared(factory, "python-generators", fill)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The URL of a service over SQLite, which is enough: what is made is of the document alone; and a key."""
    url = f"sqlite:///{tmp_path / 'lunju.db'}"
    seed(url)
    with serving(url) as base:
        yield base, key(url)


def workshop(folder: Path, served: tuple[str, str], made: Path) -> Workshop:
    """Return the tools of a folder, with the document in a folder that is a test's own."""
    base, token = served
    for name in ("node_modules", "venv"):
        if (folder / name).exists():
            (made / name).symlink_to(folder / name)
    for path in HERE.iterdir():
        shutil.copy(path, made)
    (made / "openapi.json").write_bytes(httpx.get(f"{base}/openapi.json").content)
    return Workshop(made, base, token)


@pytest.fixture
def node(tmp_path_factory: pytest.TempPathFactory, served: tuple[str, str]) -> Workshop:
    """The tools that npm installs."""
    require_node()
    return workshop(installed_tools(tmp_path_factory), served, tmp_path_factory.mktemp("made"))


@pytest.fixture
def python(tmp_path_factory: pytest.TempPathFactory, served: tuple[str, str]) -> Workshop:
    """The tools that pip installs."""
    return workshop(python_tools(tmp_path_factory), served, tmp_path_factory.mktemp("made"))


def require_java() -> None:
    """Skip where there is no Java."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")


def warnings(printed: str) -> list[str]:
    """Return the lines that warn."""
    return [line for line in printed.splitlines() if "warn" in line.lower()]


def test_openapi_typescript_makes_types_by_which_openapi_fetch_reads_and_writes(node: Workshop) -> None:
    printed = node.do("openapi-typescript", "openapi.json", "--output", "lunju.d.ts")
    assert (warnings(printed), node.compile_and_run("openapi-fetch")) == ([], ANSWERS)


def test_hey_api_makes_a_client_that_checks_what_it_reads(node: Workshop) -> None:
    printed = node.do("openapi-ts", "--file", "hey-api.config.mjs")
    assert (warnings(printed), node.compile_and_run("hey-api")) == ([], ANSWERS)


def test_orval_makes_queries_and_mocks(node: Workshop) -> None:
    printed = node.do("orval", "--config", "orval.config.cjs", "--project", "queries")
    assert (warnings(printed), node.compile_and_run("orval")) == ([], ANSWERS)


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
