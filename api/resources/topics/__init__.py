"""Topics: the named strands of an essay."""
