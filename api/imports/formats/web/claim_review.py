"""ClaimReview of schema.org: what fact checkers found of claims that this service has, on a page or in a feed.

A review is of the record whose URL or id it names as what it reviews, or as where that appears; one that names none is
told as dropped. Ratings are kept as they are worded; the verdict is ours, and follows from the rating where that is
certain.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from api.core.author_years import AUTHOR_YEAR
from api.core.http.problems import ProblemError
from api.imports.formats.web.json_ld_nodes import Node, is_a, listed, nodes_of, text_of
from api.imports.import_reports import Became, ImportFinding
from api.imports.parsed_files import GivenFile, Parsed, ReadConstruct

FORMAT = "claimreview"

_REVIEWED = re.compile(r"(?:.*/)?([a-z]+(?:[0-9]{4}|nd)[a-z]?-[cs][1-9][0-9]{0,8}(?:@[1-9][0-9]{0,8})?)/?")
_VERDICTS = {
    "confirmed": ("true", "correct", "accurate", "confirmed", "verified", "属实", "真"),
    "refuted": ("false", "incorrect", "fake", "pants on fire", "wrong", "refuted", "不实", "假"),
    "disputed": ("misleading", "half true", "mixture", "mixed", "disputed", "missing context", "误导"),
    "outdated": ("outdated", "过时"),
    "unverifiable": ("unproven", "unverifiable", "unverified", "无法证实"),
}
_OURS = ("confirmed", "corrected", "refuted", "superseded", "retracted-source", "disputed", "outdated", "unverifiable")
_READ = frozenset(
    {"@context", "@type", "@id", "type", "id", "author", "claimReviewed", "datePublished", "itemReviewed"}
    | {"reviewRating", "url", "verdict", "inLanguage"}
)
_NAMED = frozenset({"@id", "@type", "url", "appearance", "firstAppearance", "isVersionOf", "text", "description"})


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files have ClaimReviews."""
    return any(b"ClaimReview" in file.content and b"@type" in file.content for file in files)


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read the ClaimReviews of pages and feeds."""
    reading = _ReviewReading()
    faults = list[ImportFinding]()
    for file in files:
        before = len(reading.read)
        try:
            for where, node in nodes_of(file, "ClaimReview"):
                reading.take(node, f"{file.name}: {where}")
        except ProblemError as error:
            faults.append(ImportFinding(kind="unreadable", pointer="", detail=f"{file.name}: {error.detail}"))
        if len(reading.read) == before and not faults:
            detail = f"{file.name}: has no ClaimReview"
            faults.append(ImportFinding(kind="unreadable", pointer="", detail=detail))
    draft = {"language": reading.language, "sources": reading.sources, "reviews": reading.reviews}
    described = [file.described for file in files]
    return Parsed(FORMAT, described, draft, read=reading.read, faults=faults, attaches_only=True)


class _ReviewReading:
    """A draft under way."""

    def __init__(self) -> None:
        self.language = "en"
        self.sources: list[Node] = []
        self.reviews: list[Node] = []
        self.read: list[ReadConstruct] = []
        self._reviewers: dict[tuple[str, str], str] = {}

    def take(self, node: Node, where: str) -> None:
        """Read one ClaimReview."""
        of = next(filter(None, map(_reviewed, _named(node.get("itemReviewed")))), None)
        if of is None:
            why = "it names no claim or figure of a service such as this, as what it reviews or where that appears"
            self.read.append(ReadConstruct("ClaimReview", where, None, "dropped", why))
            return
        changes = list(_not_kept(node))
        rated, language = text_of(node.get("claimReviewed"))
        rating, scale = _rating(node.get("reviewRating"))
        verdict, from_rating = _verdict(node, rating)
        if from_rating:
            changes.append(f"the verdict {verdict} follows from the rating {rating!r}")
        told = [text_of(node.get("inLanguage"))[0], language, _language_of(node.get("reviewRating"))]
        url = text_of(node.get("url"))[0]
        self.reviews.append(
            {"of": of, "reviewer": self._reviewer(node, changes), "verdict": verdict, "rated": rated}
            | {"rating": rating, "scale": scale, "date": text_of(node.get("datePublished"))[0][:10], "url": url}
            | {"language": next(filter(None, told), "")}
        )
        part = f"/reviews/{len(self.reviews) - 1}"
        became: Became = "changed" if changes else "kept"
        self.read.append(ReadConstruct("ClaimReview", where, part, became, "; ".join(changes) or None))

    def _reviewer(self, node: Node, changes: list[str]) -> str:
        authors = listed(node.get("author"))
        if len(authors) > 1:
            changes.append("not kept: all authors but the first")
        author = authors[0] if authors else {}
        is_node = isinstance(author, dict)
        name = text_of(author.get("name") if is_node else author)[0]
        url = text_of(author.get("url"))[0] if is_node else ""
        ours = str(author.get("@id", "")).rpartition("/")[2] if is_node else ""
        key = (name or ours, url)
        if key not in self._reviewers:
            named = ours if AUTHOR_YEAR.fullmatch(ours) else f"reviewer-{len(self.sources) + 1}"
            kind = "person" if is_node and is_a(author, "Person") else "organisation"
            self._reviewers[key] = named
            told = name or ours or "A reviewer who is not named"
            authors_of = [told] if name else []
            self.sources.append({"id": named, "kind": kind, "name": told, "authors": authors_of, "url": url})
        return self._reviewers[key]


def _language_of(rating: Any) -> str | None:
    """Return the language of a rating's words, where that is said."""
    return next((text_of(one.get("alternateName"))[1] for one in listed(rating) if isinstance(one, dict)), None)


def _named(items: Any) -> Iterator[str]:
    """Yield by what names a review says what it is of: itself first, then where it appears."""
    for item in listed(items):
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            for name in ("@id", "url", "isVersionOf", "appearance", "firstAppearance", "sameAs"):
                yield from _named(item.get(name))


def _reviewed(name: str) -> str | None:
    found = _REVIEWED.fullmatch(name) if len(name) <= 2000 else None  # noqa: PLR2004
    return found[1] if found else None


def _rating(ratings: Any) -> tuple[str, str]:
    """Return a rating as its reviewer words it, and its scale."""
    said, scales = list[str](), list[str]()
    for one in listed(ratings):
        if not isinstance(one, dict):
            said.append(text_of(one)[0])
            continue
        words, value = text_of(one.get("alternateName") or one.get("name"))[0], text_of(one.get("ratingValue"))[0]
        said.append(f"{words} ({value})" if words and value else words or value)
        ends = [text_of(one.get(name))[0] for name in ("worstRating", "bestRating")]
        scales += ["–".join(filter(None, ends)), text_of(one.get("ratingExplanation"))[0]]
    return "; ".join(filter(None, said)), "; ".join(filter(None, scales))


def _verdict(node: Node, rating: str) -> tuple[str, bool]:
    """Return the verdict, empty where none is certain, and whether it follows from the rating."""
    ours = text_of(node.get("verdict"))[0]
    if ours in _OURS:
        return ours, False
    one = next((item for item in listed(node.get("reviewRating")) if isinstance(item, dict)), {})
    words = text_of(one.get("alternateName") or one.get("name"))[0] or rating
    plain = words.strip(" .!").lower()
    found = next((verdict for verdict, known in _VERDICTS.items() if plain in known), None)
    return (found or _by_number(one) or "", True)


def _by_number(rating: Node) -> str | None:
    """Return what a number says on its scale, from 1 to 5 where none is given (schema.org/Rating)."""
    try:
        value, worst, best = (
            float(text_of(rating.get(name, usual))[0])
            for name, usual in (("ratingValue", None), ("worstRating", 1), ("bestRating", 5))
        )
    except ValueError:
        return None
    assumed = not {"worstRating", "bestRating"} <= set(rating)
    if worst == best or (assumed and best < worst) or not min(worst, best) <= value <= max(worst, best):
        return None
    return "confirmed" if value == best else "refuted" if value == worst else "disputed"


def _not_kept(node: Node) -> Iterator[str]:
    """Yield what is said in a ClaimReview that a review has no place for."""
    lost = [name for name in node if name not in _READ]
    for item in listed(node.get("itemReviewed")):
        if isinstance(item, dict):
            lost += [f"itemReviewed.{name}" for name in item if name not in _NAMED]
    if lost:
        yield f"not kept: {', '.join(lost)}"
