"""The pytest plugin of the client, in a project of somebody else, which has packages named as the service's are."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.api.writing import CLAIM
from tests.conftest import Databases
from tests.patience import PATIENCE

CLIENT = Path(__file__).parents[2] / "clients" / "python"

THEIRS = {
    "api/__init__.py": "NAME = 'the API of a shop'\n",
    "seed/__init__.py": "NAME = 'the seeds of a garden'\n",
    "tests/test_theirs.py": """
import api
import pytest
import seed
from lunju import Client, LunjuError


def count(url):
    with Client(url) as lunju:
        return len(list(lunju.claims.list(essay_id="cao2023", limit=500)))


def test_their_packages_are_theirs():
    assert (api.NAME, seed.NAME) == ("the API of a shop", "the seeds of a garden")


def test_what_is_shared_is_seeded(lunju_url):
    assert count(lunju_url) == 217


def test_the_pack_that_is_named_is_there(lunju_url):
    with Client(lunju_url) as lunju:
        assert lunju.essays.get("moss2026").id == "moss2026"


@pytest.mark.parametrize("turn", range(3))
def test_a_database_is_of_one_test_alone(lunju_database, lunju_url, turn):
    assert lunju_database.database.startswith(KIND)
    claim = CLAIM
    with Client(lunju_database.url, lunju_database.key) as lunju:
        assert lunju.claims.create(claim).id == "cao2023-c218"
    assert count(lunju_database.url) == count(lunju_url) + 1
""",
}


@pytest.fixture(scope="module")
def plugin(client_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the client is installed, with its entry point."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(client_wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with packages `api` and `seed` of its own."""
    for name, text in THEIRS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(project: Path, plugin: Path, *arguments: str, configured: str = "") -> subprocess.CompletedProcess[str]:
    """Run the tests of a project, whose folder is in `PYTHONPATH` as well."""
    (project / "pytest.ini").write_text(f"[pytest]\npythonpath = .\n{configured}", encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LUNJU_", "PYTEST_"))}
    path = os.pathsep.join([str(project), str(plugin)])
    return subprocess.run(  # noqa: S603 - pytest, with our own arguments
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        capture_output=True,
        check=False,
        cwd=project,
        env=own | {"PYTHONPATH": path},
        text=True,
        timeout=PATIENCE,
    )


def test_it_works_in_a_project_with_packages_of_the_same_names(
    project: Path, plugin: Path, databases: Databases
) -> None:
    theirs = project / "tests" / "test_theirs.py"
    theirs.write_text(
        theirs.read_text().replace("KIND", repr(databases.kind)).replace("CLAIM", repr(CLAIM)), encoding="utf-8"
    )
    postgresql = f"lunju_database_url = {databases.empty()}\n" if databases.kind == "postgresql" else ""
    done = run(project, plugin, "-n", "2", configured=f"lunju_packs =\n    moss2026\n{postgresql}")
    assert "6 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.one_database
def test_who_asks_for_nothing_of_it_pays_nothing_for_it(project: Path, plugin: Path) -> None:
    """Not even for httpx, which takes a quarter of a second to import."""
    told = "import sys\ndef test_it():\n    assert not {'httpx', 'lunju'} & sys.modules.keys()\n"
    (project / "tests" / "test_theirs.py").write_text(told, encoding="utf-8")
    assert "1 passed" in run(project, plugin).stdout


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("--lunju-pack=none", "there is no pack 'none'"),
        ("--lunju-command=false", "`lunju serve --ephemeral` ended with 1"),
        ("--lunju-database-url=mysql://nowhere", "LUNJU_DATABASE_URL must be"),
    ],
)
def test_it_says_why_nothing_is_served(project: Path, plugin: Path, argument: str, said: str) -> None:
    done = run(project, plugin, argument, "-k", "shared")
    assert (done.returncode, said in done.stdout) == (1, True), done.stdout
