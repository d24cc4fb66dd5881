"""Statistics: figures, each with its wording and the interval that it denotes."""
