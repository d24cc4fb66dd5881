"""URLs that a record holds, as links."""

from seed.frozen.urls import is_web_url


def link(url: str | None) -> str | None:
    """Return a URL that is safe to follow; None where it is of another kind, as records of older versions may hold."""
    return url if url and is_web_url(url) else None
