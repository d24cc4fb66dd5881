"""Nodes of linked data: what those of all kinds of records have in common."""
