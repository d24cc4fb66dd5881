"""The hashes that every machine and both databases must come to."""

HEAD = "0a881ec526833aa7e48be74063891243613ae892be0bd459cce79868c4086dd8"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "01161c97aca67dfa039bce77c5422dbbae9fbf3cfd8768f15cba7331036190a0"
"""The same after the pack moss2026 was loaded too."""
