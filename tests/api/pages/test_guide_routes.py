from pathlib import Path

import httpx
import pytest
from starlette.staticfiles import StaticFiles

from api.pages import guide_routes
from tests.conftest import serving


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide of two pages and a script, which the service answers with."""
    folder = tmp_path / "guide"
    for name, text in (
        ("index.html", "<!doctype html>first"),
        ("howto/page-through/index.html", "<!doctype html>second"),
        ("_static/theme.js", "document.body"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "beside.txt").write_text("not of the guide", encoding="utf-8")
    monkeypatch.setattr(guide_routes, "guide", StaticFiles(directory=folder, check_dir=False))
    return folder


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/guide/", "text/html; charset=utf-8"),
        ("/guide/howto/page-through/", "text/html; charset=utf-8"),
        ("/guide/_static/theme.js?v=1", "text/javascript; charset=utf-8"),
    ],
)
def test_a_page_and_what_it_loads_are_answered_as_what_they_are(
    client: httpx.Client, built: Path, path: str, media_type: str
) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, media_type)
    assert response.content in {file.read_bytes() for file in built.rglob("*.*")}
    again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/guide", "/guide/howto/page-through"])
def test_a_page_without_its_slash_leads_to_it(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (308, f"{client.base_url}{path}/")


@pytest.mark.usefixtures("built")
def test_a_redirect_leads_to_the_public_url(seeded: str) -> None:
    with serving(seeded, public_url="https://lunju.example/v0") as base:
        assert httpx.get(f"{base}/guide").headers["Location"] == "https://lunju.example/v0/guide/"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "path",
    [
        "/guide/nothing",
        "/guide/nothing/",
        "/guide/howto",
        "/guide/%2e%2e/beside.txt",
        "/guide/..%2fbeside.txt",
        "/guide/%00",
    ],
)
def test_what_is_not_there_is_a_problem(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.json()["type"].rpartition("/")[2]) == (404, "not-found")


@pytest.mark.usefixtures("built")
def test_it_runs_nothing_that_stands_in_a_page_and_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    given = client.get("/guide/").headers["Content-Security-Policy"].split("; ")
    policy = {name: sources.split() for name, _, sources in (directive.partition(" ") for directive in given)}
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'", "data:"}


def test_where_it_was_not_built_a_problem_says_so(
    client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide_routes, "guide", StaticFiles(directory=tmp_path / "none", check_dir=False))
    response = client.get("/guide/")
    assert response.status_code == 404
    assert "pip install" in response.json()["detail"]


@pytest.mark.parametrize("path", ["/", "/claims", "/claims/cao2023-c12", "/search", "/claims/cao2023-c9999"])
def test_every_page_leads_to_it(client: httpx.Client, path: str) -> None:
    text = client.get(path, headers={"Accept": "text/html"}).text
    assert f'href="{"../" * (path.count("/") - 1) or "./"}guide/"' in text


def test_the_page_of_a_problem_leads_to_what_it_means(client: httpx.Client) -> None:
    text = client.get("/claims?kind=thesiss", headers={"Accept": "text/html"}).text
    assert 'href="./guide/reference/problems/#invalid-parameter"' in text


def test_the_catalogue_leads_to_it(client: httpx.Client) -> None:
    linkset = client.get("/.well-known/api-catalog").json()["linkset"]
    [documented] = [one["service-doc"] for one in linkset if "service-doc" in one]
    assert f"{client.base_url}/guide/" in [link["href"] for link in documented]


def test_it_is_not_in_the_openapi_document(client: httpx.Client) -> None:
    assert [path for path in client.get("/openapi.json").json()["paths"] if path.startswith("/guide")] == []
