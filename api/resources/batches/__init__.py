"""Batches: many writes, all or none."""
