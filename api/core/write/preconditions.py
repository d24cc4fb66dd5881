"""Which state of a record a change is made to: 412 where it is another, 428 where nothing says (RFC 9110, RFC 6585)."""

import re

from api.core.http.etags import unmarked
from api.core.http.header_fields import MOST, entity_tags
from api.core.http.problems import ProblemError, shortened, shown

_VERSION = re.compile(r'"([1-9][0-9]{0,9})-[0-9a-f]{24}"')
_SHOWN = 200


def require_match(if_match: str | None, version: int, tag: str, *, name: str) -> None:
    """Require that a change is made to the state of a record that stands (RFC 9110, 13.1.1).

    Any form of a record has its version in its tag, so that any form may be edited: the version decides. So does it
    in tags that a proxy made weak, which RFC 9110 would have match nothing, and no client behind it could write.

    Args:
        if_match: the `If-Match` header; None where there is none.
        version: the version of the record that stands.
        tag: its entity tag.
        name: what the record is called.

    Raises:
        ProblemError: `precondition-required`, or `precondition-failed` with the present tag.
    """
    if if_match is None:
        detail = f"Send `If-Match` with the ETag of {name}, as it was read; its present one is {tag}."
        raise ProblemError("precondition-required", detail, headers={"ETag": tag})
    if if_match.strip() == "*":
        return
    read = [found[1] for item in _tags(if_match) if (found := _VERSION.fullmatch(unmarked(item)))]
    if str(version) not in read:
        # Clients may make a tag of the version that they have read, which nobody ever saw.
        named = shortened(f"version {' or '.join(read)}" if read else if_match.strip(), _SHOWN)
        detail = f"{name} stands at version {version}, with the ETag {tag}; If-Match names {named}."
        raise ProblemError("precondition-failed", detail, headers={"ETag": tag})


def _tags(if_match: str) -> list[str]:
    tags = entity_tags(if_match)
    if tags is None:
        detail = f'If-Match is `*` or up to {MOST} entity tags such as "3-0f…", not {shown(if_match)}.'
        raise ProblemError("invalid-header", detail)
    return tags
