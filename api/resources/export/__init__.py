"""The whole at once: all that this service holds, as one file."""
