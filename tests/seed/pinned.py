"""The hashes that every machine and both databases must come to."""

HEAD = "f776dbc4d0a413eb06d4953ed638ab34adbc9c9bf7eb084c403f8976ba82a0cd"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "b36b74088f9a14c798602666d6156b304b0c670a13995b5c2a0bfd83214b9725"
"""The same after the pack moss2026 was loaded too."""
