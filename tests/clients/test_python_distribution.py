"""The distribution of the Python client: what is in it, what it needs, and that its types are the service's."""

import re
import subprocess
import sys
import tomllib
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile

import pytest

from api import __version__
from generate_records import TARGET, records_module
from tests.api.writing import key
from tests.conftest import serving
from tests.docs.documents import Example
from tests.docs.test_examples import run
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "clients" / "python"
EXAMPLES = re.findall(r"```python\n(.*?)```", (CLIENT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_its_types_are_those_of_the_service() -> None:
    assert TARGET.read_text(encoding="utf-8") == records_module(), "run `python clients/python/generate_records.py`"


def test_the_wheel_holds_the_package_alone(client_wheel: Path) -> None:
    with ZipFile(client_wheel) as archive:
        names = set(archive.namelist())
    information = f"lunju_client-{__version__}.dist-info"
    shipped = {f"lunju/{path.name}" for path in (CLIENT / "lunju").iterdir() if path.suffix in {".py", ".typed"}}
    shipped.add("lunju_pytest.py")
    assert {name for name in names if not name.startswith(information)} == shipped
    assert {"lunju/py.typed", f"{information}/licenses/LICENSE"} <= names


def test_the_wheel_needs_two_packages(client_wheel: Path) -> None:
    with ZipFile(client_wheel) as archive:
        metadata = message_from_string(archive.read(f"lunju_client-{__version__}.dist-info/METADATA").decode())
    needs = [need for need in metadata.get_all("Requires-Dist", []) if "extra ==" not in need]
    assert {re.split(r"\W", need)[0] for need in needs} == {"httpx", "msgspec"}


def test_the_wheel_is_imported_where_there_is_no_service(client_wheel: Path) -> None:
    """Nor pydantic, nor anything else that the service needs and the client does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    absent = {re.split(r"\W", need)[0] for need in project["dependencies"]} - {"httpx", "msgspec"}
    program = f"""
import sys
for name in {sorted(absent | {"api", "seed", "migrations"})!r}:
    sys.modules[name] = None  # its import fails
sys.path.insert(0, {str(client_wheel)!r})
import lunju, lunju.records
from lunju import AsyncClient, Client, LunjuError
print(lunju.__file__, lunju.records.Claim.__name__)
"""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", "-c", program], capture_output=True, check=False, text=True, timeout=PATIENCE
    )
    assert done.stdout == f"{client_wheel / 'lunju' / '__init__.py'} Claim\n", done.stderr


def test_it_is_released_with_the_service_under_its_license() -> None:
    project = tomllib.loads((CLIENT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert (CLIENT / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.one_database
def test_the_examples_of_its_readme_do_what_they_say(writable: str, tmp_path: Path) -> None:
    with serving(writable) as base:
        known = {"KEY": key(writable, "ann")}
        written, asynchronous = (run(Example("python", one, None), base, tmp_path, known) for one in EXAMPLES)
    assert written.splitlines()[-1] == "412 precondition-failed"
    assert asynchronous.splitlines()[-1] == "rejects"
