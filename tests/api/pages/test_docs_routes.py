from pathlib import Path

import httpx
import pytest

from api.pages import docs_routes
from tests.conftest import serving
from tests.markup import LoadedPage

pytestmark = pytest.mark.one_database


@pytest.fixture
def page(client: httpx.Client) -> LoadedPage:
    """The documentation page."""
    return LoadedPage(client.get("/docs").text)


def policy(client: httpx.Client) -> dict[str, str]:
    directives = client.get("/docs").headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (directive.partition(" ") for directive in directives)}


def test_the_docs_are_a_page(client: httpx.Client) -> None:
    assert client.get("/docs").headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_docs_load_a_script_and_a_style(page: LoadedPage) -> None:
    assert {name.rpartition(".")[2] for name in page.loaded} >= {"js", "css"}


def test_the_docs_load_nothing_from_elsewhere(client: httpx.Client, page: LoadedPage) -> None:
    here = client.base_url.join("/docs")
    assert {here.join(name).netloc for name in page.loaded} == {client.base_url.netloc}


def test_everything_that_the_docs_load_is_there(client: httpx.Client, page: LoadedPage) -> None:
    here = client.base_url.join("/docs")
    assert {name: client.get(here.join(name)).status_code for name in page.loaded} == dict.fromkeys(page.loaded, 200)


def test_the_docs_run_no_inline_code(page: LoadedPage) -> None:
    assert page.inline == []


def test_the_docs_forbid_what_they_do_not_need(client: httpx.Client) -> None:
    assert policy(client)["default-src"] == "'none'"


@pytest.mark.parametrize(
    ("directive", "allowed"),
    [
        ("script-src", "'self'"),
        ("connect-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("frame-ancestors", "'none'"),
    ],
)
def test_the_docs_allow_only_what_comes_from_here(client: httpx.Client, directive: str, allowed: str) -> None:
    assert policy(client)[directive] == allowed


def test_no_directive_admits_another_host(client: httpx.Client) -> None:
    sources = {source for value in policy(client).values() for source in value.split()}
    assert sources <= {"'self'", "'none'", "'unsafe-inline'", "data:"}


def test_styles_load_nothing_from_elsewhere(client: httpx.Client, page: LoadedPage) -> None:
    here = client.base_url.join("/docs")
    styles = [client.get(here.join(name)).text for name in page.loaded if name.endswith(".css")]
    assert not [text for text in styles if "url(http" in text or "url(//" in text or "@import" in text]


def test_the_docs_ask_the_document_of_their_own_service(client: httpx.Client) -> None:
    assert 'url: "openapi.json"' in client.get("/static/docs.js").text


def test_no_file_outside_the_static_folder_is_served(client: httpx.Client) -> None:
    beside = Path(docs_routes.__file__)
    assert (beside.parent / "static" / ".." / beside.name).is_file()
    assert client.get(f"/static/%2e%2e/{beside.name}").status_code == 404


def test_the_docs_work_beneath_a_path(seeded: str) -> None:
    with serving(seeded, public_url="https://lunju.example/v0") as base:
        page = LoadedPage(httpx.get(f"{base}/docs").text)
    assert [name for name in page.loaded if name.startswith("/")] == []
