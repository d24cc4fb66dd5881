"""An audit as people read it: in words, in both languages, on both databases."""

import httpx
import pytest

from api.pages.parts.audit_phrases import RULES as WORDS
from api.resources.arguments.audit import RULES
from tests.api.pages.pages import BROWSER, visit

AUDITS = ["/essays/cao2023/audit", "/essays/moss2026/audit"]


@pytest.fixture(params=AUDITS)
def audit(request: pytest.FixtureRequest) -> str:
    """The path of the audit of an essay."""
    path: str = request.param
    return path


def test_every_rule_has_words() -> None:
    assert WORDS.keys() == {rule.id for rule in RULES}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_it_tells_the_records_of_each_finding_in_words(client: httpx.Client, audit: str, language: str) -> None:
    words = visit(client, f"{audit}?lang={language}").words
    named = {name for finding in client.get(audit).json()["findings"] for name in finding["records"]}
    claims = client.get("/claims", params={"essay_id": audit.split("/")[2], "limit": 1000, "fields": "id,text"}).json()
    told = [claim["text"][language] for claim in claims if claim["id"] in named]
    assert [text for text in told if text not in words] == []


def test_in_chinese_no_finding_is_said_in_english(client: httpx.Client, audit: str) -> None:
    words = visit(client, f"{audit}?lang=zh-Hans").words
    assert [one for one in client.get(audit).json()["findings"] if one["detail"] in words] == []


def test_it_explains_each_rule_that_is_broken_and_what_to_do(client: httpx.Client, audit: str) -> None:
    words = visit(client, audit).words
    broken = [rule["id"] for rule in client.get(audit).json()["rules"] if rule["findings"]]
    assert broken
    assert [name for name in broken if WORDS[name]["en"].asks not in words or WORDS[name]["en"].mend not in words] == []


def test_figures_are_told_by_what_they_mean_before_how_they_are_worded(client: httpx.Client) -> None:
    assert "30 months 30个月" in visit(client, AUDITS[0]).words


def test_the_page_of_an_essay_leads_to_its_audit(client: httpx.Client) -> None:
    assert "../essays/cao2023/audit" in visit(client, "/essays/cao2023").links


@pytest.mark.parametrize("path", [AUDITS[0], "/claims/cao2023-c5/why", "/sources/gartner2021/impact"])
def test_an_answer_is_json_unless_a_page_is_asked_for(client: httpx.Client, path: str) -> None:
    types = [
        client.get(asked, headers=headers).headers["content-type"]
        for asked, headers in ((path, {}), (path, BROWSER), (f"{path}.html", {}), (f"{path}.json", BROWSER))
    ]
    assert types == ["application/json", "text/html; charset=utf-8", "text/html; charset=utf-8", "application/json"]


def test_a_page_that_the_browser_has_is_not_sent_again(client: httpx.Client, audit: str) -> None:
    first = client.get(audit, headers=BROWSER)
    assert first.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    again = client.get(audit, headers={**BROWSER, "If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_what_is_not_there_has_a_page_that_says_so(client: httpx.Client) -> None:
    response = client.get("/essays/nobody2020/audit", headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_a_form_that_there_is_not_is_refused(client: httpx.Client) -> None:
    assert client.get(f"{AUDITS[0]}.bib").status_code == 406
