"""BibTeX is read as LaTeX means it; all that is in a file is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.formats import bibtex
from api.formats.item import item
from api.imports.formats.works.bibtex_library import looks_like, parse
from api.imports.parsed_files import GivenFile
from tests.api.imports.formats.reading import read, told, work


def entry(fields: str, kind: str = "article") -> dict[str, object]:
    return work(read(parse, f"@{kind}{{k, {fields}}}"))


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"{M{\"u}ller \& S{\o}n}", "Müller & Søn"),
        (r"{\'{\i}ndice de \v{C}apek \c{c}a \ss}", "índice de Čapek ça ß"),
        ("{50% of A & B # 1}", "50% of A & B # 1"),
        ("{The {DNA} of a--b---c}", "The DNA of a–b—c"),
        ('"A {"}quoted{"} title"', 'A "quoted" title'),
        ("{costs $ 5}", "costs $ 5"),
        ("{曹钟雄：论树}", "曹钟雄：论树"),
        ("{" * 200 + "deep" + "}" * 200, "{" * 199 + "deep" + "}" * 199),
    ],
)
def test_latex_is_plain_words(latex: str, words: str) -> None:
    assert entry(f"title = {latex}")["title"] == words


def test_markup_and_formulas_are_told() -> None:
    found = read(parse, r"@misc{k, title = {On \emph{big} $n^2$ \foo{x}}}")
    assert work(found)["title"] == "On big n^2 x"
    why = r"its words are kept without \emph; \foo is not known, and left out; its formula is plain text"
    assert told(found)["title of k"] == ("changed", why)


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Jean de la Fontaine", [{"given": "Jean", "non-dropping-particle": "de la", "family": "Fontaine"}]),
        ("King, Jr., Martin", [{"family": "King", "suffix": "Jr.", "given": "Martin"}]),
        ("{Barnes and Noble, Inc.}", [{"literal": "Barnes and Noble, Inc."}]),
        (
            "given={Ada}, family={Moss}, prefix={von}",
            [{"given": "Ada", "family": "Moss", "non-dropping-particle": "von"}],
        ),
    ],
)
def test_names_are_parted(names: str, authors: list[dict[str, str]]) -> None:
    assert entry(f"author = {{{names}}}")["author"] == authors


def test_plain_names_stand_as_drafts_write_them() -> None:
    found = entry("author = {Moss, Ada and {Elm Office} and Bo Fern and 曹钟雄 and others}")
    assert (found["authors"], "author" in found) == (["Moss, Ada", "Elm Office", "Fern, Bo", "曹钟雄"], False)


def test_others_are_told() -> None:
    found = read(parse, "@misc{k, author = {Moss, Ada and others}}")
    assert told(found)["author of k"] == ("changed", "others are not named")


def test_strings_are_put_in_and_joined() -> None:
    found = read(
        parse,
        '@string{x = {X } # y}\n@string(y = "Y")\n@string{x2 = y # {!}}\n@misc{k, publisher = "A " # y # {B} # x2}',
    )
    assert work(found)["publisher"] == "A YBY!"


def test_a_string_that_is_not_defined_is_told() -> None:
    found = read(parse, "@article{k, journal = jmlr}")
    assert told(found)["journal of k"] == ("changed", "no string jmlr is defined: its name stands for it")


def test_an_entry_inherits_from_the_one_that_it_is_in() -> None:
    parent = "@proceedings{p, title={Procs}, year=2020, editor={Moss, Ada}, doi={10.1000/1}}"
    bib = "@inproceedings{a, crossref={P}, title={A}}" + parent
    found = read(parse, bib)
    assert (work(found)["container_title"], work(found)["year"], work(found)["title"]) == ("Procs", "2020", "A")
    assert work(found)["editor"] == [{"family": "Moss", "given": "Ada"}]
    assert "doi" not in work(found)


@pytest.mark.parametrize(
    ("bib", "why"),
    [
        ("@misc{a, crossref={zz}}", "there is no entry zz"),
        ("@misc{a, crossref={b}}@misc{b, crossref={a}}", "goes in a circle"),
        ("@misc{a, crossref={a}}", "goes in a circle"),
    ],
)
def test_a_parent_that_is_none_is_told(bib: str, why: str) -> None:
    assert why in {item.why for item in read(parse, bib).read or () if item.became == "dropped"}


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = 2020, month = mar, day = 3", "2020-03-03"),
        ("year = {2020}, month = {9}", "2020-09"),
        ("date = {2020-05/2021}, year = 2020", "2020-05/2021"),
        ("year = {2019--2021}", "2019/2021"),
        ("year = {ca. 1900}", "1900~"),
    ],
)
def test_dates_are_edtf(fields: str, issued: str) -> None:
    assert entry(fields)["year"] == issued


@pytest.mark.parametrize(
    "fields", ["year = {in press}", "date = {May 2020}", "month = may", "doi = {nonsense}", "isbn = {123}"]
)
def test_what_is_no_date_or_identifier_is_dropped_and_told(fields: str) -> None:
    found = read(parse, f"@misc{{k, {fields}}}")
    assert [item.became for item in found.read or ()] == ["kept", "dropped"]


def test_urls_are_read_to_the_character() -> None:
    assert entry(r"url = {http://x.org/a\_b%20c~d?e=1&f#g}")["url"] == "http://x.org/a_b%20c~d?e=1&f#g"


def test_an_unknown_type_is_a_document_and_told() -> None:
    found = read(parse, "@weird{k, title={T}}")
    assert work(found)["csl_type"] == "document"
    assert told(found)["@weird k"] == ("changed", "the type 'weird' is not known: it is a document")


def test_keys_and_fields_that_stand_twice_are_told() -> None:
    found = read(parse, "@misc{k, title={A}, title={B}}@misc{k, title={C}}")
    assert [source["id"] for source in found.draft["sources"]] == ["k", "k-2"]
    assert [source["title"] for source in found.draft["sources"]] == ["A", "C"]
    assert "dropped" in {item.became for item in found.read or () if item.what == "title of k"}


@pytest.mark.parametrize("bib", ["@book{k, title={A", "words", ""])
def test_what_cannot_be_read_is_told(bib: str) -> None:
    assert [fault.kind for fault in read(parse, bib).faults] == ["unreadable"]


def test_what_is_no_utf8_is_told_with_the_byte() -> None:
    assert "at byte 17" in read(parse, "@misc{k, title={Mü}}".encode("latin-1")).faults[0].detail


def test_it_is_known_by_its_content() -> None:
    assert looks_like([GivenFile("x", b"% c\n@article{a, title={T}}")])
    assert not looks_like([GivenFile("x", b'{"title": "@article{a, b}"}')])


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30),
    st.text(alphabet="abcÜé曹{}&%$#_~^\\<>|`-' ", min_size=1, max_size=20).filter(str.strip),
)
def test_what_the_service_writes_is_read_again(title: str, publisher: str) -> None:
    written = bibtex.encode(
        [item("k", "book", title=title, publisher=publisher, author=[{"family": "Ü", "given": "B"}])]
    )
    found = work(read(parse, written))
    assert (found["authors"], found["csl_type"]) == (["Ü, B"], "book")
    assert str(found["title"]).replace("–", "--") == " ".join(title.replace("–", "--").split())


@given(
    st.text(alphabet='@{}=,"#\\% \nabmisc()1$~', max_size=120)
    | st.binary(max_size=60).map(lambda b: b.decode("latin-1"))
)
def test_any_file_is_read_or_told(content: str) -> None:
    found = read(parse, f"@misc{{k, title={{T}}}}\n{content}")
    assert found.faults or found.draft["sources"]
    assert all(item.became != "dropped" or item.why for item in found.read or ())


@pytest.mark.parametrize("inner", ["{" * 10_000 + "}" * 10_000, "\\emph{" * 10_000, '"' * 9_999])
def test_ten_thousand_levels_are_read_or_told(inner: str) -> None:
    found = read(parse, f"@misc{{k, title = {{{inner}}}}}")
    assert found.faults or found.read
