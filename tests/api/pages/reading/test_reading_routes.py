"""An essay, read by HTTP: its text with what stands on it where that is served, and what is known without it."""

import re
from html.parser import HTMLParser

import httpx
import pytest
import sqlalchemy as sa

from seed.packs import Pack
from tests.api.pages.pages import BROWSER, Page, visit
from tests.api.resources.test_passage_text import INVENTED, attach, invent
from tests.conftest import engine_of, serving

MOSS = Pack.named("moss2026")
READ = "/essays/moss2026/read"


class Elements(HTMLParser):
    """The elements of a page that have a class, each with the words that stand in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str], list[str]]] = []
        self._open: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "link", "input", "rect", "line", "circle", "path", "br", "wbr"}:
            return
        words: list[str] = []
        self._open.append(words)
        self.found.append(({name: value or "" for name, value in attrs} | {"tag": tag}, words))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "line", "circle", "path"}:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for words in self._open:
            words.append(data)

    def of_tag(self, name: str) -> list[tuple[dict[str, str], str]]:
        """Return the attributes and words of the elements of a name."""
        return [(given, "".join(words)) for given, words in self.found if given["tag"] == name]

    def of(self, name: str) -> list[tuple[dict[str, str], str]]:
        """Return the attributes and words of the elements of a class."""
        return [(given, "".join(words)) for given, words in self.found if name in given.get("class", "").split()]


def read(client: httpx.Client, path: str = READ, language: str = "en") -> Elements:
    response = client.get(path, headers={**BROWSER, "Accept-Language": language})
    assert response.status_code == 200, response.text
    return Elements(response.text)


def shown_text(client: httpx.Client, path: str) -> str:
    """Return the words of an essay that are shown, without the marks in them, our headings, and white space."""
    text = client.get(path, headers=BROWSER).text
    text = re.sub(r'<(a|p|h\d) class="(sup|ours)[^>]*>.*?</\1>', "", text)
    return bare("".join(words for _, words in Elements(text).of("words")))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_text_is_shown_whole(client: httpx.Client) -> None:
    assert MOSS.text is not None
    assert shown_text(client, READ) == bare(MOSS.text.content)


def test_words_are_marked_by_what_stands_on_them(client: httpx.Client) -> None:
    assert MOSS.text is not None
    claim = next(row for row in MOSS.rows("claims") if row["id"] == "moss2026-c9")
    passages = {row["id"]: row for row in MOSS.rows("passages")}
    [place] = [passages[name] for name in claim["passages"]]
    shown = "".join(words for given, words in read(client).of(f"p{place['number']}") if "uc" in given["class"])
    assert shown == MOSS.text.content[place["start"] : place["end"]]


def test_each_record_that_stands_in_the_text_is_told_once(client: httpx.Client) -> None:
    told = [given["id"] for given, _ in read(client).of("nt") if "id" in given]
    standing = [row["id"] for name in ("claims", "statistics", "sources") for row in MOSS.rows(name) if row["passages"]]
    assert sorted(told) == sorted(standing)


def test_every_passage_and_every_section_can_be_linked_to(client: httpx.Client) -> None:
    ids = [given["id"] for given, _ in read(client).found if "id" in given]
    assert len(ids) == len(set(ids))
    assert {row["id"] for name in ("passages", "sections") for row in MOSS.rows(name)} <= set(ids)


def test_every_link_within_the_page_leads_to_something(client: httpx.Client) -> None:
    for path in (READ, "/essays/cao2023/read"):
        found = read(client, path).found
        ids = {given["id"] for given, _ in found if "id" in given}
        assert {given["href"][1:] for given, _ in found if given.get("href", "").startswith("#")} <= ids


def test_a_figure_stands_with_its_interval(client: httpx.Client) -> None:
    [figure] = [words for given, words in read(client).of("nt") if given.get("id") == "moss2026-s4"]
    assert "fewer than 30 per cent" in figure
    assert "less than 30%" in figure


def test_a_view_that_the_author_rejects_is_struck(client: httpx.Client) -> None:
    assert [words for _, words in read(client).of("struck")] == [
        row["text"]["en"] for row in MOSS.rows("claims") if row["stance"] == "rejects"
    ]


def test_a_filter_leaves_the_claims_alone_that_pass_it(client: httpx.Client) -> None:
    told = [given["id"] for given, _ in read(client, f"{READ}?stance=rejects").of("nt") if "id" in given]
    assert told == [row["id"] for row in MOSS.rows("claims") if row["stance"] == "rejects"]


def told(client: httpx.Client, path: str) -> list[str]:
    """Return the ids of what is told beside a text, in order."""
    return [given["id"] for given, _ in read(client, path).of("nt") if "id" in given]


@pytest.mark.parametrize("essay", ["moss2026", "cao2023"])
@pytest.mark.parametrize("grade", ["named-source", "author", "nothing"])
def test_claims_are_filtered_by_what_they_rest_on(client: httpx.Client, essay: str, grade: str) -> None:
    asked = f"/claims?essay_id={essay}&grounded={grade}&fields=id&limit=500"
    graded = {row["id"] for row in client.get(asked).json()}
    placed = set(told(client, f"/essays/{essay}/read"))
    assert graded
    assert set(told(client, f"/essays/{essay}/read?grounded={grade}")) == graded & placed


def test_claims_and_figures_are_filtered_by_whether_they_were_reviewed(client: httpx.Client) -> None:
    reviews = client.get("/reviews", params={"limit": 500}).json()
    reviewed = {review["target_id"] for review in reviews if review["id"].startswith("cao2023")}
    every, path = told(client, "/essays/cao2023/read"), "/essays/cao2023/read"
    assert set(told(client, f"{path}?reviewed=true")) == reviewed & set(every)
    unreviewed = {name for name in every if "-c" in name or "-s" in name} - reviewed
    assert set(told(client, f"{path}?reviewed=false")) == unreviewed


def test_each_filter_tells_how_many_claims_it_would_leave(client: httpx.Client) -> None:
    claims = MOSS.rows("claims")
    [(_, words)] = read(client, f"{READ}?stance=reports").of("sift")
    assert f"endorsed {sum(row['stance'] == 'endorses' for row in claims)}" in words
    assert f"Predictive {sum((row['kind'], row['stance']) == ('predictive', 'reports') for row in claims)}" in words
    assert "Thesis" not in words


def test_what_a_review_found_stands_beside_what_it_is_of(client: httpx.Client) -> None:
    review = next(iter(MOSS.rows("reviews")))
    [beside] = [words for given, words in read(client).of("nt") if given.get("id") == review["target_id"]]
    assert review["note"]["en"] in beside
    assert "Corrected" in beside


def test_a_filter_leads_to_the_page_without_it(client: httpx.Client) -> None:
    page = visit(client, f"{READ}?stance=rejects&lang=en")
    assert f"../../{READ[1:]}?lang=en" in page.links


@pytest.mark.parametrize(
    "query",
    ["kind=thesiss", "stance=both", "grounded=true", "reviewed=yes", "both=1", "both=true&both=true", "knd=thesis"],
)
def test_what_cannot_be_asked_is_refused(client: httpx.Client, query: str) -> None:
    assert client.get(f"{READ}?{query}").status_code == 400


def test_both_languages_are_shown_on_request(client: httpx.Client) -> None:
    claim = next(iter(MOSS.rows("claims")))["text"]
    assert claim["zh-Hans"] not in visit(client, READ).words
    words = visit(client, f"{READ}?both=true").words
    assert claim["en"] in words
    assert claim["zh-Hans"] in words


def test_claims_are_in_the_language_of_the_reader_and_the_essay_in_its_own(client: httpx.Client) -> None:
    words = visit(client, READ, "zh-CN").words
    assert next(iter(MOSS.rows("claims")))["text"]["zh-Hans"] in words
    assert "What the survey found" in words


def test_an_essay_without_its_text_is_told_in_our_words(client: httpx.Client) -> None:
    page = visit(client, "/essays/cao2023/read")
    assert "lunju text attach cao2023 FILE" in page.words
    claims = {row["text"]["en"] for row in Pack.named("cao2023").rows("claims")}
    assert [claim for claim in claims if claim not in page.words] == []
    figures = [row for row in Pack.named("cao2023").rows("statistics") if row["passages"]]
    assert [row["id"] for row in figures if row["as_written"] not in page.words] == []


def test_what_would_make_the_text_appear_is_said_once(client: httpx.Client) -> None:
    assert visit(client, "/essays/cao2023/read").words.count("lunju text attach") == 1


def test_a_text_that_is_not_free_is_shown_where_the_operator_serves_it(writable: str) -> None:
    invent(writable)
    attach(writable, "cao2023", INVENTED)
    for served in (False, True):
        with serving(writable, serve_text=served) as base, httpx.Client(base_url=base) as client:
            assert (shown_text(client, "/essays/cao2023/read") == bare(INVENTED)) is served


def test_words_are_not_marked_where_the_text_has_others_than_were_anchored(writable: str) -> None:
    invent(writable)
    attach(writable, "cao2023", INVENTED)
    with serving(writable, serve_text=True) as base, httpx.Client(base_url=base) as client:
        found = read(client, "/essays/cao2023/read")
    marked = [(given["class"], words) for given, words in found.of_tag("span") if given.get("class", "").endswith("p1")]
    assert bare("".join(words for _, words in marked)) == bare(INVENTED[10:14])
    assert [given for given, _ in found.of_tag("span") if given.get("class", "").endswith("p21")] == []


def test_what_was_withdrawn_is_left_out(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE claims SET status = 'withdrawn', document = NULL WHERE id = 'moss2026-c9'"))
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        assert "moss2026-c9" not in client.get(READ, headers=BROWSER).text


def test_links_mark_their_words_without_scripts(client: httpx.Client) -> None:
    styles = client.get(f"{READ}/targets.css")
    assert styles.headers["content-type"] == "text/css; charset=utf-8"
    assert ":root:has(#moss2026-p9:target) .p9{" in styles.text
    claim = next(row for row in MOSS.rows("claims") if row["id"] == "moss2026-c9")
    assert f":root:has(#moss2026-c9:target) .words :is(.p{claim['passages'][0].split('-p')[1]})" in styles.text


@pytest.mark.parametrize("path", ["/essays/nobody1999/read", "/essays/nobody1999/read/targets.css"])
def test_an_essay_that_is_not_there_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_page_that_the_browser_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get(READ, headers=BROWSER).headers["etag"]
    assert client.get(READ, headers={**BROWSER, "If-None-Match": tag}).status_code == 304


def test_the_page_depends_on_the_language_unless_one_was_picked(client: httpx.Client) -> None:
    assert "Accept-Language" in client.get(READ).headers["vary"]
    assert "Accept-Language" not in client.get(f"{READ}?lang=en").headers["vary"]


@pytest.mark.parametrize("path", ["/", "/essays/moss2026", "/claims/moss2026-c9", "/statistics/moss2026-s4"])
def test_pages_lead_to_where_the_essay_is_read(client: httpx.Client, path: str) -> None:
    links = [link for link in Page(client.get(path, headers=BROWSER)).links if "/moss2026/read" in link]
    assert links
    assert client.get(httpx.URL(path).join(links[0]), headers=BROWSER).status_code == 200


def test_filters_that_would_leave_nothing_are_not_offered(client: httpx.Client) -> None:
    [(_, words)] = read(client, f"{READ}?reviewed=true").of("sift")
    assert "Stance" not in words
    assert "Yes 1" in words  # a figure
