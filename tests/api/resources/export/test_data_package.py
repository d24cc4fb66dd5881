"""The whole as a Data Package, judged by those who read such packages.

It is the same bytes on both databases, so that what is in it is looked at on one.
"""

import csv
import importlib.util
import io
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote
from zipfile import ZipFile

import httpx
import jsonschema
import pytest
from pyld import jsonld

from api.core.db.engine import create_engine, parse_url
from api.resources.export.data_package import export_package
from api.resources.registry import REPRESENTATIONS, RESOURCES
from seed.frozen.chain import GENESIS, chain_hash, content_hash
from seed.packs import Pack
from tests.api.conftest import NAMES
from tests.api.writing import key
from tests.conftest import Databases, engine_of
from tests.past import Past, Step
from tests.patience import wait_until

BASE = "https://lunju.example"
FRICTIONLESS = Path(sys.executable).parent / "frictionless"


def exported(url: str, base: str | None = BASE) -> bytes:
    engine = create_engine(parse_url(url))
    file = io.BytesIO()
    try:
        export_package(engine, RESOURCES, REPRESENTATIONS, base, file)
    finally:
        engine.dispose()
    return file.getvalue()


@pytest.fixture(scope="module")
def package(seeded: str) -> bytes:
    return exported(seeded)


@pytest.fixture(scope="module")
def members(package: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def unpacked(package: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    with ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(folder)
    (folder / "package.zip").write_bytes(package)
    return folder


@pytest.fixture(scope="module")
def descriptor(members: dict[str, bytes]) -> dict[str, object]:
    found: dict[str, object] = json.loads(members["datapackage.json"])
    return found


def lines(members: dict[str, bytes], name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in members[f"data/{name}.ndjson"].splitlines()]


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["datapackage.json", "package.zip"])
def test_frictionless_finds_every_table_valid(unpacked: Path, name: str) -> None:
    done = subprocess.run(  # noqa: S603 - as a user runs it
        [FRICTIONLESS, "validate", name, "--json"], cwd=unpacked, capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    assert report["valid"], report["tasks"]
    assert {task["name"] for task in report["tasks"]} >= {*NAMES, "versions"}


@pytest.mark.one_database
def test_the_descriptor_fits_the_profile_of_data_package_2(descriptor: dict[str, object]) -> None:
    spec = importlib.util.find_spec("dplib")
    assert spec is not None
    profile = json.loads((Path(spec.origin or "").parent / "profiles/2.0/datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(descriptor, profile)
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_it_is_the_same_bytes_on_both_databases(postgres_server: str, tmp_path: Path) -> None:
    made = [Databases("sqlite", tmp_path, None), Databases("postgresql", tmp_path, postgres_server)]
    urls = [databases.seeded("moss2026") for databases in made]
    one, other = map(exported, urls)
    for databases in made:
        databases.remove()
    assert one == other


def test_it_is_the_same_bytes_again(seeded: str, package: bytes) -> None:
    assert exported(seeded) == package


@pytest.mark.one_database
def test_it_tells_what_it_is_of(descriptor: dict[str, object], client: httpx.Client) -> None:
    dataset = client.get("/").json()["dataset"]
    assert descriptor["version"] == str(dataset["version"])
    assert descriptor["created"] == "2026-11-23T00:00:00Z"
    assert descriptor["lunju"] == {
        "software": client.get("/").json()["version"],
        "dataset": {"version": dataset["version"], "hash": dataset["hash"]},
        "packs": [{name: pack[name] for name in ("name", "hash", "license")} for pack in dataset["packs"]],
    }
    licenses = descriptor["licenses"]
    assert isinstance(licenses, list)
    assert {item["name"] for item in licenses} == {"CC-BY-4.0", "CC0-1.0"}


@pytest.mark.one_database
@pytest.mark.parametrize("name", NAMES)
def test_ndjson_has_what_the_api_has(members: dict[str, bytes], client: httpx.Client, name: str) -> None:
    assert members[f"data/{name}.ndjson"] == client.get(f"/{name}.ndjson").content


@pytest.mark.one_database
@pytest.mark.parametrize("name", NAMES)
def test_csv_has_what_the_api_has(members: dict[str, bytes], client: httpx.Client, name: str) -> None:
    assert members[f"data/{name}.csv"] == client.get(f"/{name}.csv").content


@pytest.mark.one_database
def test_tables_are_of_the_dialect_that_the_descriptor_names(
    members: dict[str, bytes], descriptor: dict[str, object]
) -> None:
    resources = descriptor["resources"]
    assert isinstance(resources, list)
    tables = [resource for resource in resources if resource.get("type") == "table"]
    assert any(b'""' in members[table["path"]] for table in tables), "no table has a quotation mark within a value"
    for table in tables:
        doubled, ends = table["dialect"]["doubleQuote"], table["dialect"]["lineTerminator"]
        told, again = members[table["path"]].decode(table["encoding"]), io.StringIO(newline="")
        rows = list(csv.reader(io.StringIO(told, newline=""), doublequote=doubled, strict=True))
        csv.writer(again, doublequote=doubled, lineterminator=ends).writerows(rows)
        assert again.getvalue() == told, table["name"]


@pytest.mark.one_database
def test_the_versions_prove_that_none_is_missing(members: dict[str, bytes], client: httpx.Client) -> None:
    link = GENESIS
    for version in lines(members, "versions"):
        assert version["content_hash"] == content_hash(version["state"])  # type: ignore[arg-type] # none is redacted
        link = chain_hash(link, version)
        assert version["chain_hash"] == link
    assert link == client.get("/").json()["dataset"]["hash"]


def test_what_was_withdrawn_is_there_too(writable: str) -> None:
    with engine_of(writable) as engine:
        Past(engine).write(Step("claims", "cao2023-c12", {"status": "withdrawn"}, action="withdrawn"))
    with ZipFile(io.BytesIO(exported(writable))) as archive:
        claims = [json.loads(line) for line in archive.read("data/claims.ndjson").splitlines()]
    assert [claim["id"] for claim in claims if claim["status"] == "withdrawn"] == ["cao2023-c12"]


def test_all_of_it_is_of_one_version_while_others_write(writable: str) -> None:
    done, written = Event(), [0]

    def write() -> None:
        with engine_of(writable) as engine:
            past = Past(engine)
            while not done.is_set():
                past.write(Step("claims", "cao2023-c12", {"note": {"en": f"{written[0]}"}}))
                written[0] += 1

    def export() -> ZipFile:
        before = written[0]
        wait_until(lambda: written[0] > before or not writing.is_alive(), "nothing is written")
        return ZipFile(io.BytesIO(exported(writable)))

    writing = Thread(target=write)
    writing.start()
    try:
        packages = [export() for _ in range(2)]
    finally:
        done.set()
        writing.join()
    for archive in packages:
        told = json.loads(archive.read("datapackage.json"))["lunju"]["dataset"]
        versions = list(csv.DictReader(io.StringIO(archive.read("data/versions.csv").decode(), newline="")))
        claims = {item["id"]: item for item in map(json.loads, archive.read("data/claims.ndjson").splitlines())}
        graph = {item["@id"]: item for item in json.loads(archive.read("linked/lunju.jsonld"))["@graph"]}
        assert (versions[-1]["sequence"], versions[-1]["chain_hash"]) == (str(told["version"]), told["hash"])
        last = max(int(item["version"]) for item in versions if item["record_id"] == "cao2023-c12")
        assert claims["cao2023-c12"]["version"] == last
        assert graph[f"{BASE}/claims/cao2023-c12"]["hasVersion"] == f"{BASE}/claims/cao2023-c12@{last}"
    assert len({archive.read("datapackage.json") for archive in packages}) == 2


@pytest.mark.one_database
def test_sources_and_essays_are_there_as_csl_json(members: dict[str, bytes], client: httpx.Client) -> None:
    items = json.loads(members["csl/sources.json"])
    asked = [item for name in ("essays", "sources") for item in client.get(f"/{name}.csl?limit=1000").json()]
    assert [item["id"] for item in items] == [item["id"] for item in asked]
    assert {item["type"] for item in items} == {item["type"] for item in asked}


@pytest.fixture
def beside(unpacked: Path) -> str:
    """The document of linked data, read from its file, with what stands beside it."""

    def load(url: str, _options: object) -> dict[str, object]:
        name = url.removeprefix("file:///")
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": json.loads((unpacked / "linked" / name).read_text()),
        }

    jsonld.set_document_loader(load)
    return "file:///lunju.jsonld"


@pytest.mark.one_database
def test_linked_data_is_read_offline(beside: str, members: dict[str, bytes]) -> None:
    nodes = {node["@id"]: node for node in jsonld.expand(beside)}
    claim = nodes[f"{BASE}/claims/cao2023-c12"]
    assert claim["@type"] == ["http://schema.org/Claim"]
    assert {"@language": "zh-hans", "@value": "大企业会让中小企业受到损害。"} in [
        {**text, "@language": text["@language"].lower()} for text in claim["http://schema.org/text"]
    ]
    for name in NAMES:
        assert {
            f"{BASE}/{name}/{quote(str(record['id']), safe='')}" for record in lines(members, name)
        } <= nodes.keys(), name


@pytest.mark.one_database
def test_linked_data_of_no_public_url_is_read_from_where_it_is(seeded: str) -> None:
    with ZipFile(io.BytesIO(exported(seeded, None))) as archive:
        document = json.loads(archive.read("linked/lunju.jsonld"))
        document["@context"] = json.loads(archive.read("linked/context.jsonld"))["@context"]
    nodes = {node["@id"]: node for node in jsonld.expand(document, {"base": "file:///package/linked/lunju.jsonld"})}
    claim = nodes["file:///package/claims/cao2023-c12"]
    assert claim["@type"] == ["http://schema.org/Claim"]
    assert [
        name for node in nodes.values() for name in node if not name.startswith(("@", "http://", "urn:lunju:"))
    ] == []


@pytest.mark.one_database
def test_no_text_of_an_essay_and_no_key_is_in_it(writable: str) -> None:
    token = key(writable)
    with ZipFile(io.BytesIO(exported(writable))) as archive:
        content = b"\n".join(archive.read(name) for name in archive.namelist()).decode()
    text = Pack.named("moss2026").text
    assert text is not None
    sentences = [line for line in text.content.split("\n")[1:] if len(line) > 60]  # the title is told
    assert sentences
    assert not [line for line in sentences if line in content]
    public, _, secret = token.removeprefix("lunju_").partition("_")
    assert not [told for told in (token, public, secret, sha256(secret.encode()).hexdigest()) if told in content]
