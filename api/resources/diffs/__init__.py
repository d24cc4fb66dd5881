"""Diffs: what changed between two versions of a record."""
