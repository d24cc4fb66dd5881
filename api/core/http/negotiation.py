"""Content negotiation (RFC 9110, sections 8.3.1 and 12.5.1): which form of a thing a request asks for.

A suffix of the path (`/claims/cao2023-c12.bib`) fixes the form; else `Accept` picks among those that there are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.requests import Request

from api.core.http.header_fields import members, parameters, weight
from api.core.http.problems import ProblemError, shortened, shown
from api.core.http.urls import FORM

_TYPE = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]++/[!#$%&'*+.^_`|~0-9A-Za-z-]++")
_SHOWN = 200
"""How many characters of `Accept` an answer repeats."""


@dataclass(frozen=True, eq=False)
class Form:
    """A form that things are served in.

    Attributes:
        name: what it is called; `.name` is the suffix that fixes it.
        media_type: what `Accept` calls it.
        parameters: the parameters of the media type that say more of what is wanted, each with the values that it may
            have, the default first.
        charset: whether `Content-Type` says that it is UTF-8, which text does not imply.
    """

    name: str
    media_type: str
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    charset: bool = False

    @property
    def content_type(self) -> str:
        """What `Content-Type` says."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type

    @property
    def is_json(self) -> bool:
        """Whether it is JSON of some kind."""
        return self.media_type.endswith(("/json", "+json"))


@dataclass(frozen=True)
class Choice:
    """The form that a request gets.

    Attributes:
        form: which.
        parameters: the parameters of its media type that `Accept` names.
    """

    form: Form
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class _Range:
    kind: str
    parameters: Mapping[str, str]
    quality: float

    def fits(self, form: Form) -> bool:
        """Tell whether a form can be what the range's parameters say: those that the form does not have say nothing."""
        return all(self.parameters.get(name, values[0]) in values for name, values in form.parameters.items())


_NOTHING: Mapping[str, str] = {}


def _accepted(request: Request) -> str:
    return ", ".join([value.decode("latin-1") for name, value in request.scope["headers"] if name == b"accept"])


def negotiate(request: Request, offered: Sequence[Form]) -> Choice:
    """Choose the form that a request asks for.

    Args:
        request: the request.
        offered: the forms that there are, the one to serve where all are welcome first.

    Raises:
        ProblemError: none of them is acceptable.
    """
    fixed = request.scope.get(FORM)
    if fixed is not None:
        for form in offered:
            if form.name == fixed:
                return Choice(form, {})
        why = f"There is no .{fixed} of this"
        raise unacceptable(why, offered)
    accept = _accepted(request)
    if accept in {"", "*/*"}:
        return Choice(offered[0], _NOTHING)
    ranges: dict[str, list[_Range]] = {}
    for item in _ranges(accept):
        ranges.setdefault(item.kind, []).append(item)
    if not ranges and accept.strip():
        why = f"Accept names no media type: {shown(accept)}"
        raise unacceptable(why, offered)
    best, chosen = 0.0, None
    for form in offered:
        fitting = _fitting(form, ranges)
        if fitting is not None and fitting.quality > best:
            best, chosen = fitting.quality, Choice(form, {} if "*" in fitting.kind else fitting.parameters)
    if chosen is None:
        why = f"Nothing that Accept names is to be had here ({shortened(accept, _SHOWN)})"
        raise unacceptable(why, offered)
    return chosen


def _fitting(form: Form, ranges: Mapping[str, Sequence[_Range]]) -> _Range | None:
    """Return the range that admits a form most specifically; the first of those that say as much."""
    own = [item for item in ranges.get(form.media_type, ()) if item.fits(form)]
    if own:
        return max(own, key=lambda item: len(item.parameters))
    wider = ranges.get(f"{form.media_type.partition('/')[0]}/*") or ranges.get("*/*")
    return wider[0] if wider else None


def names(request: Request, media_type: str) -> bool:
    """Tell whether `Accept` names a media type itself, and does not refuse it."""
    accept = _accepted(request)
    return any(item.kind == media_type and item.quality for item in _ranges(accept))


def prefers(request: Request, form: Form, other: Form) -> bool:
    """Tell whether a request would rather have one form than another, whatever else it asks for."""
    try:
        return negotiate(request, (other, form)).form is form
    except ProblemError:
        return False


def _ranges(accept: str) -> Iterator[_Range]:
    """Yield the media ranges of `Accept`; what is none is passed over."""
    for member in members(accept):
        found = _TYPE.match(member)
        if found is None or (after := member[found.end() :].strip(" \t"))[:1] not in {"", ";"}:
            continue
        kind = found[0].lower()
        if kind.startswith("*/") and kind != "*/*":
            continue
        given = dict(parameters(after))
        quality = weight(given.pop("q", "1"))
        if quality is not None:
            yield _Range(kind, given, quality)


def unacceptable(why: str, offered: Sequence[Form]) -> ProblemError:
    """Return the problem of a request for a form that there is not; it lists those that there are."""
    there_are = ", ".join(f"{form.media_type} (.{form.name}{_values(form)})" for form in offered)
    return ProblemError("not-acceptable", f"{why}. There are: {there_are}.", headers={"Vary": "Accept"})


def _values(form: Form) -> str:
    return "".join(f"; {name}: {', '.join(values)}" for name, values in form.parameters.items())
