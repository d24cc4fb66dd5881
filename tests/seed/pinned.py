"""The hashes that every machine and both databases must come to."""

HEAD = "0a881ec526833aa7e48be74063891243613ae892be0bd459cce79868c4086dd8"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "0e61901b99409609e6fd093d0067586ea494f24d64a928604195b99d965b9304"
"""The same after the pack moss2026 was loaded too."""
