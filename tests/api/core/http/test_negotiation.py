from collections.abc import Sequence

import pytest
from starlette.requests import Request

from api.core.http.negotiation import Choice, Form, negotiate
from api.core.http.problems import ProblemError
from api.core.http.urls import FORM
from api.formats.forms import BIBLIOGRAPHY, BIBTEX, FORMS, HTML, JSON

OFFERED = (JSON, HTML, BIBTEX, BIBLIOGRAPHY)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def choose(*accept: str, suffix: str | None = None, offered: Sequence[Form] = OFFERED) -> Choice:
    headers = [(b"accept", value.encode()) for value in accept]
    scope = {"type": "http", "headers": headers, **({FORM: suffix} if suffix else {})}
    return negotiate(Request(scope), offered)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("application/json", JSON),
        ("Application/JSON;charset=utf-8", JSON),
        (BROWSER, HTML),
        ("text/*", HTML),
        ("text/html;q=0.5, application/json;q=0.9", JSON),
        ("text/html;q=0.9, application/json;q=0.5", HTML),
        ("application/json;q=0, */*", HTML),
        ("text/html;q=0, text/*, */*;q=0.1", BIBLIOGRAPHY),
        ("application/x-bibtex, */*;q=0.1", BIBTEX),
        ('text/html;level="1,2"; q=0.3, application/x-bibtex;q=0.4', BIBTEX),
        ("nonsense, application/x-bibtex", BIBTEX),
        ("text/html;q=2, application/x-bibtex;q=0.1", BIBTEX),
        ("text/x-bibliography; style=unknown, application/json;q=0.5", JSON),
        ('text/x-bibliography; locale="fr", text/x-bibliography;q=0.4, application/json;q=0.2', BIBLIOGRAPHY),
        ("text/x-bibliography; style=unknown, text/*;q=0.1", HTML),
        ("text/html;level, application/json;q=0.5", HTML),
        ("text/html;level;q=0.1, application/json;q=0.5", JSON),
        (f"text/html{' ' * 20_000}x, application/json", JSON),
        (f"{', ' * 150}application/x-bibtex", BIBTEX),
    ],
)
def test_accept_picks_the_form(accept: str, form: Form) -> None:
    assert choose(accept).form is form


def test_without_accept_it_is_the_first() -> None:
    assert choose().form is JSON


def test_several_headers_are_one_list() -> None:
    assert choose("application/json;q=0.1", "application/x-bibtex").form is BIBTEX


def test_a_suffix_is_stronger_than_accept() -> None:
    assert choose("application/json", suffix="bib").form is BIBTEX


def test_parameters_come_with_the_choice() -> None:
    choice = choose('text/x-bibliography; style=apa; locale="zh-CN"; q=0.7')
    assert (choice.form, dict(choice.parameters)) == (BIBLIOGRAPHY, {"style": "apa", "locale": "zh-CN"})


@pytest.mark.parametrize("accept", ["image/png", "application/json;q=0", "text/csv, image/*", "nonsense", "*/json"])
def test_what_is_not_offered_is_refused_with_what_is(accept: str) -> None:
    with pytest.raises(ProblemError, match=r"application/json \(\.json\), text/html \(\.html\)") as refused:
        choose(accept)
    assert refused.value.slug == "not-acceptable"


def test_a_style_that_there_is_not_is_refused_with_those_that_there_are_where_nothing_else_will_do() -> None:
    with pytest.raises(ProblemError, match=r"style: apa, gb-t-7714-2015-numeric") as refused:
        choose("text/x-bibliography; style=unknown, image/png")
    assert refused.value.slug == "not-acceptable"


def test_a_suffix_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ProblemError, match=r"no \.ris of this"):
        choose(suffix="ris")


def test_a_long_header_takes_no_long_time() -> None:
    with pytest.raises(ProblemError):
        choose('"' * 50_000 + ",;q=" * 10_000)


def test_every_form_is_found_by_its_suffix() -> None:
    assert [choose(suffix=name, offered=tuple(FORMS.values())).form.name for name in FORMS] == list(FORMS)
