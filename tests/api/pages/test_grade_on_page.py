"""What the page of a claim says of its grounds, in both languages, on both databases."""

import httpx
import pytest

from tests.api.writing import client_of, key, patch
from tests.conftest import serving

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("language", "words"), [("en", "a named source that cannot be looked up"), ("zh-Hans", "无从查证的具名来源")]
)
def test_the_page_of_a_claim_says_what_it_rests_on(client: httpx.Client, language: str, words: str) -> None:
    assert words in client.get("/claims/cao2023-c104", params={"lang": language}, headers=HTML).text


@pytest.mark.parametrize("grade", ["unlocated-source", "author"])
def test_the_map_of_a_claim_says_it_too(client: httpx.Client, grade: str) -> None:
    claim = client.get("/claims", params={"grounded": grade, "limit": 1}).json()[0]["id"]
    assert f"../../claims?grounded={grade}" in client.get(f"/claims/{claim}/map", headers=HTML).text


def test_it_leads_to_the_claims_that_rest_on_the_same(client: httpx.Client) -> None:
    assert "claims?grounded=unlocated-source" in client.get("/claims/cao2023-c104", headers=HTML).text


def test_the_page_of_an_old_version_does_not_say_what_the_claim_rests_on_now(writable: str) -> None:
    with serving(writable) as base, client_of(base, key(writable)) as client:
        patch(client, "/claims/cao2023-c104", {"note": {"zh-Hans": "新", "en": "New"}}).raise_for_status()
        pages = [client.get(f"/claims/cao2023-c104@{n}.html").raise_for_status().text for n in (1, 2)]
        current = client.get("/claims/cao2023-c104.html").text
    assert ["grounded=" in page for page in (pages[0], current)] == [False, True]
