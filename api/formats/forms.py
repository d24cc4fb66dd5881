"""The forms that things are served in."""

from types import MappingProxyType

from api.core.http.negotiation import Form

JSON = Form("json", "application/json")
HTML = Form("html", "text/html", charset=True)
JSONLD = Form("jsonld", "application/ld+json")
CSL = Form("csl", "application/vnd.citationstyles.csl+json")
BIBTEX = Form("bib", "application/x-bibtex", charset=True)
RIS = Form("ris", "application/x-research-info-systems", charset=True)
BIBLIOGRAPHY = Form(
    "txt",
    "text/x-bibliography",
    MappingProxyType(
        {
            "style": ("apa", "gb-t-7714-2015-numeric", "gb-t-7714-2025-numeric"),
            "locale": ("en-US", "zh-CN"),
        }
    ),
    charset=True,
)
CSV = Form("csv", "text/csv", charset=True)
NDJSON = Form("ndjson", "application/x-ndjson")
ATOM = Form("atom", "application/atom+xml")
GRAPHML = Form("graphml", "application/graphml+xml")
DOT = Form("dot", "text/vnd.graphviz", charset=True)
MERMAID = Form("mmd", "application/vnd.mermaid")
GRAPHS = (GRAPHML, DOT, MERMAID)
"""The forms of a graph beside JSON."""

FORMS = {form.name: form for form in (JSON, HTML, JSONLD, CSL, BIBTEX, RIS, BIBLIOGRAPHY, CSV, NDJSON, ATOM, *GRAPHS)}
"""Every form, by the suffix that fixes it."""
