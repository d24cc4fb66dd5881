"""Each kind of error as a class of its own, by the names of `/problems`.

Written by `generate_problems.py`, not by hand.
"""

from lunju.errors import LunjuError


class UnknownParameterError(LunjuError, kind="unknown-parameter"):
    """The request has a query parameter that this resource does not know (400).

    Remove the parameter that `errors` names, or use the one that is suggested. The OpenAPI document lists the
    parameters of each operation.
    """


class InvalidParameterError(LunjuError, kind="invalid-parameter"):
    """A parameter has a value that it cannot have (400).

    Correct the values that `errors` names; each entry says what is expected.
    """


class InvalidCursorError(LunjuError, kind="invalid-cursor"):
    """The cursor does not belong to this list (400).

    Follow the `next` link of the page before as it is. A cursor works only with the filters and the sort of the request
    that gave it; to change those, begin again without a cursor.
    """


class KeyNeededError(LunjuError, kind="key-needed"):
    """The request needs a key that is good (401).

    Send `Authorization: Bearer KEY`. An operator makes a key with `lunju key create NAME --role editor`; one that has
    expired or was revoked is replaced in the same way, under another name.
    """


class RoleTooSmallError(LunjuError, kind="role-too-small"):
    """The key's role does not allow this (403).

    Use a key of the role that `detail` names.
    """


class NotFoundError(LunjuError, kind="not-found"):
    """There is no such resource (404).

    Check the identifier and the path. `GET /` lists the resources.
    """


class NotAcceptableError(LunjuError, kind="not-acceptable"):
    """There is no such form of this (406).

    Ask in `Accept`, or by the suffix, for a form that `detail` lists.
    """


class MethodNotAllowedError(LunjuError, kind="method-not-allowed"):
    """The resource does not have this method (405).

    Use a method that the `Allow` header lists.
    """


class MalformedBodyError(LunjuError, kind="malformed-body"):
    """The body is not JSON (400).

    Send JSON in UTF-8 (RFC 8259), each name once in its object.
    """


class InvalidHeaderError(LunjuError, kind="invalid-header"):
    """A header has a value that it cannot have (400).

    Correct the header that `detail` names.
    """


class InvalidHostError(LunjuError, kind="invalid-host"):
    """The request is not for one host that this service answers for (400).

    Send one `Host` header, with the name that the service is known by, and its port where that is not the usual one.
    """


class MalformedRequestError(LunjuError, kind="malformed-request"):
    """The request is not HTTP (400).

    Send HTTP/1.1 (RFC 9112). A client library that makes requests does so.
    """


class RequestTimeoutError(LunjuError, kind="request-timeout"):
    """The request did not come in time (408).

    Send it again, without pauses; a large batch in parts. `GET /` tells the limits.
    """


class HeaderTooLargeError(LunjuError, kind="header-too-large"):
    """The head of the request is too large (431).

    Send fewer headers, and a shorter URL: ask for less at once, or in pages. `GET /` tells the limits.
    """


class TooManyConnectionsError(LunjuError, kind="too-many-connections"):
    """As many connections are open as may be (503).

    Try again after the seconds that `Retry-After` gives.
    """


class InUseError(LunjuError, kind="in-use"):
    """Other records depend on the record (409).

    Change or delete first what `errors` names, or withdraw the record, which keeps it.
    """


class ConflictError(LunjuError, kind="conflict"):
    """What is there does not allow this (409).

    Read what `detail` names, and decide anew.
    """


class FeedRestartedError(LunjuError, kind="feed-restarted"):
    """The feed is not the one that the client knows (409).

    The dataset was restored from a backup, and what the client knows may not be so any more: forget it, read anew, and
    follow from `sequence` with this `epoch`. Where `epoch` is the one that was known, a standby may only be behind: ask
    again first.
    """


class InFlightError(LunjuError, kind="in-flight"):
    """A request with this idempotency key is under way (409).

    Send the same request again after the seconds that `Retry-After` gives: it is answered as the first one.
    """


class DeletedError(LunjuError, kind="deleted"):
    """The record was deleted (410).

    Its versions stay: `versions` lists them. The identifier is never given to another record.
    """


class RedactedError(LunjuError, kind="redacted"):
    """The content of the version was redacted (410).

    It cannot be had any more. Its SHA-256 remains, and so does all that is said of the version.
    """


class AnswerGoneError(LunjuError, kind="answer-gone"):
    """The request was done before, and its answer is gone (410).

    Do not send it again, under this key or another: it was done. `resource`, `id` and `version` name what it was
    answered with, which was redacted since; read the record at its URL.
    """


class ContentTooLargeError(LunjuError, kind="content-too-large"):
    """The body is too large (413).

    Send less at once. `GET /` tells the limits.
    """


class PreconditionFailedError(LunjuError, kind="precondition-failed"):
    """The record has changed (412).

    Read the record again, look at what has changed, and send `If-Match` with its present `ETag`.
    """


class UnsupportedMediaTypeError(LunjuError, kind="unsupported-media-type"):
    """The body is of another type than is read here (415).

    Send the type that `Accept-Patch` or `Accept-Post` names.
    """


class InvalidBodyError(LunjuError, kind="invalid-body"):
    """The body says what a record cannot be (422).

    Correct what `errors` names; each entry has a JSON Pointer into the body.
    """


class RefusedImportError(LunjuError, kind="refused-import"):
    """What was sent to be imported cannot be (422).

    Mend what `report` names in `faults`, all of it at once, and send it again; each has its place, its kind, and what
    would be right. Nothing was written.
    """


class ExcessiveBodyError(LunjuError, kind="excessive-body"):
    """The body is too deep, or a part of it too long (422).

    Shorten what `errors` points to. `GET /` tells the limits.
    """


class KeyReusedError(LunjuError, kind="key-reused"):
    """The idempotency key was used for another request (422).

    Make a new key for each new request; repeat a key only with the very same request.
    """


class PreconditionRequiredError(LunjuError, kind="precondition-required"):
    """A change must say which state of the record it is made to (428).

    Read the record, and send its `ETag` as `If-Match`.
    """


class QuotaExceededError(LunjuError, kind="quota-exceeded"):
    """Too much was written too quickly (429).

    Try again after the seconds that `Retry-After` gives. `RateLimit` tells, with every write, how many more are
    possible now.
    """


class TooCostlyError(LunjuError, kind="too-costly"):
    """The question took too long (503).

    Narrow it: filters with an equality, such as `essay_id` or `kind`, are answered by an index.
    """


class UnavailableError(LunjuError, kind="unavailable"):
    """The database cannot be used now (503).

    Try again after the seconds that `Retry-After` gives. An operator finds the cause in the log and at `/readyz`.
    """


class RangeNotSatisfiableError(LunjuError, kind="range-not-satisfiable"):
    """The range of bytes that was asked for is not there (416).

    Ask without `Range`, or for bytes below the size that `Content-Range` tells.
    """


class TooManyStreamsError(LunjuError, kind="too-many-streams"):
    """As many clients take a stream as may (503).

    Try again after the seconds that `Retry-After` gives, or ask for pages of JSON meanwhile.
    """


class InternalError(LunjuError, kind="internal-error"):
    """The service failed (500).

    This is a fault of the service, not of the request. Report it with the time of the request.
    """
