"""The hashes that every machine and both databases must come to."""

HEAD = "8f3978a7d36c381723cc6b51027cf803b22e5ddede7bf25a45944368079465f3"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "d082b1f62e3d96d2aaf0c9e1f88957a264b603ff7256eb40afdd63c1192291bb"
"""The same after the pack moss2026 was loaded too."""
