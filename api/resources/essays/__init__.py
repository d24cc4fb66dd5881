"""Essays: one argued text each."""
