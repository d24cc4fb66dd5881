"""The hashes that every machine and both databases must come to."""

HEAD = "63a4982d018ac5cd74655e11070f27ab4f23a08200ca2776eae9336e60a4f264"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "e77936af5b5c83072644b628634dfed2cb0f9246617f04b80e0f36785efb9b9f"
"""The same after the pack moss2026 was loaded too."""
