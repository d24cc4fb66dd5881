"""Functions that released data depends on. Once 1.0.0 is tagged, what they return never changes."""
