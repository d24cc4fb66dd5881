"""The home page: what this is at a glance, by one argument, one figure and one review that are there."""
