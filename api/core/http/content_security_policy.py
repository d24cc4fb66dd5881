"""What pages may load, and whom they may ask (Content Security Policy, Level 3): what comes from here alone."""

_FROM_HERE = "default-src 'none'; script-src 'self'; "
_BOUND = "base-uri 'none'; frame-ancestors 'none'"

OF_PAGES = f"{_FROM_HERE}style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; {_BOUND}"
"""Pages of records run nothing that stands in them, and ask for the forms that are folded on them."""
OF_GUIDE = f"{_FROM_HERE}style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; {_BOUND}"
"""The search of the guide asks for its index and for the pages that it found."""
OF_DOCS = (
    f"{_FROM_HERE}style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'none'; "
    f"{_BOUND}"
)
"""Swagger UI sets styles on elements, hence `unsafe-inline`; scripts come from here alone."""
OF_DRAWINGS = f"default-src 'none'; style-src 'unsafe-inline'; {_BOUND}"
"""A drawing to keep carries its styles with it, and loads nothing."""
