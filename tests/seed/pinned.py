"""The hashes that every machine and both databases must come to."""

HEAD = "b2eeccbdd9bd5cdf9ea6d7808f7b99f4df2eb91750409e8b7fe9f51b8e391227"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "5eaa2e4c8d70cfccfd95fefdb173fcc3d78a586dc6da696a31319e2b11ed1b1c"
"""The same after the pack moss2026 was loaded too."""
