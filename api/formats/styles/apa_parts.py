"""Parts of an entry in APA style: what a work is called, which part of a larger one it is, and what kind of thing."""

from dataclasses import dataclass, field
from typing import Final

from api.formats.item import Item, types
from api.formats.styles.casing import first_upper
from api.formats.styles.citation_parts import group
from api.formats.styles.csl_terms import Terms
from api.formats.styles.printed_names import NameForm, institution_last, joined, written
from api.formats.styles.printed_numbers import number

SERIAL: Final = types("article-journal article-magazine article-newspaper periodical post-weblog review review-book")
"""What appears in a series of issues."""
SITE: Final = types("post webpage")
REVIEWS: Final = types("review review-book")
_TALKS: Final = types("interview paper-conference")
_PICTURES: Final = types("broadcast graphic map motion_picture")
_AS_REPORT: Final = types("document report software standard")
_AS_EVENT: Final = types("event paper-conference performance speech")
_UNNUMBERED: Final = SERIAL | SITE | types("broadcast event patent performance speech")
_NUMBERED: Final = types("legislation patent regulation")
_LETTERS: Final = types("interview personal_communication")
_FOUND: Final = ("archive", "container-title", "DOI", "number", "publisher", "URL")
"""By any of these a letter or a manuscript can be found."""
_LIST: Final = NameForm(inverted=True, separator=", ", initial=". ")
_SAID: Final = NameForm(inverted=False, initial=". ")


@dataclass
class Shape:
    """An item as its entry is made, in which nothing is said twice.

    Attributes:
        item: the item.
        terms: the locale's words.
        titled: whether the title was said in the author's place.
        described: whether what kind of thing it is was said there, too.
        taken: what else was.
    """

    item: Item
    terms: Terms
    titled: bool = False
    described: bool = False
    taken: set[str] = field(default_factory=set)

    @property
    def serial(self) -> bool:
        """Whether it is cited as part of a series: also a talk that nobody edited."""
        kind = self.item["type"]
        return kind in SERIAL or (kind in _TALKS and "editor" not in self.item)

    def say(self, variable: str) -> str:
        """Return a variable, unless it was said in the author's place."""
        return "" if variable in self.taken else str(self.item.get(variable, ""))

    def take(self, variable: str) -> str:
        """Return a variable, so that it is not said again."""
        said = self.say(variable)
        self.taken.add(variable)
        return said

    def parted(self) -> bool:
        """Return whether it is a part of what was edited, or of a volume."""
        return any(part in self.item for part in ("editor", "issue", "page", "volume"))


def people(shape: Shape, role: str) -> str:
    """Return those who stand in the author's place, family names first."""
    if role in shape.taken:
        return ""
    names = written(shape.item, role, _LIST)
    if not names:
        return ""
    shape.taken.add(role)
    called = joined(names, " & " if institution_last(shape.item, role) else ", & ", ", & ")
    return called if role == "author" else f"{called} ({_label(shape, role, len(names))})"


def title(shape: Shape) -> str:
    """Return the title; of a volume with words for a number, with those."""
    item, kind = shape.item, shape.item["type"]
    if kind in REVIEWS:
        return ""
    called = shape.say("title")
    if "container-title" in item or kind in SITE or shape.serial:
        return called
    return group(called, _volume_title(shape), between=": ")


def identifier(shape: Shape) -> str:
    """Return which part of a work it is, and who edited or translated it, in parentheses."""
    item, kind = shape.item, shape.item["type"]
    if kind == "patent":
        numbered = _number(shape)
        return group(first_upper(shape.terms.patent) if numbered else "", numbered, between=" ", before="(", after=")")
    parts = [_contributors(shape)]
    if kind in SITE or (kind == "report" and "container-title" not in item):
        parts += [_number(shape) if kind in SITE or "title" in item else "", _numbers(shape)]
    elif "container-title" in item:
        parts += [_number(shape) if kind in _PICTURES else ""]
    else:
        parts += [_number(shape), _numbers(shape)]
    return group(*parts, between="; ", before="(", after=")")


def description(shape: Shape) -> str:
    """Return what kind of thing it is, in brackets, where that is not plain."""
    item, kind = shape.item, shape.item["type"]
    if kind in REVIEWS:
        return group(_of_review(shape), shape.say("title"), between=" ", before="[", after="]")
    if kind == "thesis":
        found = any(part in item for part in ("archive", "DOI", "URL"))
        return group(shape.take("publisher") if found else "", before="[", after="]")
    said_within = kind in _AS_REPORT or (kind in _AS_EVENT and not shape.parted())
    if "container-title" in item and said_within:
        return ""
    return group(_form(shape), before="[", after="]")


def within(shape: Shape) -> str:
    """Return the larger work that it is a part of, and which."""
    item, terms, kind = shape.item, shape.terms, shape.item["type"]
    if "container-title" not in item:
        return ""
    editors = _named(shape, "editor", "{} ({})")
    container = group(shape.say("container-title"), _volume_title(shape), between=": ")
    numbered = "" if kind in _PICTURES else _number(shape)
    described = ""
    if kind in _AS_REPORT or (kind in _AS_EVENT and not shape.parted()):
        described = group(_form(shape), before="[", after="]")
    return group(
        terms.on if kind == "song" else terms.within,
        group(editors, container, between=", "),
        group(numbered, _numbers(shape), between="; ", before="(", after=")"),
        described,
        between=" ",
    )


def _contributors(shape: Shape) -> str:
    roles = (
        ["translator"] if shape.serial or ("container-title" in shape.item and shape.item["type"] not in SITE) else []
    )
    return group(*(_named(shape, role, "{}, {}") for role in roles or ["editor", "translator"]), between="; ")


def _named(shape: Shape, role: str, pattern: str) -> str:
    if role in shape.taken:
        return ""
    names = written(shape.item, role, _SAID)
    called = joined(names, " & ", ", & ")
    return pattern.format(called, _label(shape, role, len(names))) if names else ""


def _label(shape: Shape, role: str, count: int) -> str:
    one, more = shape.terms.editor if role == "editor" else (shape.terms.translator, shape.terms.translator)
    return one if count == 1 else more


def _volume_title(shape: Shape) -> str:
    volume = number(shape.item, "volume", shape.terms)
    return "" if volume.numeric else first_upper(volume.text)


def _number(shape: Shape) -> str:
    """Return the number, with what it is called where it is one."""
    if "number" in shape.taken:
        return ""
    kind, found = shape.item["type"], number(shape.item, "number", shape.terms)
    labelled = found.text and kind != "standard" and (found.numeric or kind in _NUMBERED)
    return group(shape.terms.number[found.plural] if labelled else "", first_upper(found.text), between=" ")


def _numbers(shape: Shape) -> str:
    """Return edition, volume, issue and pages."""
    item, terms = shape.item, shape.terms
    if item["type"] in _UNNUMBERED or (item["type"] in _TALKS and "editor" not in item):
        return ""
    edition, volume, issue, page = (number(item, name, terms) for name in ("edition", "volume", "issue", "page"))
    return group(
        f"{edition.ordinal} {terms.edition[edition.plural]}" if edition.numeric else edition.text,
        f"{terms.volume[volume.plural]} {volume.text}" if volume.numeric else "",
        f"{terms.issue[issue.plural]} {issue.text}" if issue.text else "",
        f"{terms.page[page.plural]} {page.text}" if page.text else "",
        between=", ",
    )


def _of_review(shape: Shape) -> str:
    of_work, of_book = shape.terms.review
    return of_book if shape.item["type"] == "review-book" and "number" not in shape.item else of_work


def _form(shape: Shape) -> str:
    item, kind = shape.item, shape.item["type"]
    found = any(part in item for part in _FOUND)
    if kind == "periodical" and not ("container-title" in item and "title" in item):
        return ""
    if kind == "manuscript" and found:
        return ""
    if kind in _LETTERS and not found:
        return shape.terms.communication
    return shape.terms.forms.get(kind, "")
