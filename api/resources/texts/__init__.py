"""The text of an essay: attached, read where it may be served, and asked where words stand in it."""
