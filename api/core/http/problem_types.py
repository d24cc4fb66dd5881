"""The kinds of error that this service answers with."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class ProblemType:
    """A kind of error: its name in URLs, its status, its title, and what a client can do."""

    slug: str
    status: HTTPStatus
    title: str
    remedy: str


PROBLEM_TYPES = {
    kind.slug: kind
    for kind in (
        ProblemType(
            "unknown-parameter",
            HTTPStatus.BAD_REQUEST,
            "The request has a query parameter that this resource does not know",
            "Remove the parameter that `errors` names, or use the one that is suggested. The OpenAPI document lists "
            "the parameters of each operation.",
        ),
        ProblemType(
            "invalid-parameter",
            HTTPStatus.BAD_REQUEST,
            "A parameter has a value that it cannot have",
            "Correct the values that `errors` names; each entry says what is expected.",
        ),
        ProblemType(
            "invalid-cursor",
            HTTPStatus.BAD_REQUEST,
            "The cursor does not belong to this list",
            "Follow the `next` link of the page before as it is. A cursor works only with the filters and the sort "
            "of the request that gave it; to change those, begin again without a cursor.",
        ),
        ProblemType(
            "key-needed",
            HTTPStatus.UNAUTHORIZED,
            "The request needs a key that is good",
            "Send `Authorization: Bearer KEY`. An operator makes a key with `lunju key create NAME --role editor`; one "
            "that has expired or was revoked is replaced in the same way, under another name.",
        ),
        ProblemType(
            "role-too-small",
            HTTPStatus.FORBIDDEN,
            "The key's role does not allow this",
            "Use a key of the role that `detail` names.",
        ),
        ProblemType(
            "not-found",
            HTTPStatus.NOT_FOUND,
            "There is no such resource",
            "Check the identifier and the path. `GET /` lists the resources.",
        ),
        ProblemType(
            "not-acceptable",
            HTTPStatus.NOT_ACCEPTABLE,
            "There is no such form of this",
            "Ask in `Accept`, or by the suffix, for a form that `detail` lists.",
        ),
        ProblemType(
            "method-not-allowed",
            HTTPStatus.METHOD_NOT_ALLOWED,
            "The resource does not have this method",
            "Use a method that the `Allow` header lists.",
        ),
        ProblemType(
            "malformed-body",
            HTTPStatus.BAD_REQUEST,
            "The body is not JSON",
            "Send JSON in UTF-8 (RFC 8259), each name once in its object.",
        ),
        ProblemType(
            "invalid-header",
            HTTPStatus.BAD_REQUEST,
            "A header has a value that it cannot have",
            "Correct the header that `detail` names.",
        ),
        ProblemType(
            "invalid-host",
            HTTPStatus.BAD_REQUEST,
            "The request is not for one host that this service answers for",
            "Send one `Host` header, with the name that the service is known by, and its port where that is not the "
            "usual one.",
        ),
        ProblemType(
            "malformed-request",
            HTTPStatus.BAD_REQUEST,
            "The request is not HTTP",
            "Send HTTP/1.1 (RFC 9112). A client library that makes requests does so.",
        ),
        ProblemType(
            "request-timeout",
            HTTPStatus.REQUEST_TIMEOUT,
            "The request did not come in time",
            "Send it again, without pauses; a large batch in parts. `GET /` tells the limits.",
        ),
        ProblemType(
            "header-too-large",
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "The head of the request is too large",
            "Send fewer headers, and a shorter URL: ask for less at once, or in pages. `GET /` tells the limits.",
        ),
        ProblemType(
            "too-many-connections",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "As many connections are open as may be",
            "Try again after the seconds that `Retry-After` gives.",
        ),
        ProblemType(
            "in-use",
            HTTPStatus.CONFLICT,
            "Other records depend on the record",
            "Change or delete first what `errors` names, or withdraw the record, which keeps it.",
        ),
        ProblemType(
            "conflict",
            HTTPStatus.CONFLICT,
            "What is there does not allow this",
            "Read what `detail` names, and decide anew.",
        ),
        ProblemType(
            "feed-restarted",
            HTTPStatus.CONFLICT,
            "The feed is not the one that the client knows",
            "The dataset was restored from a backup, and what the client knows may not be so any more: forget it, read "
            "anew, and follow from `sequence` with this `epoch`. Where `epoch` is the one that was known, a standby "
            "may only be behind: ask again first.",
        ),
        ProblemType(
            "in-flight",
            HTTPStatus.CONFLICT,
            "A request with this idempotency key is under way",
            "Send the same request again after the seconds that `Retry-After` gives: it is answered as the first one.",
        ),
        ProblemType(
            "deleted",
            HTTPStatus.GONE,
            "The record was deleted",
            "Its versions stay: `versions` lists them. The identifier is never given to another record.",
        ),
        ProblemType(
            "redacted",
            HTTPStatus.GONE,
            "The content of the version was redacted",
            "It cannot be had any more. Its SHA-256 remains, and so does all that is said of the version.",
        ),
        ProblemType(
            "answer-gone",
            HTTPStatus.GONE,
            "The request was done before, and its answer is gone",
            "Do not send it again, under this key or another: it was done. `resource`, `id` and `version` name what it "
            "was answered with, which was redacted since; read the record at its URL.",
        ),
        ProblemType(
            "content-too-large",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "The body is too large",
            "Send less at once. `GET /` tells the limits.",
        ),
        ProblemType(
            "precondition-failed",
            HTTPStatus.PRECONDITION_FAILED,
            "The record has changed",
            "Read the record again, look at what has changed, and send `If-Match` with its present `ETag`.",
        ),
        ProblemType(
            "unsupported-media-type",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body is of another type than is read here",
            "Send the type that `Accept-Patch` or `Accept-Post` names.",
        ),
        ProblemType(
            "invalid-body",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The body says what a record cannot be",
            "Correct what `errors` names; each entry has a JSON Pointer into the body.",
        ),
        ProblemType(
            "refused-import",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "What was sent to be imported cannot be",
            "Mend what `report` names in `faults`, all of it at once, and send it again; each has its place, its kind, "
            "and what would be right. Nothing was written.",
        ),
        ProblemType(
            "excessive-body",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The body is too deep, or a part of it too long",
            "Shorten what `errors` points to. `GET /` tells the limits.",
        ),
        ProblemType(
            "key-reused",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The idempotency key was used for another request",
            "Make a new key for each new request; repeat a key only with the very same request.",
        ),
        ProblemType(
            "precondition-required",
            HTTPStatus.PRECONDITION_REQUIRED,
            "A change must say which state of the record it is made to",
            "Read the record, and send its `ETag` as `If-Match`.",
        ),
        ProblemType(
            "quota-exceeded",
            HTTPStatus.TOO_MANY_REQUESTS,
            "Too much was written too quickly",
            "Try again after the seconds that `Retry-After` gives. `RateLimit` tells, with every write, how many more "
            "are possible now.",
        ),
        ProblemType(
            "too-costly",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "The question took too long",
            "Narrow it: filters with an equality, such as `essay_id` or `kind`, are answered by an index.",
        ),
        ProblemType(
            "unavailable",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "The database cannot be used now",
            "Try again after the seconds that `Retry-After` gives. An operator finds the cause in the log and at "
            "`/readyz`.",
        ),
        ProblemType(
            "range-not-satisfiable",
            HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            "The range of bytes that was asked for is not there",
            "Ask without `Range`, or for bytes below the size that `Content-Range` tells.",
        ),
        ProblemType(
            "too-many-streams",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "As many clients take a stream as may",
            "Try again after the seconds that `Retry-After` gives, or ask for pages of JSON meanwhile.",
        ),
        ProblemType(
            "internal-error",
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "The service failed",
            "This is a fault of the service, not of the request. Report it with the time of the request.",
        ),
    )
}
