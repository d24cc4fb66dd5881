"""Content negotiation (RFC 9110, sections 8.3.1 and 12.5.1): which form of a thing a request asks for.

A suffix of the path (`/claims/cao2023-c12.bib`) fixes the form; else `Accept` picks among those that there are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.requests import Request

from api.core.problems import ProblemError
from api.core.urls import FORM

_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"\s*({_NAME})/({_NAME})\s*(;.*)?\s*", re.DOTALL)
_ITEM = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+', re.DOTALL)
_PARAMETER = re.compile(rf';\s*({_NAME})\s*=\s*(?:({_NAME})|"((?:[^"\\]|\\.)*)")')
_QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
_EXACT = 2


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
    main: str
    sub: str
    parameters: Mapping[str, str]
    quality: float

    def fits(self, form: Form) -> int:
        """Return how specifically it admits a form; 0 if it does not."""
        main, _, sub = form.media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return _EXACT + 1 + len(self.parameters)
        if self.sub != "*":
            return 0
        return _EXACT if self.main == main else int(self.main == "*")


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
    accept = ", ".join(request.headers.getlist("accept"))
    if accept in {"", "*/*"}:
        return Choice(offered[0], {})
    ranges = list(_ranges(accept))
    if not ranges and accept.strip():
        why = f"Accept names no media type: {accept!r}"
        raise unacceptable(why, offered)
    best, chosen = 0.0, None
    for form in offered:
        fitting = max(ranges, key=lambda item: item.fits(form), default=None)
        if fitting is not None and fitting.fits(form) and fitting.quality > best:
            best, chosen = fitting.quality, Choice(form, fitting.parameters if fitting.sub != "*" else {})
    if chosen is None:
        why = f"Nothing that Accept names is to be had here ({accept})"
        raise unacceptable(why, offered)
    return chosen


def prefers(request: Request, form: Form, other: Form) -> bool:
    """Tell whether a request would rather have one form than another, whatever else it asks for."""
    try:
        return negotiate(request, (other, form)).form is form
    except ProblemError:
        return False


def _ranges(accept: str) -> Iterator[_Range]:
    """Yield the media ranges of `Accept`; what is none is passed over."""
    for item in _ITEM.findall(accept):
        found = _RANGE.fullmatch(item)
        if found is None or (found[1] == "*" and found[2] != "*"):
            continue
        parameters = {
            name.lower(): token or re.sub(r"\\(.)", r"\1", quoted)
            for name, token, quoted in _PARAMETER.findall(found[3] or "")
        }
        quality = parameters.pop("q", "1")
        if _QUALITY.fullmatch(quality):
            yield _Range(found[1].lower(), found[2].lower(), parameters, float(quality))


def unacceptable(why: str, offered: Sequence[Form]) -> ProblemError:
    """Return the problem of a request for a form that there is not; it lists those that there are."""
    there_are = ", ".join(f"{form.media_type} (.{form.name})" for form in offered)
    return ProblemError("not-acceptable", f"{why}. There are: {there_are}.", headers={"Vary": "Accept"})
