"""Passages: places in the text of an essay."""
