"""The hashes that every machine and both databases must come to."""

HEAD = "d7e3620ba4f7f91a6daa593e9860bf1a521c4d124ab5dd84c553f850d3c67e4a"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "da894a4ed969a911926ac5e037ff3a747ef701eaee8499ea7df0179665ee6de0"
"""The same after the pack moss2026 was loaded too."""
