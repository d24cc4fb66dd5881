"""Changes: what happened to the whole, in the order in which it was committed."""
