"""Machinery that knows no resource."""
