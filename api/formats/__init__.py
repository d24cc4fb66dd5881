"""Forms that records are served in: pure functions from rows to bytes."""
