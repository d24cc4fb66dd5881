"""Measures: what figures measure, so that two of one measure can be compared."""
