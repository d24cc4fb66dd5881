"""The hashes that every machine and both databases must come to."""

HEAD = "8b7339176a3fd786214a7538392b8193587e7c90a1e1c8d77e8fb33eac999232"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "7657e507f2eddb8f2df37dae30ada83494b3166e5f25308f54931eb6a1bd7102"
"""The same after the pack moss2026 was loaded too."""
