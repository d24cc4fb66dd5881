"""Lunju: a REST API for structured essay claims and evidence."""

from importlib.metadata import version

__version__ = version("lunju")
