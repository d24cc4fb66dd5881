"""A new resource is one room, a line in the registry and a revision: the guide is followed, and nothing else done.

What its files are, and what commands, pages and the document make of its declaration, is the same on any database;
on both, it gets its tables, and is written, read, searched and exported.
"""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest

from tests.api.pages.pages import BROWSER
from tests.api.writing import ANY, CLAIM, Json, client_of, key, patch
from tests.conftest import Databases
from tests.patience import wait_until

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "tests" / "new_resource" / "add_a_resource.md"
STEP = re.compile(r"(?:`(?P<path>[\w/.]+)`:\n\n)?```(?P<kind>python|sh)\n(?P<text>.*?)```", re.DOTALL)
TOUCHED = {"api/resources/registry.py"}
REMARK: Json = {
    "essay_id": "cao2023",
    "claim_id": "cao2023-c12",
    "tone": "question",
    "text": {"en": "Who has counted the walruses?", "zh-Hans": "谁数过海象？"},
}


class Project:
    """A copy of the project, with a database."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        for name in ("api", "migrations", "seed"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        (folder / "bin").mkdir()
        script = f'#!/bin/sh\nexec {sys.executable} -c "from api.cli.main import main; main()" "$@"\n'
        (folder / "bin" / "lunju").write_text(script, encoding="utf-8")
        (folder / "bin" / "lunju").chmod(0o755)
        path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = os.environ | {
            "LUNJU_DATABASE_URL": url,
            "LUNJU_ADDRESS_WRITES": "0",
            "PATH": path,
            "PYTHONPATH": str(folder),
        }

    def run(self, command: str) -> str:
        """Run a command of the shell, and return what it says."""
        done = subprocess.run(  # noqa: S602 - the guide's own commands
            f"set -e\n{command}",
            shell=True,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def follow(self, guide: str) -> None:
        """Do what a guide says, step by step."""
        for step in STEP.finditer(guide):
            if step["kind"] == "sh":
                self.run(step["text"])
            else:
                target = self.folder / step["path"]
                target.parent.mkdir(exist_ok=True)
                target.write_text(step["text"], encoding="utf-8")

    def changed(self) -> set[str]:
        """Return the files that are not as in the project that it is a copy of, new ones included."""
        files = {
            path.relative_to(self.folder).as_posix()
            for name in ("api", "migrations", "seed")
            for path in (self.folder / name).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        return {name for name in files if not same(ROOT / name, self.folder / name)}

    def serve(self) -> tuple[subprocess.Popen[bytes], str]:
        """Serve the database, and return the process, and where it is."""
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        process = subprocess.Popen(  # noqa: S603 - the copy's own command
            [self.folder / "bin" / "lunju", "serve", "--port", str(port)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
        return process, f"http://127.0.0.1:{port}"


def same(one: Path, other: Path) -> bool:
    return one.exists() and one.read_bytes() == other.read_bytes()


def listens(base: str) -> bool:
    url = httpx.URL(base)
    try:
        with socket.create_connection((url.host, url.port or 80), timeout=1):
            return True
    except OSError:
        return False


@pytest.fixture(scope="module")
def project(databases: Databases, seeded_template: str, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project after the guide was followed."""
    made = Project(tmp_path_factory.mktemp("project"), databases.copy(seeded_template))
    made.follow(GUIDE.read_text(encoding="utf-8"))
    return made


@pytest.fixture(scope="module")
def editor(project: Project) -> Iterator[httpx.Client]:
    """A client that may write, of a service that has one remark, which was changed once."""
    token = key(project.environment["LUNJU_DATABASE_URL"])
    process, base = project.serve()
    try:
        wait_until(lambda: listens(base), "the server did not start")
        with client_of(base, token) as client:
            client.post("/remarks", json=REMARK).raise_for_status()
            patch(client, "/remarks/cao2023-m1", {"tone": "objection"}).raise_for_status()
            yield client
    finally:
        process.terminate()
        process.wait()


@pytest.mark.one_database
def test_no_other_file_is_touched(project: Project) -> None:
    revision = {name for name in project.changed() if re.fullmatch(r"migrations/versions/\d+_remarks\.py", name)}
    room = {name for name in project.changed() if name.startswith("api/resources/remarks/")}
    assert len(revision) == 1
    assert project.changed() == TOUCHED | revision | room


@pytest.mark.one_database
def test_the_room_keeps_the_rules_of_rooms(project: Project) -> None:
    project.run("ruff check api migrations && ruff format --check api/resources/remarks/models.py && lint-imports")


def test_the_revision_makes_what_the_models_declare(project: Project) -> None:
    assert "No new upgrade operations detected." in project.run("alembic check 2>&1")


def test_it_is_listed_read_and_filtered(editor: httpx.Client) -> None:
    [record] = editor.get("/remarks", params={"claim_id": "cao2023-c12", "tone": "objection"}).json()
    assert editor.get("/remarks/cao2023-m1").json() == record
    assert record == REMARK | {"tone": "objection"} | {name: record[name] for name in record.keys() - REMARK.keys()}
    assert editor.get("/remarks", params={"tone": "question"}).json() == []
    embedded = editor.get("/remarks/cao2023-m1", params={"embed": "claim"}).json()["_embedded"]
    assert embedded["claim"]["id"] == "cao2023-c12"


def test_it_is_counted(editor: httpx.Client) -> None:
    [facet] = editor.get("/remarks/facets", params={"facet": "tone", "id": "cao2023-m1"}).json()["facets"]
    assert facet["values"] == [{"value": "objection", "count": 1, "label": None}]


def test_it_is_written_with_a_key_alone(editor: httpx.Client) -> None:
    assert httpx.post(f"{editor.base_url}/remarks", json=REMARK).status_code == httpx.codes.UNAUTHORIZED
    made = editor.post("/remarks", json=REMARK | {"text": {"zh-Hans": "要删除的。"}})
    path = made.headers["location"]
    assert made.status_code == httpx.codes.CREATED
    assert editor.delete(path, headers=ANY).status_code == httpx.codes.OK
    assert editor.get(path).status_code == httpx.codes.GONE


def test_it_refuses_what_it_cannot_be(editor: httpx.Client) -> None:
    refused = editor.post("/remarks", json=REMARK | {"tone": "praise", "claim_id": "cao2023-c9999"})
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    problem = editor.get("/remarks/5").json()
    assert "cao2023-m1" in problem["errors"][0]["detail"]


def test_what_it_names_is_not_deleted(editor: httpx.Client) -> None:
    claim = editor.post("/claims", json={**CLAIM}).json()["id"]
    made = editor.post("/remarks", json=REMARK | {"claim_id": claim, "text": {"zh-Hans": "问。"}})
    assert made.status_code == httpx.codes.CREATED, made.text
    assert editor.delete(f"/claims/{claim}", headers=ANY).status_code == httpx.codes.CONFLICT


def test_it_has_versions_and_what_changed(editor: httpx.Client) -> None:
    assert [one["action"] for one in editor.get("/remarks/cao2023-m1/versions").json()] == ["updated", "created"]
    assert editor.get("/remarks/cao2023-m1@1").json()["tone"] == "question"
    assert "objection" in editor.get("/remarks/cao2023-m1/diff").text
    changes = editor.get("/changes", params={"resource": "remarks"}).json()
    assert {"cao2023-m1"} <= {one["id"] for one in changes}
    assert "/remarks/cao2023-m1@2" in editor.get("/remarks/cao2023-m1/linkset").text


@pytest.mark.parametrize("words", ["walruses", "海象"])
def test_it_is_found_by_what_it_says(editor: httpx.Client, words: str) -> None:
    assert [one["id"] for one in editor.get("/remarks", params={"q": words}).json()] == ["cao2023-m1"]
    [hit] = editor.get("/search", params={"q": words}).json()
    assert (hit["resource"], hit["id"]) == ("remarks", "cao2023-m1")


@pytest.mark.one_database
def test_it_is_found_after_the_index_was_filled_again(project: Project, editor: httpx.Client) -> None:
    project.run("lunju reindex")
    assert [one["id"] for one in editor.get("/search", params={"q": "walruses"}).json()] == ["cao2023-m1"]
    assert editor.get("/search", params={"q": "ChatGPT"}).json()


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_it_has_pages(editor: httpx.Client, language: str) -> None:
    page = editor.get("/remarks/cao2023-m1", headers=BROWSER, params={"lang": language})
    assert (page.status_code, page.headers["content-type"]) == (httpx.codes.OK, "text/html; charset=utf-8")
    assert REMARK["text"][language] in page.text
    assert {"en": "Remark", "zh-Hans": "评注"}[language] in page.text
    assert 'href="../claims/cao2023-c12' in page.text
    listed = editor.get("/remarks", headers=BROWSER, params={"lang": language, "q": "walruses"})
    assert 'href="./remarks/cao2023-m1' in listed.text
    assert "/remarks/cao2023-m1" in editor.get("/sitemaps/remarks-1.xml").text


def test_it_is_exported(editor: httpx.Client) -> None:
    assert editor.get("/remarks.csv").text.startswith("id,type,essay_id,number,claim_id,tone,")
    with zipfile.ZipFile(BytesIO(editor.get("/export.zip").content)) as package:
        assert b"cao2023-m1" in package.read("data/remarks.csv")
        assert b'"remarks"' in package.read("datapackage.json")


@pytest.mark.one_database
@pytest.mark.usefixtures("editor")
def test_it_is_exported_to_a_file(project: Project) -> None:
    project.run("lunju export --sqlite export.db")
    with sqlite3.connect(project.folder / "export.db") as connection:
        assert ("cao2023-m1",) in connection.execute("SELECT id FROM remarks").fetchall()


@pytest.mark.one_database
def test_it_is_documented(editor: httpx.Client) -> None:
    document = editor.get("/openapi.json").json()
    paths = {path for path in document["paths"] if path.startswith("/remarks")}
    one = "/remarks/{remark_id}"
    assert paths == {"/remarks", "/remarks/facets", one, f"{one}/versions", f"{one}@{{version}}"} | {
        f"{one}/diff",
        f"{one}/linkset",
    }
    [tag] = [tag for tag in document["tags"] if tag["name"] == "remarks"]
    assert tag["description"].startswith("A remark is what a reader asks")
    assert "remarks" in document["components"]["schemas"]["HitResource"]["enum"]
    assert "RemarkTone" in document["components"]["schemas"]
    assert document["components"]["parameters"]["p_remark_id"]["example"] == "cao2023-m1"


@pytest.mark.one_database
def test_its_chain_holds(project: Project, editor: httpx.Client) -> None:
    assert editor.get("/").status_code == httpx.codes.OK
    assert "records hold" in project.run("lunju verify")
