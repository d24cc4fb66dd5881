"""Schemes of argument, as a vocabulary: each with what to ask of an argument that follows it."""
