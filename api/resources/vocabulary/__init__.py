"""The context and the vocabulary of linked data."""
