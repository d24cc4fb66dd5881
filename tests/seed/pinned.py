"""The hashes that every machine and both databases must come to."""

HEAD = "8d3bd60e391112b6c21fe3dd2dbc48e797af0fba02897f7c863049d853d18d9c"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "24cb7084d31cc95472b1c5c707de8bc3bfabc38b159fbfd346a34dd2e5493224"
"""The same after the pack moss2026 was loaded too."""
