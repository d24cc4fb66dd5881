"""URLs that become links: what is one, and what is said of what is none."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.frozen.urls import MAX_URL, is_web_url, web_url

GOOD = (
    "https://example.org",
    "http://example.org/",
    "HTTPS://EXAMPLE.ORG/A",
    "https://example.org:8443/a/b?c=d&e=%2F#f",
    "https://user-pages.example.org/~ann/(draft)/a;b,c",
    "https://example.org/a@b",
    "https://example.org?next=https://example.com/",
    "https://zh.wikipedia.org/wiki/论据",
    "https://例え.jp/道",
    "https://उदाहरण.परीक्षा",
    "https://xn--r8jz45g.jp/",
    "http://127.0.0.1:8000/",
    "http://[::1]:8000/a",
    "http://[2001:db8::1]",
    "https://example.org./",
    "https://a_b.example.org/",
    "https://example.org/" + "a" * (MAX_URL - 20),
)
BAD = {
    "javascript:alert(1)": "begins with http:// or https://, not 'javascript:'",
    "JavaScript:alert(1)": "not 'JavaScript:'",
    "data:text/html,<script>": "holds '<'",
    "data:text/html;base64,PHNjcmlwdD4=": "not 'data:'",
    "vbscript:msgbox": "not 'vbscript:'",
    "file:///etc/passwd": "not 'file:'",
    "ftp://example.org/": "not 'ftp:'",
    "doi:10.1000/182": "not 'doi:'",
    "mailto:ann@example.org": "not 'mailto:'",
    "": "begins with http:// or https://",
    "example.org": "begins with http:// or https://",
    "//example.org/": "begins with http:// or https://",
    "/claims": "begins with http:// or https://",
    "https:example.org": "begins with http:// or https://",
    "https:/example.org": "begins with http:// or https://",
    " https://example.org": "U+0020",
    "https://example.org/a b": "U+0020",
    "java\tscript:alert(1)": "U+0009",
    "https\n://example.org": "U+000A",
    "https://example.org/\r\nSet-Cookie: a=b": "U+000D",
    "\x01javascript:alert(1)": "U+0001",
    "https://example.org/\x7f": "U+007F",
    "https://example.org/\x85": "U+0085",
    "https://example.org/\u00a0": "U+00A0",
    "https://example.org/\u202egpj.exe": "U+202E",
    "https://exam\u200bple.org/": "U+200B",
    "https://example.org/\ufeff": "U+FEFF",
    "https://example.org/\U000e0041": "U+E0041",
    "https://example.org\\@example.com/": "holds",
    'https://example.org/"onmouseover="x': "holds",
    "https://example.org/<a>": "holds '<'",
    "https://user:pw@example.org/": "names a user before its host",
    "https://user@example.org/": "names a user before its host",
    "https://example.com@example.org": "names a user before its host",
    "https://": "no host that can be",
    "https:///example.org": "no host that can be",
    "https://?a": "no host that can be",
    "https://.org/": "no host that can be",
    "https://a..b/": "no host that can be",
    "https://-a.org/": "no host that can be",
    "https://" + "a" * 64 + ".org/": "no host that can be",
    "https://exa%6Dple.org/": "no host that can be",
    "https://example.org℀/": "no host that can be",
    "https://example。org/": "no host that can be",
    "http://[::1": "no host that can be",
    "http://[::g]/": "no host that can be",
    "http://[fe80::1%25eth0]/": "no host that can be",
    "http://::1/": "no host that can be",
    "https://example.org:65536/": "no port that can be",
    "https://example.org:80a/": "no port that can be",
    "https://example.org:\uff18\uff10/": "no port that can be",
    "https://example.org/%zz": "percent-encoded",
    "https://example.org/?a[]=1": "percent-encoded",
    "https://example.org/#a#b": "percent-encoded",
    "https://example.org/" + "a" * MAX_URL: "longer than 2000",
}


@pytest.mark.parametrize("url", GOOD)
def test_a_url_of_the_web_is_one(url: str) -> None:
    assert web_url(url) == url


@pytest.mark.parametrize(("url", "message"), BAD.items())
def test_what_is_none_is_refused_and_told_why(url: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        web_url(url)
    assert not is_web_url(url)


@given(st.text(string.ascii_letters + ":/\\?#@[]%. \t\n\0\u202e", max_size=30) | st.text(max_size=30))
def test_whatever_is_taken_begins_with_the_web_s_schemes_and_holds_nothing_unseen(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org{text}"):
        if is_web_url(url):
            assert url.lower().startswith(("http://", "https://"))
            assert url.isprintable()
            assert not set(url) & set(' \\"<>^`{|}')
