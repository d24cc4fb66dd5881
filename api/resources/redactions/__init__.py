"""Redactions: the content of a version, taken away for ever."""
