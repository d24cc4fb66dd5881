"""Styles of citation, each a function from an item to a line of text, as its official CSL style has it."""
