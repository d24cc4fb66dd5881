"""Terms: what statistics measure, and of what."""
