"""What citing a record names: of the records that the service shows, with what it embeds."""

from importlib import import_module
from typing import Any

import httpx
import pytest

from api.formats import bibliography
from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.formats.styles.csl_terms import Locale
from api.resources.claims import cite as claims

PLACE = RecordUrls("https://lunju.example")


@pytest.fixture
def cite(client: httpx.Client) -> Any:
    """Cite a record of the service, in a language."""

    def cite_one(path: str, language: str | None = None) -> Item:
        module = import_module(f"api.resources.{path.split('/')[1]}.cite")
        parameters = {"embed": ",".join(module.EMBED)} if module.EMBED else {}
        cited: Item = module.cite(client.get(path, params=parameters).raise_for_status().json(), PLACE, language)
        return cited

    return cite_one


def printed(item: Item, style: bibliography.Style = "apa", locale: Locale = "en-US") -> str:
    return bibliography.encode([item], style, locale).decode()


@pytest.mark.parametrize("style", ["apa", "gb-t-7714-2015-numeric"])
def test_a_claim_names_all_that_finds_it_again(cite: Any, client: httpx.Client, style: bibliography.Style) -> None:
    claim = client.get("/claims/cao2023-c1", params={"embed": "passages.section"}).json()
    [passage] = claim["_embedded"]["passages"]
    line = printed(cite("/claims/cao2023-c1"), style, "zh-CN")
    assert "曹钟雄" in line
    assert claim["text"]["zh-Hans"].removesuffix("。") in line
    assert f"论点cao2023-c1@{claim['version']}" in line
    assert f"第{passage['_embedded']['section']['number']}节第{passage['paragraph']}段" in line
    assert "从ChatGPT看中美科技差距与四大关系" in line
    assert "Lunju" in line
    assert claim["updated_at"][:4] in line
    assert f"https://lunju.example/claims/cao2023-c1@{claim['version']}" in line


def test_a_claim_is_issued_on_the_day_of_its_version(cite: Any, client: httpx.Client) -> None:
    day = client.get("/claims/cao2023-c1").json()["updated_at"][:10]
    assert cite("/claims/cao2023-c1")["issued"] == {"date-parts": [[int(part) for part in day.split("-")]]}


def test_our_words_are_in_the_language_asked_for_and_the_essay_in_its_own(cite: Any) -> None:
    line = printed(cite("/claims/cao2023-c1", "en"))
    assert "ChatGPT’s technological impact" in line
    assert "(claim cao2023-c1@" in line
    assert "In 从ChatGPT看中美科技差距与四大关系" in line


def test_nobody_is_cited_for_what_they_reject(cite: Any, client: httpx.Client) -> None:
    rejected = client.get("/claims", params={"stance": "rejects", "essay_id": "cao2023", "sort": "-number"}).json()[0]
    assert f"(rejected claim {rejected['id']}@" in cite(f"/claims/{rejected['id']}", "en")["title"]


def test_a_statistic_gives_the_figure_as_written(cite: Any) -> None:
    assert cite("/statistics/cao2023-s2")["title"].startswith("“两个月内”：")


def test_a_relationship_names_its_poles_and_its_question(cite: Any) -> None:
    assert cite("/relationships/cao2023-r1", "en")["title"].startswith("Government and Enterprise: Who should take")


def test_a_topic_is_called_what_it_is(cite: Any) -> None:
    assert "（突破cao2023-t1@" in cite("/topics/cao2023-t1")["title"]


def test_an_essay_is_the_work_itself(cite: Any) -> None:
    essay = cite("/essays/cao2023", "en")
    assert essay["title"] == "从ChatGPT看中美科技差距与四大关系"
    assert essay["issued"] == {"date-parts": [[2023]]}
    assert essay["URL"].startswith("https://lunju.example/essays/cao2023@")


def test_a_source_with_a_title_is_the_work_itself(cite: Any) -> None:
    source = cite("/sources/huang2022")
    assert source["type"] == "webpage"
    assert source["title"] == "Generative AI: A Creative New World"
    assert source["URL"] == "https://www.sequoiacap.com/article/generative-ai-a-creative-new-world/"
    assert "huang2022@" in source["note"]


def test_a_source_without_one_is_found_at_lunju(cite: Any) -> None:
    source = cite("/sources/nadelland", "en")
    assert source["author"] == [{"family": "Nadella", "given": "Satya"}]
    assert source["title"].startswith("Satya Nadella (source nadelland@")
    assert source["URL"].startswith("https://lunju.example/sources/nadelland@")
    assert "issued" not in source


def test_a_passage_and_a_section_and_a_link_can_be_cited(cite: Any) -> None:
    assert "(passage cao2023-p5@" in cite("/passages/cao2023-p5", "en")["title"]
    assert "(section cao2023-h2@" in cite("/sections/cao2023-h2", "en")["title"]
    assert "(evidence cao2023-e6@" in cite("/evidence/cao2023-e6", "en")["title"]


def test_what_stands_nowhere_in_the_essay_is_cited_without_a_place(cite: Any, client: httpx.Client) -> None:
    [added] = client.get("/statistics", params={"asserted_by": "analyst", "limit": 1}).json()
    assert cite(f"/statistics/{added['id']}", "en")["title"].endswith(f"(statistic {added['id']}@{added['version']})")


def test_what_was_redacted_of_the_essay_is_left_out(client: httpx.Client) -> None:
    claim = client.get("/claims/cao2023-c1", params={"embed": "passages.section"}).raise_for_status().json()
    claim["_embedded"]["essay"] = None
    item = claims.cite(claim, PLACE)
    assert item["title"].startswith("ChatGPT")
    assert not {"author", "container-title"} & item.keys()
