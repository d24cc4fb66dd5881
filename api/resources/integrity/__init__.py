"""Integrity: whether each passage of an essay holds the words that it was anchored to."""
