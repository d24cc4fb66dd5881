"""Argument maps as people draw them: Argdown, Kialo."""
