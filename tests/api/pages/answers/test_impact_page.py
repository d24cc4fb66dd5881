"""What falls with a record, as people read it."""

import httpx
import pytest

from api.formats.record_urls import RecordUrls
from api.pages.answers.impact_page import in_short
from api.pages.page_context import PageContext
from api.resources.arguments.models import Lost
from tests.api.pages.pages import visit


def context(language: str) -> PageContext:
    return PageContext(language, chosen=True, root="./", query=(), path="", at=RecordUrls("http://lunju.test"))


def lost(kind: str, loss: str) -> Lost:
    said = {"id": "cao2023-c1", "kind": "factual", "text": {"en": "One."}, "held": 1, "remaining": 0, "depth": 1}
    return Lost.model_validate({**said, "type": kind, "loss": loss})


@pytest.mark.parametrize(
    ("found", "english", "chinese"),
    [
        ([], "Take it away, and no claim loses support.", "去掉它，没有主张失去支持。"),
        ([("claim", "all")], "Take it away: one claim would lose all support.", "去掉它：1条主张失去全部支持。"),
        (
            [("claim", "some")] * 13,
            "Take it away: 13 claims would lose some support, and none would lose all.",
            "去掉它：13条主张失去部分支持，没有失去全部支持的。",
        ),
        (
            [("claim", "all")] * 6 + [("statistic", "all")] * 2 + [("claim", "some")],
            "Take it away: six claims and two figures would lose all support, and one claim would lose some.",
            "去掉它：6条主张、2个数字失去全部支持，1条主张失去部分支持。",
        ),
    ],
)
def test_it_is_said_in_one_sentence_how_much_falls(found: list[tuple[str, str]], english: str, chinese: str) -> None:
    losses = [lost(*one) for one in found]
    assert (in_short(losses, context("en")), in_short(losses, context("zh-Hans"))) == (english, chinese)


def test_what_falls_stands_in_the_order_of_the_text(client: httpx.Client) -> None:
    page = visit(client, "/sources/trendforce2023/impact?lang=en").words
    claims = client.get("/sources/trendforce2023/impact").json()["claims"]
    placed = {one["id"]: client.get(f"/claims/{one['id']}").json()["passages"][0] for one in claims}
    for loss in ("all", "some"):
        those = [one for one in claims if one["loss"] == loss]
        in_text = sorted(those, key=lambda one: int(placed[one["id"]].split("-p")[1]))
        places = [page.index(one["text"]["en"]) for one in in_text]
        assert places == sorted(places), loss


def test_it_tells_how_many_reasons_are_left(client: httpx.Client) -> None:
    assert "3 of 5 reasons would still hold" in visit(client, "/sources/gartner2021/impact").words


def test_what_falls_is_not_said_to_be_named_alone(client: httpx.Client) -> None:
    page = visit(client, "/sources/gartner2021/impact").words
    assert page.count("is placed first") == 1


@pytest.mark.parametrize("path", ["/sources/gartner2021", "/statistics/cao2023-s51", "/claims/cao2023-c104"])
def test_the_page_of_a_record_leads_to_what_falls_with_it(client: httpx.Client, path: str) -> None:
    assert f"..{path}/impact" in visit(client, path).links


def test_what_rests_on_a_claim_alone_falls_with_it(client: httpx.Client) -> None:
    impact = client.get("/claims/cao2023-c104/impact").json()
    assert (impact["type"], [(one["id"], one["loss"]) for one in impact["claims"]]) == (
        "claim",
        [("cao2023-c105", "all")],
    )


def test_with_a_claim_that_rests_on_nothing_nothing_falls(client: httpx.Client) -> None:
    bare = client.get("/claims", params={"grounded": "nothing", "limit": 1}).json()[0]["id"]
    assert client.get(f"/claims/{bare}/impact").json()["claims"] == []
