"""Reviews: what became known later of claims and figures, beside what the essay said."""
