"""Problems of connections on which no request was read: whole responses, in bytes."""

import msgspec

from api.core.http.problem_types import PROBLEM_TYPES


def raw_problem(slug: str, detail: str, retry_after: int | None) -> bytes:
    """Return a whole response; the type is told without a host, since none was read (RFC 9457, section 3.1.1)."""
    kind = PROBLEM_TYPES[slug]
    body = msgspec.json.encode(
        {
            "type": f"/problems/{slug}",
            "title": kind.title,
            "status": kind.status,
            "detail": detail,
            "instance": "",
            "errors": [],
        }
    )
    head = [
        f"HTTP/1.1 {kind.status.value} {kind.status.phrase}",
        "content-type: application/problem+json",
        f"content-length: {len(body)}",
        "access-control-allow-origin: *",
        *([] if retry_after is None else [f"retry-after: {retry_after}"]),
        "connection: close",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
