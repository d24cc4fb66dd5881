"""The hashes that every machine and both databases must come to."""

HEAD = "c18da18dd2158806a33d911629adcd84addfaa9f6825974aa2e1a48c3272267d"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "dc0338970902bab3c5d92bfc38bd837eb1d6647c0062d1534224a6e9549027fa"
"""The same after the pack moss2026 was loaded too."""
