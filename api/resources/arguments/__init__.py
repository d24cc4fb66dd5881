"""Arguments: what is asked of claims, figures, sources and the links between them, taken together."""
