"""The media types that bodies of requests have."""

JSON_TYPE = "application/json"
MERGE_PATCH = "application/merge-patch+json"
"""The type of a JSON Merge Patch (RFC 7396)."""
