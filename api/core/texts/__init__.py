"""The texts that an operator attaches: kept beside the data, never part of it."""
