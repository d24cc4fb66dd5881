"""Units: what figures are measured in."""
