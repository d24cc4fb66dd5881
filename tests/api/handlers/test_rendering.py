"""One URL, every form: by `Accept` or by a suffix, now and as it was."""

from collections.abc import Iterator

import httpx
import pytest

from api.core.http.negotiation import Form
from api.formats.forms import BIBLIOGRAPHY, BIBTEX, CSL, JSON, JSONLD, RIS
from tests.api.resources.test_linksets import RECORDS
from tests.conftest import engine_of, serving
from tests.past import Past, Step

UNCITED = {"units", "measures"}
every_form = pytest.mark.parametrize(
    ("path", "form"),
    [
        pytest.param(f"/{resource}/{identifier}", form, id=f"{resource}-{form.name}")
        for resource, identifier in RECORDS.items()
        for form in (JSON, JSONLD, *(() if resource in UNCITED else (CSL, BIBTEX, RIS, BIBLIOGRAPHY)))
    ],
)


@pytest.fixture
def past(writable: str) -> Iterator[Past]:
    with engine_of(writable) as engine:
        yield Past(engine)


@pytest.fixture
def reading(writable: str) -> Iterator[httpx.Client]:
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        yield client


@every_form
def test_accept_and_suffix_lead_to_one_form(client: httpx.Client, path: str, form: Form) -> None:
    asked = client.get(path, headers={"Accept": form.media_type})
    fixed = client.get(f"{path}.{form.name}")
    assert (asked.status_code, fixed.status_code) == (200, 200)
    assert asked.headers["content-type"] == fixed.headers["content-type"] == form.content_type
    assert "Accept" in asked.headers["vary"].split(", ")
    assert (asked.content, asked.headers["etag"]) == (fixed.content, fixed.headers["etag"])


@every_form
def test_a_version_has_the_forms_of_its_record(client: httpx.Client, path: str, form: Form) -> None:
    answer = client.get(f"{path}@1.{form.name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, form.content_type)


@every_form
def test_a_list_has_the_forms_of_its_records(client: httpx.Client, path: str, form: Form) -> None:
    answer = client.get(f"/{path.split('/')[1]}.{form.name}?limit=3")
    assert (answer.status_code, answer.headers["content-type"]) == (200, form.content_type)


@every_form
def test_what_a_client_has_is_not_sent_again(client: httpx.Client, path: str, form: Form) -> None:
    tag = client.get(f"{path}.{form.name}").headers["etag"]
    again = client.get(path, headers={"Accept": form.media_type, "If-None-Match": tag})
    assert (again.status_code, again.headers["vary"]) == (304, "Accept, Accept-Encoding")


def test_each_form_of_a_record_has_a_tag_of_its_own(client: httpx.Client) -> None:
    tags = [client.get(f"/claims/cao2023-c12.{form.name}").headers["etag"] for form in (JSON, JSONLD, CSL, BIBTEX, RIS)]
    assert len(set(tags)) == len(tags)
    assert {tag.partition("-")[0] for tag in tags} == {'"1'}


def test_the_next_page_is_in_the_same_form(client: httpx.Client) -> None:
    following = client.get("/claims.bib?limit=2").links["next"]["url"]
    assert client.get(following).headers["content-type"].startswith("application/x-bibtex")


def test_a_bibliography_has_styles_and_locales(client: httpx.Client) -> None:
    path = "/claims/cao2023-c12"
    chinese = client.get(path, headers={"Accept": "text/x-bibliography; style=gb-t-7714-2015-numeric; locale=zh-CN"})
    asked = client.get(f"{path}.txt?style=gb-t-7714-2015-numeric&locale=zh-CN")
    assert chinese.text == asked.text
    assert "大企业" in chinese.text
    assert client.get(path, headers={"Accept": "text/x-bibliography"}).text.startswith("曹钟雄. (2026). Large firms")


@pytest.mark.parametrize("query", ["style=chicago", "locale=fr", "style=apa&style=apa", "lang=en", "fields=id"])
def test_what_a_form_cannot_have_is_refused(client: httpx.Client, query: str) -> None:
    assert client.get(f"/claims/cao2023-c12.txt?{query}").status_code == 400


@pytest.mark.parametrize("query", ["fields=id", "embed=passages", "embed_limit=3"])
def test_only_json_is_trimmed_and_embeds(client: httpx.Client, query: str) -> None:
    assert client.get(f"/claims.bib?{query}").status_code == 400


def test_a_form_that_there_is_not_is_refused_with_those_that_there_are(client: httpx.Client) -> None:
    answer = client.get("/claims/cao2023-c12", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/x-bibtex (.bib)" in answer.json()["detail"]
    assert client.get("/measures/users.bib").status_code == 406


SUFFIXED = [
    *(f"/{resource}/{identifier}" for resource, identifier in RECORDS.items()),
    *(f"/{resource}/{identifier}@1" for resource, identifier in RECORDS.items()),
    *(f"/{resource}" for resource in RECORDS),
    "/essays/cao2023/claims",
    "/claims/cao2023-c12/evidence",
    "/claims/cao2023-c12/why",
    "/claims/cao2023-c12/versions",
    "/claims/facets",
    "/search",
]


@pytest.mark.parametrize(
    ("path", "suffix"),
    [*((path, "foo") for path in SUFFIXED), *(("/claims/cao2023-c12", other) for other in ("pdf", "JSON", "jsonl"))],
)
def test_a_suffix_that_there_is_not_is_refused_with_those_that_there_are(
    client: httpx.Client, path: str, suffix: str
) -> None:
    answer = client.get(f"{path}.{suffix}", params={"q": "算力"} if path == "/search" else {})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (406, "not-acceptable")
    assert f"no .{suffix} of this. There are: application/json (.json)" in answer.json()["detail"]
    assert client.head(f"{path}.{suffix}").status_code in {400, 406}


@pytest.mark.parametrize("path", ["/claims/cao2023-c12/why", "/claims/facets", "/claims/cao2023-c12/versions"])
def test_what_has_json_alone_is_not_passed_off_as_another_form(client: httpx.Client, path: str) -> None:
    assert client.get(f"{path}.csv?facet=kind").status_code == 406
    asked = "?facet=kind" if path.endswith("facets") else ""
    assert client.get(f"{path}.json{asked}").content == client.get(f"{path}{asked}").content


@pytest.mark.parametrize(
    "path", ["/nothing.foo", "/claims/cao2023-c12.", "/claims/cao2023-c12@1.5", "/units/none.foo", "/healthz.foo"]
)
def test_what_is_nothing_with_a_suffix_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_merged_record_leads_on_in_the_same_form(reading: httpx.Client, past: Past) -> None:
    past.write(Step("evidence", "cao2023-e2", {"merged_into": "cao2023-e3"}, action="merged"))
    answer = reading.get("/evidence/cao2023-e2.jsonld", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"].rpartition("/")[2]) == (308, "cao2023-e3.jsonld")


def test_an_old_version_is_cited_with_what_it_referred_to(reading: httpx.Client, past: Past) -> None:
    before = reading.get("/claims/cao2023-c12@1.csl").json()
    past.write(Step("essays", "cao2023", {"author": [{"family": "Other", "given": "An"}]}))
    past.write(Step("claims", "cao2023-c12", {"note": {"en": "Read again.", "zh-Hans": "重读。"}}))
    assert reading.get("/claims/cao2023-c12@1.csl").json() == before
    assert reading.get("/claims/cao2023-c12@2.csl").json()[0]["author"] == [{"family": "Other", "given": "An"}]
    assert reading.get("/claims/cao2023-c12.csl").json() == reading.get("/claims/cao2023-c12@2.csl").json()


@pytest.mark.parametrize("resource", ["claims", "statistics", "sources", "relationships", "topics", "sections"])
def test_a_first_version_refers_to_what_the_record_does(client: httpx.Client, resource: str) -> None:
    path = f"/{resource}/{RECORDS[resource]}"
    now, then = client.get(f"{path}.jsonld").json(), client.get(f"{path}@1.jsonld").json()
    own = {"@id", "hasVersion", "isVersionOf"}
    assert {name: value for name, value in then.items() if name not in own}.keys() == now.keys() - own
