"""To whom the key is sent."""

import httpx


class OriginAuthorization:
    """Gives a key to the requests that go where it is for, and to no others, whatever link or redirect led there.

    A hook for the requests of an `httpx.Client`, which calls it for those that follow redirects too.

    Args:
        base_url: where the key is for.
        key: the key; None is none.
    """

    def __init__(self, base_url: str, key: str | None) -> None:
        """Note whose key it is."""
        self._origin = _origin(httpx.URL(base_url))
        self._key = key

    def __call__(self, request: httpx.Request) -> None:
        """Set the header of a request that is about to be sent, or take it away."""
        request.headers.pop("Authorization", None)
        if self._key is not None and _origin(request.url) == self._origin:
            request.headers["Authorization"] = f"Bearer {self._key}"


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return the origin of a URL (RFC 6454, section 4)."""
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)
