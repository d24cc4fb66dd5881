"""Nanopublications (nanopub.net, guidelines of 2015) in TriG: of each claim and figure what is said, and where from.

They are not signed: whoever publishes them signs them, and gives them their trusty URIs. What is asserted is that the
essay claims it; whether the author holds, reports or rejects it is said with it.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from api.core.http.negotiation import Form
from api.exports.format_losses import FormatLosses
from api.exports.written import DraftedEssay, Written
from api.formats.license_urls import DEFAULT, license_url
from api.formats.rdf_vocabulary import UNPLACED
from api.imports.draft_parts import DraftClaim, DraftFigure, DraftLink
from api.imports.parsed_files import GivenFile

FORM = Form("trig", "application/trig")

_PREFIXES = {
    "np": "http://www.nanopub.org/nschema#",
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "lunju": UNPLACED,
}
_LISTS = ("sections", "topics", "tensions", "reviews", "left_out")
_CLAIM = ("quotes", "spans", "one_utterance", "states", "implicit")
_ESSAYS = ("genre", "url")
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LANGUAGE = re.compile(r"[a-zA-Z]+(?:-[a-zA-Z0-9]+)*")


def write(essay: DraftedEssay) -> Written:
    """Write a nanopublication of each claim and figure, with the links that lead from it."""
    writing = _TrigWriting(essay)
    content = "".join(writing.document())
    return Written([GivenFile(f"{essay.name}.trig", content.encode())], FORM.media_type, writing.losses.constructs)


class _TrigWriting:
    """A document under way."""

    def __init__(self, essay: DraftedEssay) -> None:
        self._essay = essay
        self.losses = FormatLosses("trig")

    def document(self) -> Iterator[str]:
        """Yield the prefixes, then each nanopublication."""
        draft = self._essay.draft
        self.losses.essay(draft, _ESSAYS)
        self.losses.parts(draft, _LISTS)
        yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
        origins = {claim.id for claim in draft.claims} | {figure.id for figure in draft.figures}
        linked = {part.id for part in draft.links}
        for link in draft.links:
            if link.to in linked:
                self.losses.dropped("link", link.id, "trig has no links to links")
            elif not origins & set(link.origins):
                self.losses.dropped("link", link.id, "it comes from no claim or figure")
            elif len(link.origins) > 1:
                self.losses.changed("link", link.id, "that its premises are needed together is left out")
        sound = [link for link in draft.links if link.to not in linked]
        for claim in draft.claims:
            self.losses.claim(claim, _CLAIM)
            yield from self._nanopub(claim, [*self._claim(claim), *self._links(claim.id, sound)])
        for figure in draft.figures:
            self.losses.changed("figure", figure.id, "its wording is kept, and not its interval, subject and place")
            yield from self._nanopub(figure, [*self._figure(figure), *self._links(figure.id, sound)])

    def _nanopub(self, part: DraftClaim | DraftFigure, assertion: list[str]) -> Iterator[str]:
        draft = self._essay.draft
        base = f"{self._url(part.id).removesuffix('>')}#np"
        work = self._url(draft.id)
        graphs = {name: f"{base}-{name}>" for name in ("head", "assertion", "provenance", "pubinfo")}
        derived = [f"{graphs['assertion']} prov:wasDerivedFrom {work}"]
        derived += [f"{work} dct:creator {_literal(name)}" for name in draft.authors]
        derived += [f"{work} dct:title {_literal(draft.title, draft.language)}"] if draft.title else []
        derived += [f"{graphs['assertion']} prov:hadPrimarySource {self._url(source)}" for source in part.sources]
        head = [f"{base}> a np:Nanopublication", f"{base}> np:hasAssertion {graphs['assertion']}"]
        head += [
            f"{base}> np:hasProvenance {graphs['provenance']}",
            f"{base}> np:hasPublicationInfo {graphs['pubinfo']}",
        ]
        yield _graph(graphs["head"], head)
        yield _graph(graphs["assertion"], assertion)
        yield _graph(graphs["provenance"], derived)
        about_itself = [f"{base}> dct:license <{license_url(DEFAULT)}>", f"{base}> dct:isPartOf {work}"]
        yield _graph(graphs["pubinfo"], about_itself)

    def _claim(self, claim: DraftClaim) -> Iterator[str]:
        about, language = self._url(claim.id), self._essay.draft.language
        yield f"{about} a schema:Claim"
        yield f"{about} schema:text {_literal(claim.says, language)}"
        yield f"{about} lunju:kind {_literal(claim.kind)}"
        yield f"{about} lunju:stance {_literal(claim.stance)}"
        for entity in claim.about:
            yield f"{about} schema:about {self._url(entity)}"

    def _figure(self, figure: DraftFigure) -> Iterator[str]:
        about, language = self._url(figure.id), self._essay.draft.language
        yield f"{about} a schema:Observation"
        yield f"{about} schema:description {_literal(figure.says, language)}"
        yield f"{about} lunju:asWritten {_literal(figure.wording, language)}"
        if figure.value:
            yield f"{about} schema:value {_literal(figure.value)}"
        if figure.unit:
            yield f"{about} schema:unitText {_literal(figure.unit)}"

    def _links(self, identifier: str, links: list[DraftLink]) -> Iterator[str]:
        for link in links:
            if identifier in link.origins:
                yield f"{self._url(identifier)} lunju:{link.relation} {self._url(link.to)}"

    def _url(self, identifier: str) -> str:
        url = self._essay.url(self._essay.ids.get(identifier, identifier))
        return f"<{_UNSAFE.sub(lambda found: quote(found[0]), url)}>"


def _graph(name: str, statements: list[str]) -> str:
    return f"\n{name} {{\n" + "".join(f"  {statement} .\n" for statement in statements) + "}\n"


def _literal(words: str, language: str = "") -> str:
    said = "".join(_ESCAPES.get(letter, letter) for letter in words)
    return f'"{said}"@{language}' if language and _LANGUAGE.fullmatch(language) else f'"{said}"'
