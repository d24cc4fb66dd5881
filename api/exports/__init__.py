"""Whole essays, on their way out: read as a draft, and written in the forms of other tools."""
