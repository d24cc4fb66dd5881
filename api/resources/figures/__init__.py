"""Figures read from words."""
