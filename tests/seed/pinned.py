"""The hashes that every machine and both databases must come to."""

HEAD = "b1f9375e3562079d3a7b86d2a50f113b2a47725eb06e8beedccc3f6a195d84fb"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "7c4e2e37747c0d2f05f1a557a476c1fa9bfc91ac870708d7b93188b40e321b66"
"""The same after the pack moss2026 was loaded too."""
