"""Sections: the outline of an essay."""
