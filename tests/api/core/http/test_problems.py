import httpx
import pytest
import sqlalchemy as sa

from api.core.http.problems import nearest
from tests.api.writing import key
from tests.conftest import engine_of, serving

WRONG = [
    ("GET", "/nothing", 404, "not-found"),
    ("GET", "/claims/", 404, "not-found"),
    ("GET", "/claims/cao2023-c999999", 404, "not-found"),
    ("GET", "/claims/17", 404, "not-found"),
    ("GET", "/essays/cao2023/colours", 404, "not-found"),
    ("GET", "/static/nothing.css", 404, "not-found"),
    ("GET", "/static/../app.py", 404, "not-found"),
    ("GET", "/%E8%AE%BA%E6%8D%AE", 404, "not-found"),
    ("GET", "/problems/nothing", 404, "not-found"),
    ("POST", "/search", 405, "method-not-allowed"),
    ("POST", "/claims/cao2023-c1", 405, "method-not-allowed"),
    ("DELETE", "/", 405, "method-not-allowed"),
    ("PATCH", "/docs", 405, "method-not-allowed"),
    ("TRACE", "/units/CNY/USD", 405, "method-not-allowed"),
    ("POST", "/static/docs.css", 405, "method-not-allowed"),
    ("GET", "/claims?colour=red", 400, "unknown-parameter"),
    ("GET", "/claims?limit=0", 400, "invalid-parameter"),
    ("GET", "/claims?cursor=x", 400, "invalid-cursor"),
]

every_error = pytest.mark.parametrize(("method", "path", "status", "slug"), WRONG)


@every_error
def test_an_error_has_its_status(client: httpx.Client, method: str, path: str, status: int, slug: str) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.json()["status"]) == (status, status), slug


@every_error
def test_an_error_is_problem_json(client: httpx.Client, method: str, path: str, status: int, slug: str) -> None:
    assert client.request(method, path).headers["Content-Type"] == "application/problem+json", (status, slug)


@every_error
def test_an_error_has_every_member_of_a_problem(
    client: httpx.Client, method: str, path: str, status: int, slug: str
) -> None:
    members = ["type", "title", "status", "detail", "instance", "errors"]
    assert list(client.request(method, path).json()) == members, (status, slug)


@every_error
def test_an_error_leads_to_its_part_of_the_guide(
    client: httpx.Client, method: str, path: str, status: int, slug: str
) -> None:
    links = client.request(method, path).links
    assert links["help"]["url"] == f"{client.base_url}/guide/reference/problems/#{slug}", status


def test_a_problem_keeps_its_own_links_beside_that_to_the_guide(writable: str) -> None:
    with serving(writable) as base:
        holder = key(writable, "editor")
        authorized = {"Authorization": f"Bearer {holder}", "If-Match": "*"}
        measure = {"id": "robots", "label": {"en": "Robots"}}
        httpx.post(f"{base}/measures", json=measure, headers=authorized)
        httpx.delete(f"{base}/measures/robots", headers=authorized)
        assert httpx.get(f"{base}/measures/robots").links.keys() == {"version-history", "help"}


@every_error
def test_the_type_of_an_error_leads_to_what_can_be_done(
    client: httpx.Client, method: str, path: str, status: int, slug: str
) -> None:
    problem = client.request(method, path).json()
    described = client.get(problem["type"]).json()
    assert (described["type"], described["title"], described["status"]) == (
        f"{client.base_url}/problems/{slug}",
        problem["title"],
        status,
    )


@every_error
def test_an_error_tells_which_path_was_asked(
    client: httpx.Client, method: str, path: str, status: int, slug: str
) -> None:
    request = client.build_request(method, path)
    assert httpx.URL(client.send(request).json()["instance"]).path == request.url.path, (status, slug)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/search", "GET, HEAD, OPTIONS"),
        ("/claims/cao2023-c1", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ("/batches", "OPTIONS, POST"),
        ("/static/docs.css", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(client: httpx.Client, path: str, allowed: str) -> None:
    assert client.request("TRACE", path).headers["Allow"] == allowed


@pytest.mark.parametrize("path", ["/claims/facets", "/claims/cao2023-c1@1", "/claims/cao2023-c1/diff", "/search"])
@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "DELETE"])
def test_what_is_only_read_has_no_method_that_writes(client: httpx.Client, method: str, path: str) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_resource_tells_its_methods_and_what_they_read(client: httpx.Client) -> None:
    one, every = client.options("/claims/cao2023-c1"), client.options("/claims")
    assert (one.status_code, one.headers["Allow"]) == (204, "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")
    assert one.headers["Accept-Patch"] == "application/merge-patch+json"
    assert (every.headers["Allow"], every.headers["Accept-Post"]) == ("GET, HEAD, OPTIONS, POST", "application/json")


def test_problems_are_built_on_the_public_url(seeded: str) -> None:
    with serving(seeded, public_url="https://lunju.example/v0") as base:
        problem = httpx.get(f"{base}/nothing").json()
    assert problem["type"] == "https://lunju.example/v0/problems/not-found"


@pytest.fixture
def failing(writable: str) -> str:
    """A database whose pack has a title that is no JSON, which the first page cannot foresee."""
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE packs SET title = 'no JSON'"))
    return writable


def test_a_failure_of_the_service_is_a_problem_too(failing: str) -> None:
    with serving(failing) as base:
        response = httpx.get(base)
    assert (response.status_code, response.headers["Content-Type"], response.json()["type"]) == (
        500,
        "application/problem+json",
        f"{base}/problems/internal-error",
    )


def test_a_failure_tells_nothing_of_what_is_within(failing: str) -> None:
    with serving(failing) as base:
        assert "JSON" not in httpx.get(base).text


def test_a_failure_can_be_read_by_a_page_of_another_origin(failing: str) -> None:
    with serving(failing) as base:
        response = httpx.get(base, headers={"Origin": "https://reader.example"})
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (500, "*")


def test_a_failure_answers_head_without_a_body(failing: str) -> None:
    with serving(failing) as base:
        response = httpx.head(base)
    assert (response.status_code, response.content) == (500, b"")


def test_the_service_goes_on_after_a_failure(failing: str) -> None:
    with serving(failing) as base:
        httpx.get(base)
        assert httpx.get(f"{base}/claims").status_code == 200


@pytest.mark.parametrize(
    ("name", "near"),
    [("knid", "kind"), ("KIND", "kind"), ("usd", "USD"), ("limits", "limit"), ("zzz", None), ("", None)],
)
def test_the_nearest_name_is_one_that_comes_close(name: str, near: str | None) -> None:
    assert nearest(name, ["kind", "limit", "sort", "USD"]) == near


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/claims/", "/claims"),
        ("/claims/cao2023-c12/", "/claims/cao2023-c12"),
        ("/claim/cao2023-c12", "/claims/cao2023-c12"),
        ("/Claims", "/claims"),
        ("/statistic.csv", "/statistics.csv"),
        ("/essay/cao2023/graphs", "/essays/cao2023/graph"),
        ("/claims/cao2023-c12/evidences", "/claims/cao2023-c12/evidence"),
        ("/unit/CNY%2FUSD", "/units/CNY%2FUSD"),
        ("/api/claims", "/claims"),
        ("/v1/claims/cao2023-c12", "/claims/cao2023-c12"),
    ],
)
def test_a_path_that_is_nearly_right_leads_to_the_right_one(client: httpx.Client, path: str, meant: str) -> None:
    response = client.get(path)
    assert (response.status_code, f" {meant} leads somewhere" in response.json()["detail"]) == (404, True)
    assert client.get(meant).status_code == 200


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["/nothing", "/nothing/at/all", "/claims/cao2023-c12/nothing", "/" + "claim/" * 90])
def test_where_nothing_is_like_a_path_none_is_told(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, "leads somewhere" in response.json()["detail"]) == (404, False)
