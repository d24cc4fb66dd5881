"""Versions: every state that a record had."""
