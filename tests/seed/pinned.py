"""The hashes that every machine and both databases must come to."""

HEAD = "6d1ee1459b73d32e4e2dfa7abcf65e563576ffdebbebab4201629c100c944bfc"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "721a64fa67bebf486acda2b23533379cd808f1c617adfe334d63eb7ab871fc0c"
"""The same after the pack moss2026 was loaded too."""
