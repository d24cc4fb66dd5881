"""The workbench in a real browser: the first page of an essay is made anew, from its text alone."""

from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, expect

from tests.api.writing import client_of, key, patch
from tests.browser.conftest import Open, blank, require_nothing_found
from tests.browser.workbench import Bench
from tests.conftest import Databases, serving

SHADE = "Shade is infrastructure."
ORNAMENT = "Street trees are an ornament."
SHARED = "What all use and none can supply is infrastructure."
SAID = {
    SHADE: "shade is infrastructure, as much as drains and street lamps are",
    ORNAMENT: "People there speak of street trees as decoration, something to pay for once the real work is done.",
    SHARED: "Infrastructure is whatever everybody uses and nobody can supply alone",
}
"""Claims, and the words that they are made of."""

OpenBench = Callable[[str], Bench]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The URL of a service that may be written to, and a key."""
    url = Databases("sqlite", tmp_path_factory.mktemp("workbench"), None).seeded("moss2026")
    with serving(url) as base:
        yield base, key(url)


@pytest.fixture
def open_bench(browser: Browser, served: tuple[str, str]) -> Iterator[OpenBench]:
    """A function that opens the workbench at a path; no script of it may fail."""
    base, token = served
    failed: list[str] = []
    with blank(browser, base) as page, client_of(base, token) as api:
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())

        def bench_at(path: str) -> Bench:
            page.goto(path)
            bench = Bench(page, api, token)
            if path.endswith("/edit"):
                bench.is_read()
            return bench

        yield bench_at
    assert failed == []


def make_claims(bench: Bench) -> None:
    bench.claim(SAID[SHADE], SHADE, kind="Thesis")
    bench.claim(SAID[ORNAMENT], ORNAMENT, kind="Evaluative", stance="The author cites it to reject it.")
    bench.claim(SAID[SHARED], SHARED, kind="Definitional")


def answer_the_rejected(bench: Bench) -> None:
    rejected = bench.card(ORNAMENT)
    expect(rejected.locator("s")).to_be_visible()
    rejected.get_by_label("What answers it?").select_option(label=SHADE)
    expect(bench.form.locator(".sentence-read")).to_have_text(f"{SHADE} challenges {ORNAMENT}")
    bench.keep()
    expect(rejected.get_by_label("What answers it?")).to_have_count(0)


def link_claims(bench: Bench, origin: str, target: str) -> None:
    bench.card(origin).get_by_role("button", name="Bears on …").click()
    bench.form.get_by_label("On what", exact=True).select_option(label=target)


def make_source(bench: Bench) -> None:
    bench.make("Source", "the town council")
    bench.form.get_by_label("How to call it (English)").fill("Yoshino Council, Survey")
    bench.form.get_by_label("An organisation").check()
    bench.form.get_by_label("Name of the organisation").fill("Yoshino Council")
    bench.form.get_by_label("When", exact=True).fill("2024")
    expect(bench.form.get_by_label("Its id")).to_have_value("yoshinocouncil2024")
    bench.keep()


def accept_figures(bench: Bench) -> None:
    bench.page.locator(".found > summary").click()
    for wording, says, measure in (
        ("1,240 trees", "There are 1,240 street trees.", "street trees"),
        ("fewer than 30 per cent", "Less than 30 per cent of the streets have shade.", "share of streets with shade"),
    ):
        bench.page.get_by_role("button", name=f"Accept …: {wording}").click()
        bench.form.get_by_label("The figure as a sentence (English)").fill(says)
        bench.form.get_by_label("What is measured").fill(measure)
        bench.form.get_by_label("Of what", exact=True).fill("streets of Yoshino")
        bench.keep()


def weigh(bench: Bench) -> None:
    bench.page.get_by_role("button", name="Two poles").click()
    bench.form.get_by_label("The one pole (English)").fill("ornament")
    bench.form.get_by_label("The other pole (English)").fill("infrastructure")
    bench.form.get_by_label("The question between them (English)").fill("Which are street trees?")
    bench.form.get_by_label("Put a claim on the side of ornament").select_option(label=ORNAMENT)
    bench.form.get_by_label("Put a claim on the side of infrastructure").select_option(label=SHADE)
    bench.form.get_by_label("The claim that settles it").select_option(label=SHADE)
    bench.form.get_by_label("How the essay resolves it (English)").fill("Infrastructure.")
    bench.keep()


def test_the_first_page_of_an_essay_is_made_anew_from_its_text(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/new")
    essay = bench.make_essay("Mosses")
    expect(bench.page).to_have_url(f"{bench.api.base_url}/essays/{essay}/edit")
    expect(bench.page.locator("#coverage")).to_have_text("4 of 35 sentences have something on them")
    make_claims(bench)
    answer_the_rejected(bench)
    link_claims(bench, SHARED, SHADE)
    bench.keep()
    make_source(bench)
    accept_figures(bench)
    weigh(bench)
    assert bench.read(f"/claims?essay_id={essay}") == [], "nothing is written until it is saved"
    bench.save()

    claims = {claim["text"]["en"]: claim for claim in bench.read(f"/claims?essay_id={essay}&embed=passages.text")}
    stands = {says: (claim["kind"], claim["stance"]) for says, claim in claims.items()}
    assert stands == {
        SHADE: ("thesis", "endorses"),
        ORNAMENT: ("evaluative", "rejects"),
        SHARED: ("definitional", "endorses"),
    }
    [anchors] = zip(*(claim["_embedded"]["passages"] for claim in claims.values()), strict=True)
    words = [passage["_embedded"]["text"]["exact"] for passage in anchors]
    assert dict(zip(claims, words, strict=True)) == SAID
    links = bench.read(f"/evidence?essay_id={essay}")
    assert {(link["relation"], link["origin_id"], link["target_id"], link["asserted_by"]) for link in links} == {
        ("challenges", claims[SHADE]["id"], claims[ORNAMENT]["id"], "author"),
        ("supports", claims[SHARED]["id"], claims[SHADE]["id"], "author"),
    }
    [source] = bench.read(f"/sources?essay_id={essay}")
    assert (source["id"], source["author"]) == ("yoshinocouncil2024", [{"literal": "Yoshino Council"}])
    assert source["as_written"] == "the town council"
    figures = bench.read(f"/statistics?essay_id={essay}")
    denoted = ("quantity", "comparator", "value", "lower", "lower_closed", "upper", "upper_closed", "unit")
    released = bench.read("/statistics?id=moss2026-s3&id=moss2026-s4")
    assert [[one[name] for name in denoted] for one in figures] == [[one[name] for name in denoted] for one in released]
    assert len({figure["subject"] for figure in figures}) == 1, "a term that was just made is used again"
    [relationship] = bench.read(f"/relationships?essay_id={essay}")
    assert relationship["thesis_id"] == claims[SHADE]["id"]
    sides = {(one["claim_id"], one["role"]) for one in relationship["claims"]}
    assert sides == {(claims[ORNAMENT]["id"], "pole_a"), (claims[SHADE]["id"], "pole_b")}
    proofs = bench.read(f"/essays/{essay}/integrity")["counts"]
    assert proofs["proved"] == proofs["passages"]


def test_what_was_done_is_undone_and_done_again(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.claim("nobody has yet offered them one", "Nobody has offered them a shaded way.")
    made = bench.card("Nobody has offered them a shaded way.")
    expect(made).to_be_visible()
    bench.page.get_by_role("button", name="Undo").click()
    expect(made).to_have_count(0)
    bench.page.get_by_role("button", name="Redo").click()
    expect(made).to_be_visible()
    made.get_by_role("button", name="Take back").click()
    expect(made).to_have_count(0)
    bench.page.locator(".bench-words").focus()
    bench.page.keyboard.press("Control+z")
    expect(made).to_be_visible()


def test_what_another_changed_meanwhile_is_put_together_by_hand(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.type_key()
    card = bench.page.locator('[data-key="moss2026-c9"]')
    card.get_by_role("button", name="Change").click()
    bench.form.get_by_label("What it claims (English)").fill("This does not prove a cause.")
    bench.keep()
    there = bench.read("/claims/moss2026-c9")
    meanwhile = {"text": {"en": "It proves no cause."}, "kind": "causal"}
    assert patch(bench.api, "/claims/moss2026-c9", meanwhile, **{"If-Match": "*"}).status_code == 200
    bench.page.get_by_role("button", name="Save all").click()
    expect(bench.told).to_contain_text("somebody has changed what you change")
    bench.page.get_by_role("button", name="See the difference").click()
    expect(bench.form).to_contain_text("It proves no cause.")
    expect(bench.form).to_contain_text(there["text"]["en"])
    bench.form.get_by_label("Text, in words of your own").fill("Neither shows a cause.")
    bench.form.get_by_role("button", name="Put together").click()
    expect(bench.form).to_have_count(0)
    bench.save()
    now = bench.read("/claims/moss2026-c9")
    assert now["text"] == {**there["text"], "en": "Neither shows a cause."}
    assert (now["kind"], now["version"]) == ("causal", there["version"] + 2)


def test_a_fault_is_told_at_its_change_and_nothing_is_saved(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.type_key()
    bench.claim("Who would call that decoration?", "Nobody would call that decoration.")
    make_source(bench)
    bench.page.locator('[data-key="yoshinocouncil2024"]').get_by_role("button", name="Change").click()
    bench.form.get_by_label("Where it can be read").fill("not a URL")
    bench.keep()
    before = bench.read("/claims?essay_id=moss2026&count=true&limit=1")
    bench.page.get_by_role("button", name="Save all").click()
    faulty = bench.page.locator(".changes-list .faulty")
    expect(faulty).to_have_count(1)
    expect(faulty).to_contain_text("Yoshino Council, Survey")
    expect(faulty.locator(".fault")).to_contain_text("Address: ")
    assert bench.read("/claims?essay_id=moss2026&count=true&limit=1") == before


def test_all_of_it_goes_by_keys(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    press = bench.page.keyboard.press
    bench.page.locator(".bench-words").focus()
    expect(bench.page.locator("#coverage")).to_contain_text("of 35")
    press("n")
    picked = bench.page.locator(".picked-says")
    bare = picked.text_content()
    press("ArrowUp")
    expect(picked).not_to_have_text(str(bare))
    press("ArrowDown")
    expect(picked).to_have_text(str(bare))
    press("ArrowUp")
    press("ArrowRight")
    press("Shift+ArrowRight")
    press("Shift+ArrowRight")
    press("c")
    expect(bench.form.get_by_label("What it claims (English)")).to_be_focused()
    bench.page.keyboard.type("Made by keys alone.")
    press("Tab")
    bench.form.get_by_role("button", name="Keep", exact=True).focus()
    press("Enter")
    expect(bench.card("Made by keys alone.")).to_be_visible()
    expect(bench.page.locator(".bench-words")).to_be_focused()
    press("Control+z")
    expect(bench.card("Made by keys alone.")).to_have_count(0)


def test_a_source_that_nobody_is_named_for_is_numbered_by_the_service(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/new")
    essay = bench.make_essay("Nobody", "On talk\nA shopkeeper says so. Another says so too.")
    bench.type_key()
    for words in ("A shopkeeper", "Another"):
        bench.make("Source", words)
        bench.form.get_by_label("Nobody is named").check()
        expect(bench.form.get_by_label("Its id")).to_be_hidden()
        bench.keep()
    bench.save()
    sources = bench.read(f"/sources?essay_id={essay}")
    assert [(source["kind"], source["author"]) for source in sources] == [("anonymous", [])] * 2


def test_an_id_that_is_taken_is_not_proposed(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.make("Source", "the town engineer")
    bench.form.get_by_label("Family name").fill("Hara")
    bench.form.get_by_label("When", exact=True).fill("2025")
    expect(bench.form.get_by_label("Its id")).to_have_value("hara2025a")


def test_a_second_selection_adds_a_place(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.make("Claim", "Roots can be guided and leaves can be swept")
    bench.form.get_by_label("What it claims (English)").fill("What trees shed can be dealt with.")
    bench.select("nobody closes a road because it needs sweeping")
    bench.page.locator(".picked").get_by_role("button", name="Add this place").click()
    expect(bench.form.locator(".places q")).to_have_count(2)
    bench.keep()
    expect(bench.card("What trees shed can be dealt with.")).to_contain_text("in 2 places")


def test_a_claim_that_is_there_is_offered_and_takes_the_place(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.make("Claim", "People there speak of street trees as decoration")
    bench.form.get_by_label("What it claims (English)").fill("Street trees are an ornament for after the work.")
    bench.form.get_by_role("button", name="It is this one: Street trees are an ornament").click()
    expect(bench.form.get_by_role("heading", name="Change the claim")).to_be_visible()
    bench.keep()
    expect(bench.page.locator('[data-key="moss2026-c2"]')).to_contain_text("in 2 places")


def test_a_card_that_is_dropped_on_another_bears_on_it(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.page.locator('[data-key="moss2026-c1"]').drag_to(bench.page.locator('[data-key="moss2026-c2"]'))
    expect(bench.form.locator(".sentence-read")).to_contain_text(
        "are made up; prices are stated in US dollars. supports"
    )
    bench.form.get_by_label("How it bears").select_option(label="qualifies")
    bench.form.get_by_label("the reader’s: you see it").check()
    bench.keep()
    link = bench.page.locator('[data-key="moss2026-c2"] .bearing-links .qualifies')
    expect(link).to_contain_text("seen by the analyst")


def test_a_premise_that_is_not_worded_stands_dashed_with_what_it_completes(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/new")
    essay = bench.make_essay("Unsaid")
    make_claims(bench)
    link_claims(bench, SHARED, SHADE)
    bench.keep()
    bench.page.get_by_role("button", name="What is left unsaid?").click()
    bench.form.get_by_label("What it claims (English)").fill("Shade is used by all.")
    bench.keep()
    joint = bench.card(SHADE).locator(".joint-links .unworded")
    expect(joint).to_contain_text("Shade is used by all.")
    expect(joint).to_have_css("border-top-style", "dashed")
    bench.save()
    premise = next(
        one for one in bench.read(f"/claims?essay_id={essay}") if one["text"]["en"] == "Shade is used by all."
    )
    assert premise["passages"] == []
    [worded, unworded] = bench.read(f"/evidence?essay_id={essay}")
    assert worded["group"] == unworded["group"] is not None
    assert (unworded["origin_id"], unworded["asserted_by"]) == (premise["id"], "analyst")


def test_what_a_figure_denotes_is_corrected_by_hand(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/new")
    essay = bench.make_essay("Hand", "On twelve\nBy then some dozen oaks stood there.")
    bench.make("Figure", "some dozen oaks")
    fill = {"The figure as a sentence (English)": "There were about twelve oaks.", "What is measured": "oaks at noon"}
    for label, text in fill.items():
        bench.form.get_by_label(label).fill(text)
    bench.form.get_by_label("Of what", exact=True).fill("streets of Yoshino")
    bench.form.locator(".correct").evaluate("fold => fold.open = true")
    bench.form.get_by_label("Kind of quantity").select_option(label="Count")
    bench.form.get_by_label("Compared with the value").select_option(label="About")
    bench.form.get_by_label("Value", exact=True).fill("12")
    bench.form.get_by_label("Lower end").fill("11")
    bench.form.get_by_label("Upper end").fill("14)")
    bench.form.get_by_label("Unit", exact=True).fill("oak")
    expect(bench.form.get_by_label("Dimension")).to_have_value("oak")
    bench.keep()
    bench.save()
    [figure] = bench.read(f"/statistics?essay_id={essay}")
    ends = [figure[name] for name in ("lower", "lower_closed", "upper", "upper_closed", "unit")]
    assert ends == ["11", True, "14", False, "oak"]


def test_a_figure_that_was_found_is_dismissed_and_comes_back(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/new")
    bench.make_essay("Route", "On a route\nRoute 9 has 12 trees.")
    count = bench.page.locator(".found .count")
    expect(count).to_have_text("2")
    bench.page.locator(".found > summary").click()
    bench.page.get_by_role("button", name="Dismiss: 9").click()
    expect(count).to_have_text("1")
    expect(bench.page.get_by_role("button", name="Dismiss: 12 trees")).to_be_focused()
    bench.page.get_by_role("button", name="Undo").click()
    expect(count).to_have_text("2")


def test_lines_that_end_with_two_characters_are_anchored_as_they_are(open_bench: OpenBench) -> None:
    text = "On 𠮷野\r\nThere are trees.\r\nNobody counts them.\r\n"
    bench = open_bench("/essays/new")
    body: dict[str, object] = {
        "id": "windows2026",
        "title": {"en": "On"},
        "author": [{"literal": "W"}],
        "csl_type": "article",
        "language": "en",
    }
    body |= {"license": "CC0-1.0", "length": len(text), "sha256": sha256(text.encode()).hexdigest()}
    assert bench.api.post("/essays", json=body).status_code == 201
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    assert bench.api.put("/essays/windows2026/text", content=text.encode(), headers=plain).status_code == 200
    bench.page.goto("/essays/windows2026/edit")
    bench.is_read()
    bench.type_key()
    bench.claim("Nobody counts them.", "They are not counted.")
    bench.save()
    [passage] = bench.read("/passages?essay_id=windows2026")
    assert text[passage["start"] : passage["end"]] == "Nobody counts them."
    assert (passage["paragraph"], passage["sentence"]) == (3, 3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_of_its_forms(open_bench: OpenBench, scheme: str) -> None:
    bench = open_bench("/essays/moss2026/edit")
    page = bench.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
    page.evaluate(AXE_SCRIPT)
    page.locator(".found > summary").click()
    for what, words in (
        ("Claim", "Who would call that decoration?"),
        ("Figure", "240,000 dollars 𠮷野"),
        ("Source", "A shopkeeper"),
    ):
        bench.make(what, words)
        require_nothing_found(page)
        page.keyboard.press("Escape")
        expect(bench.form).to_have_count(0)
    for name in ("Link two", "Two poles"):
        page.get_by_role("button", name=name).click()
        require_nothing_found(page)
        page.keyboard.press("Escape")


def test_without_its_script_the_page_says_so_and_leads_to_the_documentation(open_page: Open) -> None:
    page = open_page("/essays/moss2026/edit", java_script_enabled=False)
    told = page.get_by_role("region", name="The workbench needs its scripts")
    expect(told.get_by_role("link", name="API documentation")).to_have_attribute("href", "../../docs")
    expect(page.get_by_label("Editor’s key")).to_be_hidden()


def test_the_key_is_kept_nowhere(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/moss2026/edit")
    bench.type_key()
    kept = bench.page.evaluate("[document.cookie, {...localStorage}, {...sessionStorage}, location.href]")
    assert kept == ["", {}, {}, f"{bench.api.base_url}/essays/moss2026/edit"]
    bench.page.reload()
    expect(bench.page.get_by_label("Editor’s key")).to_have_value("")


def test_a_text_that_is_not_served_is_opened_by_the_key_or_from_a_copy(open_bench: OpenBench) -> None:
    bench = open_bench("/essays/new")
    text = "On paper\nOne street has 12 trees 🌳.\nNobody counts them."
    essay = bench.make_essay("Paper", text, licence="")
    page = bench.page
    page.goto(f"/essays/{essay}/edit")
    expect(page.get_by_role("heading", name="The text is not served here")).to_be_visible()
    expect(page.locator("#text code").first).to_have_text(f"lunju text attach {essay} FILE")
    bench.type_key()
    expect(page.locator(".bench-words p")).to_have_text(text.split("\n"))
    page.reload()
    page.get_by_label("Or paste it").fill(text.replace("12", "13"))
    page.get_by_role("button", name="Open it").click()
    expect(page.locator("#text .wrong")).to_contain_text("This is not the text of the essay, to the letter")
    page.get_by_label("Or paste it").fill(f"{text}\n\n")
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(".bench-words p")).to_have_text(text.split("\n"))


@pytest.mark.parametrize(
    ("text", "begins", "words"),
    [
        ("𠮷野🌳 counts\nIn 𠮷野 there are trees 🌳🌳 enough.", "trees 🌳", "trees 🌳"),
        ("On marks\nThe cafe\u0301 and its re\u0301sume\u0301 stay.", "re\u0301sume", "re\u0301sume\u0301"),
        ("On families\nA family 👩‍👧 walks home.", "family 👩", "family 👩‍👧"),
    ],
    ids=["beyond the plane", "combining marks", "joined"],
)
def test_what_is_selected_is_anchored_in_whole_characters(
    open_bench: OpenBench, text: str, begins: str, words: str, request: pytest.FixtureRequest
) -> None:
    bench = open_bench("/essays/new")
    essay = bench.make_essay("".join(filter(str.isalpha, request.node.callspec.id)), text)
    bench.claim(begins, "Something is claimed.")
    bench.save()
    [claim] = bench.read(f"/claims?essay_id={essay}&embed=passages.text")
    assert claim["_embedded"]["passages"][0]["_embedded"]["text"]["exact"] == words
