"""Packs of essay data, and the loader that puts them into a database. Never imports ``api``."""
